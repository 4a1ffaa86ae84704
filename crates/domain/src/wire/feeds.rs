//! Feeds as they are looked after.

use crate::receipt::BatchSummary;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A data feed, and what it did last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedView {
    /// Its code, as it stands in addresses.
    pub code: String,
    /// Whose it is.
    pub name: Text,
    /// When a machine client of it was last heard of, RFC 3339 in UTC: it asked for a token or sent a batch; `null` when
    /// none ever was.
    pub last_contact_at: Option<String>,
    /// How many batches came by it.
    pub batches: u64,
    /// The latest of them; `null` before the first.
    pub latest: Option<BatchSummary>,
    /// How many figures of it wait for a decision.
    pub waiting: u64,
}
