//! In which capacity somebody acts, and where that capacity can hold.

use super::place::Within;
use serde::{Deserialize, Serialize};

/// In which capacity somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nobody in particular: not signed in.
    Public,
    /// Any person who is signed in, whatever else they are. Never given and never stored.
    SignedIn,
    /// An employee of a municipality.
    Member,
    /// A member of a municipality's council.
    Councillor,
    /// Looks after the people of a municipality.
    MunicipalAdmin,
    /// Organises and serves a network.
    Coordinator,
    /// Looks on: in one network, or in all.
    Observer,
    /// Answers for the data of the whole system.
    Steward,
    /// Runs the system.
    Admin,
    /// A machine client with the scope `data:read`.
    DataReader,
    /// A machine client with the scope `feed:write`.
    FeedWriter,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 11] = [
        Role::Public,
        Role::SignedIn,
        Role::Member,
        Role::Councillor,
        Role::MunicipalAdmin,
        Role::Coordinator,
        Role::Observer,
        Role::Steward,
        Role::Admin,
        Role::DataReader,
        Role::FeedWriter,
    ];

    /// The roles that are given to people, the nearest to a single municipality first.
    pub const OF_PEOPLE: [Role; 7] = [
        Role::Member,
        Role::Councillor,
        Role::MunicipalAdmin,
        Role::Coordinator,
        Role::Observer,
        Role::Steward,
        Role::Admin,
    ];

    /// The roles of machine clients.
    pub const OF_CLIENTS: [Role; 2] = [Role::DataReader, Role::FeedWriter];

    /// The stable code: in JSON, in the store and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Role::Public => "public",
            Role::SignedIn => "signed_in",
            Role::Member => "member",
            Role::Councillor => "councillor",
            Role::MunicipalAdmin => "municipal_admin",
            Role::Coordinator => "coordinator",
            Role::Observer => "observer",
            Role::Steward => "steward",
            Role::Admin => "admin",
            Role::DataReader => "data_reader",
            Role::FeedWriter => "feed_writer",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether it is given to people.
    pub fn is_of_people(self) -> bool {
        Role::OF_PEOPLE.contains(&self)
    }

    /// Whether it holds in a municipality.
    pub fn is_of_a_municipality(self) -> bool {
        matches!(self, Role::Member | Role::Councillor | Role::MunicipalAdmin)
    }

    /// Whether it holds only while the person is signed in with a second factor; till then it is as if not given.
    pub fn needs_second_factor(self) -> bool {
        matches!(self, Role::Steward | Role::Admin)
    }

    /// Whether the role can hold within this: a member belongs to a municipality, a coordinator to a network.
    pub fn fits(self, within: &Within) -> bool {
        match self {
            Role::Member | Role::Councillor | Role::MunicipalAdmin => {
                matches!(within, Within::Municipality(_))
            }
            Role::Coordinator => matches!(within, Within::Network(_)),
            Role::Observer => matches!(within, Within::Network(_) | Within::Everywhere),
            Role::FeedWriter => matches!(within, Within::Feed(_)),
            Role::Public | Role::SignedIn | Role::Steward | Role::Admin | Role::DataReader => {
                matches!(within, Within::Everywhere)
            }
        }
    }

    /// The OAuth 2 scope that gives a machine client the role; `None` for roles of people.
    pub fn scope(self) -> Option<&'static str> {
        match self {
            Role::DataReader => Some("data:read"),
            Role::FeedWriter => Some("feed:write"),
            _ => None,
        }
    }

    /// The role a scope gives.
    pub fn of_scope(scope: &str) -> Option<Role> {
        Role::OF_CLIENTS
            .into_iter()
            .find(|role| role.scope() == Some(scope))
    }
}
