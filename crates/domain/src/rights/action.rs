//! What can be done.

use super::role::Role;
use super::table::allows;
use serde::{Deserialize, Serialize};

/// Something that can be done. An action joins the list together with its first operation, never before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read what is published.
    ReadPublished,
    /// Look after one's own account: name, password, codes, sessions, own log, own export.
    UseOwnAccount,
    /// Say who takes part in a network, who coordinates it and where it stands.
    ManageNetwork,
    /// See people and their roles.
    ReadPeople,
    /// Invite a person, send the invitation again, make a person set the second factor anew.
    InvitePerson,
    /// Give roles and take them.
    ChangeGrants,
    /// Suspend a person and let them back, end their sessions.
    SuspendPerson,
    /// Erase a person; hand out all that is held about another person.
    ErasePerson,
    /// Read the audit log.
    ReadAudit,
    /// Make, change and remove machine clients and their secrets.
    ManageClients,
    /// Make, change and remove webhooks, and read what was sent to them.
    ManageWebhooks,
    /// Change the sheets of the catalogue, take in files of it, and see who changed what.
    ManageCatalogue,
    /// Read the letters of a demonstration, which leave it for nowhere.
    ReadOutbox,
    /// Push a batch into one's own feed.
    PushBatch,
    /// Read the batches of a feed and their receipts.
    ReadReceipts,
    /// See figures that are held, and decide about them.
    DecideHeld,
    /// Plan releases of figures, and make one public.
    ManageReleases,
    /// See the figures of a municipality that wait to become public, and answer whether they are right.
    PreviewFigures,
    /// Read a release while it is for members of networks alone.
    ReadEmbargoed,
    /// See which figures are missing although their day has passed.
    ReadOverdue,
    /// Explain a figure of a municipality, and withdraw an explanation.
    ExplainFigures,
    /// See the numbers that are hidden so that nobody is recognised, or by the word of their sender.
    ReadHidden,
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 22] = [
        Action::ReadPublished,
        Action::UseOwnAccount,
        Action::ManageNetwork,
        Action::ReadPeople,
        Action::InvitePerson,
        Action::ChangeGrants,
        Action::SuspendPerson,
        Action::ErasePerson,
        Action::ReadAudit,
        Action::ManageClients,
        Action::ManageWebhooks,
        Action::ManageCatalogue,
        Action::ReadOutbox,
        Action::PushBatch,
        Action::ReadReceipts,
        Action::DecideHeld,
        Action::ManageReleases,
        Action::PreviewFigures,
        Action::ReadEmbargoed,
        Action::ReadOverdue,
        Action::ExplainFigures,
        Action::ReadHidden,
    ];

    /// What leads into administration: whoever may do one of these finds it in a menu, in this order.
    pub const ADMINISTRATION: [Action; 9] = [
        Action::PreviewFigures,
        Action::DecideHeld,
        Action::ReadReceipts,
        Action::ManageReleases,
        Action::ReadOverdue,
        Action::ReadPeople,
        Action::ManageNetwork,
        Action::ManageClients,
        Action::ReadAudit,
    ];

    /// The stable code: in JSON and in the audit log.
    pub fn code(self) -> &'static str {
        match self {
            Action::ReadPublished => "read_published",
            Action::UseOwnAccount => "use_own_account",
            Action::ManageNetwork => "manage_network",
            Action::ReadPeople => "read_people",
            Action::InvitePerson => "invite_person",
            Action::ChangeGrants => "change_grants",
            Action::SuspendPerson => "suspend_person",
            Action::ErasePerson => "erase_person",
            Action::ReadAudit => "read_audit",
            Action::ManageClients => "manage_clients",
            Action::ManageWebhooks => "manage_webhooks",
            Action::ManageCatalogue => "manage_catalogue",
            Action::ReadOutbox => "read_outbox",
            Action::PushBatch => "push_batch",
            Action::ReadReceipts => "read_receipts",
            Action::DecideHeld => "decide_held",
            Action::PreviewFigures => "preview_figures",
            Action::ReadEmbargoed => "read_embargoed",
            Action::ReadOverdue => "read_overdue",
            Action::ManageReleases => "manage_releases",
            Action::ExplainFigures => "explain_figures",
            Action::ReadHidden => "read_hidden",
        }
    }

    /// The scope a machine client needs for it; `None` when it needs none, or when no client may.
    pub fn scope(self) -> Option<&'static str> {
        if allows(Role::Public, self) {
            return None;
        }
        Role::OF_CLIENTS
            .into_iter()
            .filter(|role| allows(*role, self))
            .find_map(Role::scope)
    }

    /// Whether one place of a person within reach is enough to do it to that person.
    ///
    /// A person may belong to several municipalities and networks. Each of their administrators sees the person and
    /// gives and takes the roles of their own place; what touches the whole account (suspending, resetting the
    /// second factor) is left to whoever reaches every place of that person.
    pub fn takes_one_place(self) -> bool {
        matches!(self, Action::ReadPeople | Action::ChangeGrants)
    }
}
