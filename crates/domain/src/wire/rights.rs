//! The table of rights in words, for the page "what may I do".

use crate::rights::{Action, Reach, Role, TABLE, action_name, action_sentence, reach_name, role_name};
use crate::text::{Language, Text};
use serde::{Deserialize, Serialize};

/// The whole table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RightsTable {
    /// The roles.
    pub roles: Vec<RightsRole>,
    /// The actions, and who may do them.
    pub rows: Vec<RightsRow>,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RightsRole {
    /// Which.
    pub role: Role,
    /// Its name.
    pub name: Text,
    /// Whether it holds only after a second factor.
    pub needs_second_factor: bool,
}

/// An action, and who may do it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RightsRow {
    /// Which.
    pub action: Action,
    /// Its name.
    pub name: Text,
    /// What it lets one do, to follow "may".
    pub sentence: Text,
    /// Who may do it. What `public` may everybody may, what `signed_in` may every person who is signed in may.
    pub roles: Vec<RightsEntry>,
}

/// A role that may do an action, and how far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RightsEntry {
    /// The role.
    pub role: Role,
    /// How far it goes.
    pub reach: Reach,
    /// The same in words.
    pub reach_name: Text,
}

impl RightsTable {
    /// The table that the doors go by, in both languages.
    pub fn in_words() -> RightsTable {
        let roles = Role::ALL.into_iter().map(|role| RightsRole {
            role,
            name: both(|language| role_name(language, role)),
            needs_second_factor: role.needs_second_factor(),
        });
        let rows = TABLE.iter().map(|(action, entries)| RightsRow {
            action: *action,
            name: both(|language| action_name(language, *action)),
            sentence: both(|language| action_sentence(language, *action)),
            roles: entries
                .iter()
                .map(|(role, reach)| RightsEntry {
                    role: *role,
                    reach: *reach,
                    reach_name: both(|language| reach_name(language, *reach)),
                })
                .collect(),
        });
        RightsTable {
            roles: roles.collect(),
            rows: rows.collect(),
        }
    }
}

fn both(words: impl Fn(Language) -> &'static str) -> Text {
    Text::new(words(Language::Lv), words(Language::En))
}
