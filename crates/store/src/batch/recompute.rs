//! Computing derived indicators anew because their formula changed with a new release of the catalogue.

use super::derive::{Anew, Brought, Derived};
use super::write::Written;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant;
use crate::options::Clock;
use crate::rows::batches;
use crate::rows::versions::{self, DataVersion, NewChange};
use blis_domain::change::ChangeCause;
use blis_domain::derivation::Derivation;
use blis_domain::indicator::IndicatorCode;
use blis_domain::receipt::{BatchMode, BatchState, BatchSummary, RowCounts};

/// The feed and the client of what BLIS does by itself.
const OWN: &str = "blis";

/// Computes some derived indicators wherever they or their inputs have a value, and whatever depends on them.
/// The new values are versions of a batch without rows. Returns how many there are.
pub(crate) fn recompute(
    connection: &mut AnyConnection,
    derivations: &[Derivation],
    codes: &[IndicatorCode],
    clock: &Clock,
) -> Result<u64, StoreError> {
    let next = versions::locked(connection)?.next(instant::micros(clock.now()), true);
    let batch = instant::id(next.recorded_at);
    let mut written = Written::of(&batch, next);
    let anew = Anew {
        derivations,
        areas: None,
        whole: codes,
        brought: Brought::Nothing,
    };
    anew.derive(connection, |connection, indicator, derived| {
        if written.touched.is_empty() {
            batches::insert(connection, &summary(&batch, next)?, OWN, next.recorded_at, false)?;
        }
        written.add(connection, indicator, derived.iter().map(Derived::added))
    })?;
    let cells = written.cells;
    if written.touched.is_empty() {
        return Ok(0);
    }
    written.touch(connection)?;
    let change = NewChange {
        cause: ChangeCause::Formula,
        batch: Some(&batch),
        cells,
    };
    versions::finish(connection, next, Some(&change), clock)?;
    Ok(cells.new + cells.changed)
}

fn summary(id: &str, next: DataVersion) -> Result<BatchSummary, StoreError> {
    Ok(BatchSummary {
        id: id.to_owned(),
        feed: OWN.to_owned(),
        state: BatchState::Applied,
        mode: BatchMode::Atomic,
        counts: RowCounts::default(),
        version: next.data,
        received_at: instant::rfc3339(next.recorded_at)?,
    })
}
