//! What is asked of the log.

use blis_domain::area::AreaCode;
use blis_domain::audit::{Actor, AuditDetail, AuditEntry};
use blis_domain::network::NetworkCode;
use blis_domain::rights::Sight;
use time::OffsetDateTime;

/// Which entries, and how many at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditFilter {
    /// What the reader may see at all. [`Sight::Own`] is what this person did, and what was done to them.
    pub sight: Sight,
    /// By whom.
    pub actor: Option<Actor>,
    /// What.
    pub action: Option<String>,
    /// To what kind of thing.
    pub target_kind: Option<String>,
    /// To the thing with this id.
    pub target: Option<String>,
    /// Concerning this municipality.
    pub municipality: Option<AreaCode>,
    /// Concerning this network.
    pub network: Option<NetworkCode>,
    /// At this instant or later.
    pub from: Option<OffsetDateTime>,
    /// Before this instant.
    pub to: Option<OffsetDateTime>,
    /// Older than this entry: [`AuditPage::next`] of the page before.
    pub before: Option<u64>,
    /// How many at the most.
    pub limit: u32,
}

impl AuditFilter {
    /// All that may be seen, the newest hundred.
    pub fn seen_with(sight: Sight) -> AuditFilter {
        AuditFilter {
            sight,
            actor: None,
            action: None,
            target_kind: None,
            target: None,
            municipality: None,
            network: None,
            from: None,
            to: None,
            before: None,
            limit: 100,
        }
    }
}

/// An entry with its details, as long as they were not erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRecord {
    /// The entry.
    pub entry: AuditEntry,
    /// From where, before and after.
    pub detail: Option<AuditDetail>,
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries, newest first.
    pub items: Vec<AuditRecord>,
    /// How many the filter finds.
    pub total: u64,
    /// What to give as `before` for the next page; `None` on the last.
    pub next: Option<u64>,
}
