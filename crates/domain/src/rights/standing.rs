//! Where somebody stands: who they are, the roles they hold now, and what follows from the table.

use super::action::Action;
use super::place::{Target, Within};
use super::role::Role;
use super::table::{Reach, reach};
use crate::network::NetworkCode;
use crate::person::PersonId;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Nobody in particular.
    Nobody,
    /// A person who is signed in.
    Person(PersonId),
    /// A machine client, by its id.
    Client(String),
}

/// A role that somebody holds, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub within: Within,
    /// The networks of the municipality it holds in; filled in by the store.
    pub networks: Vec<NetworkCode>,
}

impl Grant {
    /// A role within a place, without networks.
    pub fn new(role: Role, within: Within) -> Grant {
        Grant {
            role,
            within,
            networks: Vec::new(),
        }
    }
}

/// What a query may see. The store turns it into SQL, so that no row is fetched and then hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Every row.
    Everything,
    /// The rows of these places alone; never none, and each once.
    Only(Vec<Within>),
    /// The rows of this person alone.
    Own(PersonId),
    /// No row.
    Nothing,
}

/// Who somebody is and what they may do, read anew for every call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    subject: Subject,
    grants: Vec<Grant>,
    second_factor: bool,
}

impl Standing {
    /// A person, a client or nobody, with the roles they were given; `second_factor` says whether this session was
    /// opened with one.
    ///
    /// A grant that cannot be gives nothing: a role that does not fit its place, a role of people at a client.
    pub fn new(subject: Subject, grants: Vec<Grant>, second_factor: bool) -> Standing {
        let can_be = |grant: &Grant| {
            let fits_subject = match &subject {
                Subject::Nobody => false,
                Subject::Person(_) => grant.role.is_of_people(),
                Subject::Client(_) => Role::OF_CLIENTS.contains(&grant.role),
            };
            fits_subject && grant.role.fits(&grant.within)
        };
        Standing {
            grants: grants.into_iter().filter(can_be).collect(),
            subject,
            second_factor,
        }
    }

    /// Nobody in particular.
    pub fn nobody() -> Standing {
        Standing::new(Subject::Nobody, Vec::new(), false)
    }

    /// Who it is.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The person, when it is one.
    pub fn person(&self) -> Option<&PersonId> {
        match &self.subject {
            Subject::Person(id) => Some(id),
            Subject::Nobody | Subject::Client(_) => None,
        }
    }

    /// The roles that hold now.
    pub fn grants(&self) -> impl Iterator<Item = &Grant> {
        self.grants
            .iter()
            .filter(|grant| self.second_factor || !grant.role.needs_second_factor())
    }

    /// The roles that were given, those that wait for a second factor among them.
    pub fn given(&self) -> &[Grant] {
        &self.grants
    }

    /// Whether this session was signed in to with a second factor.
    pub fn second_factor(&self) -> bool {
        self.second_factor
    }

    /// Whether one of the roles that were given holds with a second factor alone.
    pub fn needs_second_factor(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.needs_second_factor())
    }

    /// Whether a role sleeps because this session has no second factor.
    pub fn lacks_second_factor(&self) -> bool {
        !self.second_factor && self.needs_second_factor()
    }

    /// Whether the action is open anywhere at all: for the door and for menus.
    pub fn may(&self, action: Action) -> bool {
        self.sight(action) != Sight::Nothing
    }

    /// Every action that is open anywhere at all, in the order of the list.
    pub fn actions(&self) -> Vec<Action> {
        Action::ALL
            .into_iter()
            .filter(|action| self.may(*action))
            .collect()
    }

    /// Whether the action may be done to this target.
    pub fn may_on(&self, action: Action, target: &Target<'_>) -> bool {
        let places = match self.sight(action) {
            Sight::Everything => return true,
            Sight::Nothing => return false,
            Sight::Own(me) => return matches!(target, Target::Person { id, .. } if **id == me),
            Sight::Only(places) => places,
        };
        match target {
            Target::Nothing => false,
            Target::Municipality(code) => places
                .iter()
                .any(|place| matches!(place, Within::Municipality(own) if own == *code)),
            Target::Network(code) => places
                .iter()
                .any(|place| matches!(place, Within::Network(own) if own == *code)),
            Target::Feed(feed) => places
                .iter()
                .any(|place| matches!(place, Within::Feed(own) if own == feed)),
            Target::Person { places: theirs, .. } if action.takes_one_place() => {
                theirs.iter().any(|place| places.contains(place))
            }
            Target::Person { places: theirs, .. } => {
                !theirs.is_empty() && theirs.iter().all(|place| places.contains(place))
            }
        }
    }

    /// Which rows the action may see.
    ///
    /// Of people it may see those with at least one place in [`Sight::Only`]; doing something to one of them asks
    /// [`Standing::may_on`] as well.
    pub fn sight(&self, action: Action) -> Sight {
        let mut places: Vec<Within> = Vec::new();
        for grant in self.grants() {
            match reach(grant.role, action) {
                None | Some(Reach::Oneself) => {}
                Some(Reach::Everything) => return Sight::Everything,
                Some(reach) => match places_of(grant, reach) {
                    None => return Sight::Everything,
                    Some(own) => places.extend(own),
                },
            }
        }
        if !places.is_empty() {
            places.sort();
            places.dedup();
            return Sight::Only(places);
        }
        match (self.person(), reach(self.plain_role(), action)) {
            (_, Some(Reach::Everything)) => Sight::Everything,
            (Some(me), Some(Reach::Oneself)) => Sight::Own(me.clone()),
            _ => Sight::Nothing,
        }
    }

    /// The role that needs no grant.
    fn plain_role(&self) -> Role {
        match self.subject {
            Subject::Person(_) => Role::SignedIn,
            Subject::Nobody | Subject::Client(_) => Role::Public,
        }
    }
}

/// The places that a grant reaches; `None` when it reaches every place there is.
fn places_of(grant: &Grant, reach: Reach) -> Option<Vec<Within>> {
    Some(match (reach, &grant.within) {
        (Reach::OwnMunicipality, Within::Municipality(_))
        | (Reach::OwnNetworks, Within::Network(_))
        | (Reach::OwnFeed, Within::Feed(_)) => vec![grant.within.clone()],
        (Reach::OwnNetworks, Within::Municipality(_)) => {
            grant.networks.iter().cloned().map(Within::Network).collect()
        }
        // An observer of all networks.
        (Reach::OwnNetworks, Within::Everywhere) => return None,
        _ => Vec::new(),
    })
}
