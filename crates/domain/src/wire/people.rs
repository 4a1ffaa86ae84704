//! People as their administrators see them.

use crate::area::AreaCode;
use crate::network::NetworkCode;
use crate::person::{EmailAddress, PersonId, PersonName, PersonState};
use crate::rights::{Grant, MayNotGive, Role, Within};
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// A role that a person holds, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GrantView {
    /// The role.
    pub role: Role,
    /// The municipality it holds in; `null` when it holds elsewhere.
    pub municipality: Option<AreaCode>,
    /// The network it holds in; `null` when it holds elsewhere.
    pub network: Option<NetworkCode>,
}

impl From<&Grant> for GrantView {
    fn from(grant: &Grant) -> GrantView {
        let (municipality, network) = match &grant.within {
            Within::Municipality(code) => (Some(code.clone()), None),
            Within::Network(code) => (None, Some(code.clone())),
            Within::Everywhere | Within::Feed(_) => (None, None),
        };
        GrantView {
            role: grant.role,
            municipality,
            network,
        }
    }
}

/// A role to be given to a person. Member, councillor and municipal admin need a municipality, a coordinator needs a
/// network; an observer may have a network; the others have neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewGrant {
    /// The role.
    pub role: Role,
    /// The municipality it shall hold in.
    #[serde(default)]
    pub municipality: Option<AreaCode>,
    /// The network it shall hold in.
    #[serde(default)]
    pub network: Option<NetworkCode>,
}

impl NewGrant {
    /// The member that names a place too many or too few for the role, if one does.
    pub fn misplaced(&self) -> Option<&'static str> {
        let network_fits = match self.role {
            Role::Coordinator => self.network.is_some(),
            Role::Observer => true,
            _ => self.network.is_none(),
        };
        if self.role.is_of_a_municipality() != self.municipality.is_some() {
            Some("municipality")
        } else if !network_fits {
            Some("network")
        } else {
            None
        }
    }
}

impl TryFrom<NewGrant> for Grant {
    type Error = MayNotGive;

    fn try_from(new: NewGrant) -> Result<Grant, MayNotGive> {
        if !new.role.is_of_people() {
            return Err(MayNotGive::NotOfPeople);
        }
        let within = match (new.municipality, new.network) {
            (None, None) => Within::Everywhere,
            (Some(code), None) => Within::Municipality(code),
            (None, Some(code)) => Within::Network(code),
            (Some(_), Some(_)) => return Err(MayNotGive::Misplaced),
        };
        match new.role.fits(&within) {
            true => Ok(Grant::new(new.role, within)),
            false => Err(MayNotGive::Misplaced),
        }
    }
}

/// A role of a person, and who gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserGrant {
    /// Its id.
    pub id: String,
    /// The role and where it holds.
    #[serde(flatten)]
    pub grant: GrantView,
    /// The id of the person who gave it, or `command` for the command line of the server.
    pub given_by: String,
    /// When it was given, RFC 3339 in UTC.
    pub given_at: String,
}

/// A person. Who was erased has the id, the state and the dates, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Their id.
    pub id: PersonId,
    /// Their e-mail address; `null` when they were erased.
    pub email: Option<EmailAddress>,
    /// Their name; `null` until they gave one, and when they were erased.
    pub name: Option<PersonName>,
    /// The language of their letters and pages.
    pub language: Language,
    /// What may be done with the account.
    pub state: PersonState,
    /// Their roles, as far as they concern whoever asks.
    pub grants: Vec<UserGrant>,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// Whether the account was made for demonstration.
    pub demonstration: bool,
    /// When the account was made, RFC 3339 in UTC.
    pub created_at: String,
}

/// Invites a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteUser {
    /// The address the letter goes to, and the person signs in with.
    pub email: String,
    /// The name, for the letter; the person may change it.
    #[serde(default)]
    pub name: Option<String>,
    /// The language of the letter.
    pub language: Language,
    /// The roles, at least one.
    pub grants: Vec<NewGrant>,
}

/// The states that an administrator sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SettableState {
    /// May sign in.
    Active,
    /// May not sign in, for now.
    Suspended,
}

impl From<SettableState> for PersonState {
    fn from(state: SettableState) -> PersonState {
        match state {
            SettableState::Active => PersonState::Active,
            SettableState::Suspended => PersonState::Suspended,
        }
    }
}

/// Suspends a person or lets them back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    /// The new state.
    pub state: SettableState,
}
