//! Changes of the values: each has a number, which is the data version it made.

use serde::{Deserialize, Serialize};

/// What made a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeCause {
    /// Somebody sent a batch; figures derived from what was sent are part of the change.
    Batch,
    /// The formula of a derived indicator is another.
    Formula,
    /// The database was restored from a backup. No value is of such a change: it parts the numbers given out before
    /// from those given out since.
    Restore,
}

impl ChangeCause {
    /// Every one.
    pub const ALL: [ChangeCause; 3] = [ChangeCause::Batch, ChangeCause::Formula, ChangeCause::Restore];

    /// The word in the store and on the wire.
    pub fn code(self) -> &'static str {
        match self {
            ChangeCause::Batch => "batch",
            ChangeCause::Formula => "formula",
            ChangeCause::Restore => "restore",
        }
    }

    /// The cause of a word.
    pub fn from_code(code: &str) -> Option<ChangeCause> {
        ChangeCause::ALL.into_iter().find(|cause| cause.code() == code)
    }
}
