//! Changes of the catalogue: sheets that a release brings, that somebody edits, that come in a file. All of one change
//! or nothing, with the figures of formulas that are others now, under one data version.

mod plan;
mod save;

pub(crate) use plan::{lost_sum, plan};
pub(crate) use save::save;

use crate::batch::Recomputed;
use crate::database::AnyConnection;
use crate::error::{Corrupt, StoreError, with_causes};
use crate::options::Clock;
use crate::rows::versions::{self, DataVersion, NewChange};
use crate::rows::{gating, indicators};
use blis_domain::change::ChangeCause;
use blis_domain::derivation::{self, Derivation};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::sheet::{FieldChange, Sheet, SheetFault};
use std::collections::HashMap;
use std::sync::Arc;

/// The catalogue as it is kept in memory.
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// The sheets in their order.
    pub(crate) sheets: Arc<Vec<Indicator>>,
    /// The number of the version each is in.
    pub(crate) numbers: HashMap<IndicatorCode, u64>,
}

impl Catalogue {
    /// The number of the version a sheet is in.
    pub(crate) fn number(&self, indicator: &IndicatorCode) -> u64 {
        self.numbers.get(indicator).copied().unwrap_or(0)
    }
}

/// A sheet that is to take the place of another, or to join the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedSheet {
    /// The sheet.
    pub sheet: Sheet,
    /// The number of the version that whoever writes it has seen: it must still be that. Nothing for whichever it is.
    pub seen: Option<u64>,
}

/// What became of proposed sheets, or would become.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetsOutcome {
    /// All of them are taken.
    Taken(SheetsTaken),
    /// None is, and why.
    Refused(Vec<SheetFault>),
}

/// What taking sheets has changed, or would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetsTaken {
    /// The sheets that read otherwise, in the order they were proposed.
    pub changed: Vec<ChangedSheet>,
    /// How many say what they said.
    pub unchanged: u64,
    /// How many derived figures were computed anew to another value; 0 when it is only tried.
    pub recomputed: u64,
}

/// A sheet that reads otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedSheet {
    /// Whose sheet.
    pub indicator: IndicatorCode,
    /// The number of the version it is in now.
    pub number: u64,
    /// Whether it was not there before.
    pub is_new: bool,
    /// What reads otherwise.
    pub fields: Vec<FieldChange>,
}

/// The derived indicators of the catalogue as the transaction sees it.
pub(crate) fn derivations(connection: &mut AnyConnection) -> Result<Vec<Derivation>, StoreError> {
    Ok(order(&indicators::all(connection)?)?)
}

/// The indicators with a count below which nothing may be shown.
pub(crate) fn with_minimum(connection: &mut AnyConnection) -> Result<Vec<IndicatorCode>, StoreError> {
    let counting = gating::counting(connection)?.into_iter();
    Ok(counting
        .filter(|(_, counting)| counting.min_count > 0)
        .map(|(code, _)| code)
        .collect())
}

/// The derived indicators of a catalogue in the order of dependence. Nothing is stored that does not fit together.
pub(crate) fn order(catalogue: &[Indicator]) -> Result<Vec<Derivation>, Corrupt> {
    derivation::order(catalogue)
        .map_err(|error| Corrupt::new("a formula of the catalogue", with_causes(&error)))
}

/// What a change of the catalogue has touched.
pub(crate) struct Touched<'a> {
    /// Whether any sheet reads otherwise than at the last change of figures, so that it has to be told when.
    pub(crate) sheets: bool,
    /// Whether anything reads otherwise that is kept in memory.
    pub(crate) reference: bool,
    /// The figures that were computed anew.
    pub(crate) recomputed: &'a Recomputed,
}

/// Ends the transaction of a change: the last thing before its commit. `next` is the change that `before` had locked for.
/// Gives the counters as they are then.
pub(crate) fn finish(
    connection: &mut AnyConnection,
    (before, next): (DataVersion, DataVersion),
    touched: &Touched<'_>,
    clock: &Clock,
) -> Result<DataVersion, StoreError> {
    let figures = touched.recomputed.count() > 0;
    let mut after = match figures || touched.sheets {
        true => next,
        false => before,
    };
    if touched.reference {
        after = after.reference_changed();
    }
    let change = NewChange {
        cause: match figures {
            true => ChangeCause::Formula,
            false => ChangeCause::Sheet,
        },
        batch: touched.recomputed.batch.as_deref(),
        cells: touched.recomputed.cells.clone(),
    };
    if after != before {
        let numbered = (after.data != before.data).then_some(&change);
        versions::finish(connection, after, numbered, clock)?;
    }
    Ok(after)
}
