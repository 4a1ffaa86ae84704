//! Computing derived indicators anew because their formula changed with a new release of the catalogue.

use super::apply::write_values;
use super::derive::{Touched, derive};
use super::ledger::Ledger;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant;
use crate::options::Clock;
use crate::rows::versions::NewChange;
use crate::rows::{batches, versions};
use blis_domain::change::ChangeCause;
use blis_domain::derivation::Derivation;
use blis_domain::indicator::IndicatorCode;
use blis_domain::receipt::{BatchMode, BatchRecord, BatchState, BatchSummary, RowCounts};

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
    let before = versions::locked(connection)?;
    let mut ledger = Ledger::about_all();
    derive(connection, &mut ledger, derivations, Touched::new(), codes)?;
    let changed = ledger.added().len() as u64;
    if changed == 0 {
        return Ok(0);
    }
    let next = before.next(instant::micros(clock.now()), true);
    let record = BatchRecord {
        summary: BatchSummary {
            id: instant::id(next.recorded_at),
            feed: OWN.to_owned(),
            state: BatchState::Applied,
            mode: BatchMode::Atomic,
            counts: RowCounts::default(),
            version: next.data,
            received_at: instant::rfc3339(next.recorded_at)?,
        },
        rows: Vec::new(),
    };
    batches::insert(connection, &record, OWN, next.recorded_at, false)?;
    write_values(connection, &ledger, &record.id, next)?;
    let change = NewChange {
        cause: ChangeCause::Formula,
        batch: Some(&record.id),
        cells: ledger.cells(),
    };
    versions::finish(connection, next, Some(&change), clock)?;
    Ok(changed)
}
