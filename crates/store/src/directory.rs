//! People as their administrators see them: what is asked for, and what is found.

use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;
use blis_domain::person::{EmailAddress, PersonId, PersonName, PersonState};
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_domain::text::Language;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Which people, and how many at once. Without a state, all but those who were erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Whom the reader may see at all: those with at least one role in a place of [`Sight::Only`].
    pub sight: Sight,
    /// With this in the name or the address, in any case and with or without Latvian marks.
    pub q: Option<String>,
    /// With this role, in a place that is seen.
    pub role: Option<Role>,
    /// With a role in this municipality.
    pub municipality: Option<AreaCode>,
    /// With a role in this network.
    pub network: Option<NetworkCode>,
    /// In this state.
    pub state: Option<PersonState>,
    /// Those after this one.
    pub after: Option<PeopleCursor>,
    /// How many at the most.
    pub limit: u32,
}

impl PeopleFilter {
    /// All who may be seen, the first hundred.
    pub fn seen_with(sight: Sight) -> PeopleFilter {
        PeopleFilter {
            sight,
            q: None,
            role: None,
            municipality: None,
            network: None,
            state: None,
            after: None,
            limit: 100,
        }
    }
}

/// Where a page of people ended. It holds no name: cursors stand in addresses, and those in logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleCursor {
    /// The last person given.
    pub id: PersonId,
    /// How many were given with them; where the person is not in the list any more, this counts.
    pub given: usize,
}

/// A page of people by the Latvian alphabet: by name, or by address where there is no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeoplePage {
    /// The people.
    pub items: Vec<PersonListed>,
    /// How many the filter finds.
    pub total: u64,
    /// What to give as `after` for the next page; `None` on the last.
    pub next: Option<PeopleCursor>,
    /// What to give as `after` for the page before: nothing for the first page. `None` on the first.
    pub previous: Option<Option<PeopleCursor>>,
}

/// A person as an administrator sees them. Whoever was erased has neither address nor name.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonListed {
    /// The id.
    pub id: PersonId,
    /// Where letters go.
    pub email: Option<EmailAddress>,
    /// What others read.
    pub name: Option<PersonName>,
    /// The language of letters.
    pub language: Language,
    /// What may be done with the account.
    pub state: PersonState,
    /// Whether the person is invented for a demonstration.
    pub demonstration: bool,
    /// Whether one-time codes are set up.
    pub second_factor: bool,
    /// When the account was made: RFC 3339, UTC.
    pub created_at: String,
    /// Raised by every change, those of the roles among them.
    pub version: u64,
    /// The roles in the places that are seen.
    pub grants: Vec<GrantListed>,
}

impl fmt::Debug for PersonListed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonListed({})", self.id)
    }
}

/// A role of a person, and who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantListed {
    /// Its id.
    pub id: String,
    /// The role and where it holds, without the networks of the municipality.
    pub grant: Grant,
    /// Who gave it: the id of a person, or the name of a command.
    pub given_by: String,
    /// When: RFC 3339, UTC.
    pub given_at: String,
}

/// A person, and all that decides what may be done to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSeen {
    /// The person, with the roles that are seen.
    pub person: PersonListed,
    /// Every place where a role of theirs holds, seen or not: what touches the whole account asks for all of them.
    /// Never shown.
    pub places: Vec<Within>,
}

/// By what people are called where their ids stand.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonCalled {
    /// The name, once there is one.
    pub name: Option<PersonName>,
    /// The address.
    pub email: EmailAddress,
}

impl fmt::Debug for PersonCalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonCalled(…)")
    }
}
