//! The questions that have more parts than an argument list should.

use blis_domain::area::AreaCode;
use blis_domain::breakdown::PartsSought;
use blis_domain::indicator::IndicatorCode;
use blis_domain::network::NetworkCode;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::person::PersonState;
use blis_domain::receipt::RowOutcome;
use blis_domain::rights::Role;

/// A comparison asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareQuery {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The area asked about.
    pub area: AreaCode,
    /// Whom it is compared with.
    pub peers: PeerSelector,
    /// The period; the latest one of the area when left out.
    pub period: Option<Period>,
    /// As it was known at this instant (RFC 3339); as it is known now when left out.
    pub as_of: Option<String>,
}

impl CompareQuery {
    /// The comparison of an area with all pilots in its latest period.
    pub fn new(indicator: IndicatorCode, area: AreaCode) -> CompareQuery {
        CompareQuery {
            indicator,
            area,
            peers: PeerSelector::All,
            period: None,
            as_of: None,
        }
    }
}

/// Entries of the audit log asked for; all that may be seen when nothing is named.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AuditQuery {
    /// By this person (an id), `client:` and the id of a machine client, `command` or `nobody`.
    pub actor: Option<String>,
    /// What was done: one of [`blis_domain::audit::actions`].
    pub action: Option<String>,
    /// To what kind of thing.
    pub target_kind: Option<String>,
    /// To the thing with this id.
    pub target: Option<String>,
    /// Concerning this municipality.
    pub municipality: Option<AreaCode>,
    /// From this instant (RFC 3339) or date on.
    pub from: Option<String>,
    /// Before this instant (RFC 3339), or up to the end of this date.
    pub to: Option<String>,
    /// The page after this cursor.
    pub cursor: Option<String>,
    /// The most entries of a page.
    pub limit: Option<u32>,
}

/// Rows of a receipt asked for; all when nothing is named.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReceiptQuery {
    /// Those that met this end.
    pub outcome: Option<RowOutcome>,
    /// Those with this code.
    pub code: Option<String>,
    /// The page after this cursor.
    pub cursor: Option<String>,
    /// The most rows of a page.
    pub limit: Option<u32>,
}

/// Held figures asked for; all that wait when nothing is named.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeldQuery {
    /// Of one indicator.
    pub indicator: Option<IndicatorCode>,
    /// Of one area.
    pub area: Option<AreaCode>,
    /// Of one batch, by its id.
    pub batch: Option<String>,
    /// The page after this cursor.
    pub cursor: Option<String>,
    /// The most figures of a page.
    pub limit: Option<u32>,
}

/// Hidden figures asked for; all within reach when nothing is named.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HiddenQuery {
    /// Of one indicator.
    pub indicator: Option<IndicatorCode>,
    /// Of one area.
    pub area: Option<AreaCode>,
    /// The page after this cursor.
    pub cursor: Option<String>,
    /// The most figures of a page.
    pub limit: Option<u32>,
}

/// People asked for; all who may be seen when nothing is named.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UsersQuery {
    /// With this in the name or the address.
    pub q: Option<String>,
    /// With this role.
    pub role: Option<Role>,
    /// With a role in this municipality.
    pub municipality: Option<AreaCode>,
    /// With a role in this network.
    pub network: Option<NetworkCode>,
    /// In this state.
    pub state: Option<PersonState>,
    /// The page after this cursor.
    pub cursor: Option<String>,
    /// The most people of a page.
    pub limit: Option<u32>,
}

/// Changes asked for; all there were when nothing is named.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChangesQuery {
    /// Behind this data version, or at this instant (RFC 3339) and later.
    pub since: Option<String>,
    /// Behind this cursor: `next` or `resume` of an earlier page.
    pub cursor: Option<String>,
    /// Of this indicator alone.
    pub indicator: Option<IndicatorCode>,
    /// Of this area alone.
    pub area: Option<AreaCode>,
    /// The most changes of a page.
    pub limit: Option<u32>,
}

/// Observations asked for; the whole store when nothing is named.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ObservationsQuery {
    /// Of this indicator alone.
    pub indicator: Option<IndicatorCode>,
    /// Of this area alone.
    pub area: Option<AreaCode>,
    /// Wholes alone unless parts are asked for.
    pub breakdown: PartsSought,
    /// Changed after this data version or instant (RFC 3339).
    pub changed_since: Option<String>,
    /// As they were known at this instant (RFC 3339); as they are known now when left out.
    pub as_of: Option<String>,
    /// The page after this cursor.
    pub cursor: Option<String>,
    /// The most rows of a page.
    pub limit: Option<u32>,
}
