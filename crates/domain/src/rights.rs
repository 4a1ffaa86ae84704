//! Who may do what: one table of role × action, read by the server's doors and by the page's menus.

use serde::{Deserialize, Serialize};

/// In which capacity somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nobody in particular: not signed in.
    Public,
    /// A machine client with the scope `data:read`.
    DataReader,
    /// A machine client with the scope `feed:write`.
    FeedWriter,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 3] = [Role::Public, Role::DataReader, Role::FeedWriter];

    /// The OAuth 2 scope that gives a machine client the role; `None` for roles of people.
    pub fn scope(self) -> Option<&'static str> {
        match self {
            Role::Public => None,
            Role::DataReader => Some("data:read"),
            Role::FeedWriter => Some("feed:write"),
        }
    }

    /// The role a scope gives.
    pub fn of_scope(scope: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.scope() == Some(scope))
    }
}

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read what is published.
    ReadPublished,
    /// Push a batch into one's own feed.
    PushBatch,
    /// Read the batches of one's own feed and their receipts.
    ReadReceipts,
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 3] = [Action::ReadPublished, Action::PushBatch, Action::ReadReceipts];

    /// The scope a machine client needs for it; `None` when nobody needs one.
    pub fn scope(self) -> Option<&'static str> {
        if allows(Role::Public, self) {
            return None;
        }
        Role::ALL
            .into_iter()
            .filter(|role| allows(*role, self))
            .find_map(Role::scope)
    }
}

/// The table. People's roles join it with their sign-in.
pub fn allows(role: Role, action: Action) -> bool {
    use Action::{PushBatch, ReadPublished, ReadReceipts};
    let actions: &[Action] = match role {
        Role::Public | Role::DataReader => &[ReadPublished],
        Role::FeedWriter => &[ReadPublished, PushBatch, ReadReceipts],
    };
    actions.contains(&action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_public_may_do_everybody_may() {
        for action in Action::ALL
            .into_iter()
            .filter(|action| allows(Role::Public, *action))
        {
            for role in Role::ALL {
                assert!(
                    allows(role, action),
                    "signing in must not take {action:?} from {role:?}"
                );
            }
        }
    }

    #[test]
    fn a_closed_action_names_the_scope_it_needs() {
        assert_eq!(Action::ReadPublished.scope(), None);
        assert_eq!(Action::PushBatch.scope(), Some("feed:write"));
    }
}
