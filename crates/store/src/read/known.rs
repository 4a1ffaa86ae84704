//! What this process knows of the data's versions: the key to everything it keeps in memory.
//!
//! A copy is kept under the version that was known when its reading began. A batch that commits meanwhile
//! moves the known version on, so whatever the slow reader brings back stands under a key that nobody
//! asks for any more. No lock spans a read of the database, and no stale copy can come back.

use crate::rows::versions::{DataVersion, Versions};
use blis_domain::indicator::IndicatorCode;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The versions of what is shared by all indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Stamp {
    /// Of areas, networks and catalogue.
    pub(crate) reference: u64,
    /// Of the values.
    pub(crate) data: u64,
}

/// The version of one indicator's block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct BlockStamp {
    reference: u64,
    version: u64,
}

#[derive(Debug, Default)]
struct State {
    stamp: Stamp,
    indicators: HashMap<IndicatorCode, u64>,
}

/// The versions known here. They only ever grow.
#[derive(Debug, Default)]
pub(crate) struct Known {
    state: Mutex<State>,
    moved: Condvar,
}

impl Known {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The versions of the shared things.
    pub(crate) fn stamp(&self) -> Stamp {
        self.state().stamp
    }

    /// The version of an indicator's block.
    pub(crate) fn of(&self, indicator: &IndicatorCode) -> BlockStamp {
        let state = self.state();
        BlockStamp {
            reference: state.stamp.reference,
            version: state.indicators.get(indicator).copied().unwrap_or(0),
        }
    }

    /// The version of the block of any indicator as it was at a data version.
    pub(crate) fn then(&self, version: u64) -> BlockStamp {
        BlockStamp {
            reference: self.state().stamp.reference,
            version,
        }
    }

    /// Takes in a batch of this process, after its commit.
    pub(crate) fn batch_committed(&self, version: u64, touched: &BTreeSet<IndicatorCode>) {
        let mut state = self.state();
        state.stamp.data = state.stamp.data.max(version);
        for code in touched {
            let known = state.indicators.entry(code.clone()).or_default();
            *known = version.max(*known);
        }
        drop(state);
        self.moved.notify_all();
    }

    /// Takes in a change of areas, networks or catalogue, after its commit.
    pub(crate) fn reference_changed(&self, now: DataVersion) {
        let mut state = self.state();
        state.stamp.reference = state.stamp.reference.max(now.reference);
        drop(state);
        self.moved.notify_all();
    }

    /// Takes in all versions as read from the database. Whether any was news.
    pub(crate) fn learn(&self, versions: Versions) -> bool {
        let mut state = self.state();
        let before = state.stamp;
        state.stamp = Stamp {
            reference: before.reference.max(versions.now.reference),
            data: before.data.max(versions.now.data),
        };
        let mut news = state.stamp != before;
        for (code, version) in versions.indicators {
            let known = state.indicators.entry(code).or_default();
            news |= version > *known;
            *known = version.max(*known);
        }
        drop(state);
        self.moved.notify_all();
        news
    }

    /// Waits until a data version is known here; `false` when the time is up first.
    pub(crate) fn wait_for(&self, version: u64, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        let mut state = self.state();
        while state.stamp.data < version {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = match self.moved.wait_timeout(state, left) {
                Ok((state, _)) => state,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
        true
    }
}
