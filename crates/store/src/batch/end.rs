//! What becomes of a row that is good.

use crate::rows::values::Current;

/// What a row does to a number that everybody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    /// Nothing that could not wait.
    Nothing,
    /// It takes it away, and says nothing else: that waits for no release.
    TakesAway,
    /// It keeps it back, and brings another: the one is hidden at once, the other may wait.
    Replaces,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum End {
    /// There was nothing.
    #[default]
    New,
    /// There was another value, or none with another status.
    Changed {
        /// The stored row that is closed.
        closes: i64,
        /// The value before, where everybody sees it.
        old: Option<f64>,
        /// What it does to a number that everybody reads.
        protects: Protection,
    },
    /// It is what is stored.
    Unchanged,
}

impl End {
    /// What a reading means in the place of what is stored. A real figure in the place of an invented one is a change
    /// even when the numbers agree: it is no longer invented. Taking back what is not there, or was taken back, changes
    /// nothing.
    pub(super) fn of(
        stored: Option<&Current>,
        withdraws: bool,
        is_same: impl FnOnce(&Current) -> bool,
    ) -> End {
        match stored {
            None if withdraws => End::Unchanged,
            Some(current) if withdraws && current.reading.withdrawn => End::Unchanged,
            None => End::New,
            Some(current) if is_same(current) => End::Unchanged,
            Some(current) => End::Changed {
                closes: current.id,
                // Whoever sends a row is not told by it what is hidden.
                old: current.reading.value.filter(|_| current.shown.is_free()),
                protects: Protection::Nothing,
            },
        }
    }

    /// The stored row that it closes.
    pub(super) fn closes(self) -> Option<i64> {
        match self {
            End::Changed { closes, .. } => Some(closes),
            End::New | End::Unchanged => None,
        }
    }

    /// The value before.
    pub(super) fn old(self) -> Option<f64> {
        match self {
            End::Changed { old, .. } => old,
            End::New | End::Unchanged => None,
        }
    }

    /// The same of a row that does so much to the number that was there, where everybody reads it.
    pub(super) fn protecting(self, by: Protection) -> End {
        match self {
            End::Changed {
                closes,
                old: Some(old),
                ..
            } => End::Changed {
                closes,
                old: Some(old),
                protects: by,
            },
            End::Changed { .. } | End::New | End::Unchanged => self,
        }
    }

    /// What it does to a number that everybody reads.
    pub(super) fn protection(self) -> Protection {
        match self {
            End::Changed { protects, .. } => protects,
            End::New | End::Unchanged => Protection::Nothing,
        }
    }

    /// Whether it brings another statement than what is stored.
    pub(super) fn is_news(self) -> bool {
        !matches!(self, End::Unchanged)
    }
}
