//! The table itself.

use super::action::Action::{self, *};
use super::role::Role::{self, *};
use serde::{Deserialize, Serialize};

/// How far an action of a role goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Whatever there is.
    Everything,
    /// What belongs to the municipality of the role.
    OwnMunicipality,
    /// What belongs to the network of the role, or to the networks of its municipality.
    OwnNetworks,
    /// What belongs to the client's own feed.
    OwnFeed,
    /// What belongs to the person who asks.
    Oneself,
}

use Reach::{Everything, Oneself, OwnFeed, OwnMunicipality, OwnNetworks};

/// One row of the table: an action, and each role that may do it with how far it goes.
pub type Row = (Action, &'static [(Role, Reach)]);

/// The table. Who is not in a row may not. What [`Role::Public`] may everybody may, and what [`Role::SignedIn`] may
/// every person who is signed in may.
pub const TABLE: &[Row] = &[
    (ReadPublished, &[(Public, Everything)]),
    (UseOwnAccount, &[(SignedIn, Oneself)]),
    (ManageNetwork, &[(Coordinator, OwnNetworks), (Admin, Everything)]),
    (
        ReadPeople,
        &[(MunicipalAdmin, OwnMunicipality), (Admin, Everything)],
    ),
    (
        InvitePerson,
        &[(MunicipalAdmin, OwnMunicipality), (Admin, Everything)],
    ),
    (
        ChangeGrants,
        &[(MunicipalAdmin, OwnMunicipality), (Admin, Everything)],
    ),
    (
        SuspendPerson,
        &[(MunicipalAdmin, OwnMunicipality), (Admin, Everything)],
    ),
    (ErasePerson, &[(Admin, Everything)]),
    (
        ReadAudit,
        &[(MunicipalAdmin, OwnMunicipality), (Admin, Everything)],
    ),
    (ManageClients, &[(Admin, Everything)]),
    (ManageWebhooks, &[(Steward, Everything), (Admin, Everything)]),
    (ManageCatalogue, &[(Steward, Everything), (Admin, Everything)]),
    (ReadOutbox, &[(Admin, Everything)]),
    (PushBatch, &[(FeedWriter, OwnFeed)]),
    (
        ReadReceipts,
        &[(FeedWriter, OwnFeed), (Steward, Everything), (Admin, Everything)],
    ),
    (DecideHeld, &[(Steward, Everything), (Admin, Everything)]),
    (ManageReleases, &[(Steward, Everything), (Admin, Everything)]),
    (
        PreviewFigures,
        &[
            (Member, OwnMunicipality),
            (MunicipalAdmin, OwnMunicipality),
            (Steward, Everything),
            (Admin, Everything),
        ],
    ),
    (
        ReadEmbargoed,
        &[
            (Member, OwnMunicipality),
            (Councillor, OwnMunicipality),
            (MunicipalAdmin, OwnMunicipality),
            (Coordinator, OwnNetworks),
            (Observer, OwnNetworks),
            (Steward, Everything),
            (Admin, Everything),
        ],
    ),
    (
        ReadOverdue,
        &[
            (Coordinator, OwnNetworks),
            (FeedWriter, OwnFeed),
            (Steward, Everything),
            (Admin, Everything),
        ],
    ),
    (
        ExplainFigures,
        &[
            (Member, OwnMunicipality),
            (MunicipalAdmin, OwnMunicipality),
            (Steward, Everything),
            (Admin, Everything),
        ],
    ),
    (
        ReadHidden,
        &[(MunicipalAdmin, OwnMunicipality), (Steward, Everything)],
    ),
];

/// How far a role goes in an action; `None` when it may not at all.
pub fn reach(role: Role, action: Action) -> Option<Reach> {
    let (_, entries) = TABLE.iter().find(|(one, _)| *one == action)?;
    let entry = |wanted: Role| {
        entries
            .iter()
            .find(|(one, _)| *one == wanted)
            .map(|(_, reach)| *reach)
    };
    entry(role)
        .or_else(|| role.is_of_people().then(|| entry(SignedIn)).flatten())
        .or_else(|| entry(Public))
}

/// Whether a role may do something at all, to whatever it reaches.
pub fn allows(role: Role, action: Action) -> bool {
    reach(role, action).is_some()
}
