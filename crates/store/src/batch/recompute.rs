//! Computing derived indicators anew because their formula is another.

use super::conceal;
use super::derive::{Anew, Brought, Derived};
use super::write::Written;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant;
use crate::rows::batches;
use crate::rows::versions::{ChangedCells, DataVersion};
use blis_domain::derivation::Derivation;
use blis_domain::indicator::IndicatorCode;
use blis_domain::receipt::{BatchMode, BatchState, BatchSummary, RowCounts};
use std::collections::BTreeSet;

/// The feed and the client of what BLIS does by itself.
const OWN: &str = "blis";

/// What computing anew has changed.
#[derive(Debug, Default)]
pub(crate) struct Recomputed {
    /// The batch of the new values; nothing when there are none.
    pub(crate) batch: Option<String>,
    /// How many there are.
    pub(crate) cells: ChangedCells,
    /// The indicators that have some.
    pub(crate) touched: BTreeSet<IndicatorCode>,
}

impl Recomputed {
    /// How many values are others now.
    pub(crate) fn count(&self) -> u64 {
        self.cells.new + self.cells.changed
    }
}

/// Computes some derived indicators wherever they or their inputs have a value, and whatever depends on them; and looks
/// anew at what is hidden in indicators whose minimum count or formula is another (`rules`).
/// The new values are versions of a batch without rows, part of the change that is `next`, which the caller finishes.
pub(crate) fn recompute(
    connection: &mut AnyConnection,
    derivations: &[Derivation],
    codes: &[IndicatorCode],
    rules: &[IndicatorCode],
    next: DataVersion,
) -> Result<Recomputed, StoreError> {
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
    let concealment = conceal::plan(connection, derivations, None, rules, &written)?;
    if written.touched.is_empty() && concealment.brings_versions(&written) {
        batches::insert(connection, &summary(&batch, next)?, OWN, next.recorded_at, false)?;
    }
    concealment.carry_out(connection, &mut written)?;
    if written.touched.is_empty() {
        return Ok(Recomputed::default());
    }
    written.touch(connection)?;
    let (cells, touched) = (written.cells, written.touched);
    Ok(Recomputed {
        batch: Some(batch),
        cells,
        touched,
    })
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
        notices: Vec::new(),
    })
}
