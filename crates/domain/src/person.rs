//! People who sign in: their ids, addresses, names and states.

mod email;
mod id;
mod name;

pub use email::{EmailAddress, InvalidEmailAddress};
pub use id::{InvalidPersonId, PersonId};
pub use name::{InvalidPersonName, PersonName};

use serde::{Deserialize, Serialize};

/// What may be done with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// A letter was sent; there is no password yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in, for now.
    Suspended,
    /// Emptied; the id alone is left, because the audit log and documents name it.
    Erased,
}

impl PersonState {
    /// Every state, in the order of a life.
    pub const ALL: [PersonState; 4] = [
        PersonState::Invited,
        PersonState::Active,
        PersonState::Suspended,
        PersonState::Erased,
    ];

    /// The stable code: in JSON and in the store.
    pub fn code(self) -> &'static str {
        match self {
            PersonState::Invited => "invited",
            PersonState::Active => "active",
            PersonState::Suspended => "suspended",
            PersonState::Erased => "erased",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<PersonState> {
        PersonState::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether somebody in this state may sign in.
    pub fn may_sign_in(self) -> bool {
        self == PersonState::Active
    }
}

#[cfg(test)]
mod tests;
