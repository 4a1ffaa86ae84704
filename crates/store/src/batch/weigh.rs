//! What each row of a batch would mean beside what is stored: new, changed or unchanged.

use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::rows::values::{self, Current};
use blis_domain::area::AreaCode;
use blis_domain::feed::{CheckedRows, Fault, PackedRow};
use blis_domain::indicator::IndicatorCode;
use blis_domain::receipt::{RowCounts, RowOutcome, RowReport};

/// The rows of a batch, weighed.
pub(super) struct Weighed<'a> {
    /// The rows.
    pub(super) rows: &'a CheckedRows,
    /// The areas that they are about, where these are few: a batch about them reads them alone, and what it touches by
    /// way of formulas is in the same areas.
    pub(super) areas: Option<Vec<String>>,
    /// What becomes of the good ones, in their order.
    ends: Vec<End>,
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
        /// The value before.
        old: Option<f64>,
    },
    /// It is what is stored.
    Unchanged,
}

impl End {
    /// What a reading means in the place of what is stored. A real figure in the place of an invented one is a change
    /// even when the numbers agree: it is no longer invented.
    pub(super) fn of(stored: Option<&Current>, is_same: impl FnOnce(&Current) -> bool) -> End {
        match stored {
            None => End::New,
            Some(current) if is_same(current) => End::Unchanged,
            Some(current) => End::Changed {
                closes: current.id,
                old: current.reading.value,
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
}

/// Compares the good rows with what is stored, an indicator at a time: a feed sends indicators whole.
pub(super) fn weigh<'a>(
    connection: &mut AnyConnection,
    rows: &'a CheckedRows,
    demonstration: bool,
) -> Result<Weighed<'a>, StoreError> {
    let areas = few(rows.areas());
    let mut ends = vec![End::New; rows.rows().len()];
    for (indicator, range) in rows.indicators() {
        for ((area, period, breakdown), current) in values::current(connection, indicator, areas.as_deref())?
        {
            if let Some(at) = rows.find(range.clone(), &area, period, &breakdown)
                && let (Some(end), Some(row)) = (ends.get_mut(at), rows.rows().get(at))
            {
                let is_same = |current: &Current| {
                    let reading = &current.reading;
                    reading.value == row.value()
                        && reading.status == row.status()
                        && reading.note.as_deref() == rows.note(row)
                        && current.demonstration == demonstration
                };
                *end = End::of(Some(&current), is_same);
            }
        }
    }
    Ok(Weighed { rows, areas, ends })
}

/// Up to so many areas are named in a query; more are read with all the others.
const FEW_AREAS: usize = 20;

fn few(areas: &[AreaCode]) -> Option<Vec<String>> {
    (areas.len() <= FEW_AREAS).then(|| areas.iter().map(ToString::to_string).collect())
}

impl Weighed<'_> {
    /// The good rows, each with its end.
    fn ends(&self) -> impl Iterator<Item = (&PackedRow, End)> {
        self.rows.rows().iter().zip(self.ends.iter().copied())
    }

    /// The rows of an indicator that bring a version.
    pub(super) fn brought(&self, indicator: &IndicatorCode) -> impl Iterator<Item = (&PackedRow, End)> {
        let range = self.rows.of(indicator);
        let rows = self.rows.rows().get(range.clone()).unwrap_or_default();
        let ends = self.ends.get(range).unwrap_or_default();
        let rows = rows.iter().zip(ends.iter().copied());
        rows.filter(|(_, end)| !matches!(end, End::Unchanged))
    }

    /// Whether any row is refused.
    pub(super) fn has_faults(&self) -> bool {
        self.rows.faults().len() > 0
    }

    /// How many rows met which end.
    pub(super) fn counts(&self) -> RowCounts {
        let mut counts = RowCounts::default();
        for (_, end) in self.ends() {
            counts.count(match end {
                End::New => RowOutcome::New,
                End::Changed { .. } => RowOutcome::Changed,
                End::Unchanged => RowOutcome::Unchanged,
            });
        }
        for _ in self.rows.faults() {
            counts.count(RowOutcome::Refused);
        }
        counts
    }

    /// The rows worth naming.
    pub(super) fn told(&self) -> Told<'_> {
        let changed = self.ends().filter_map(|(row, end)| match end {
            End::Changed { old, .. } => Some((row.row(), Why::Changed(old, row.value()))),
            End::New | End::Unchanged => None,
        });
        let refused = self.rows.faults().map(|(row, fault)| (row, Why::Refused(fault)));
        let mut told: Vec<(u64, Why<'_>)> = changed.chain(refused).collect();
        told.sort_unstable_by_key(|(row, _)| *row);
        Told(told)
    }
}

/// The rows worth naming, in the order in which they were sent.
pub(super) struct Told<'a>(Vec<(u64, Why<'a>)>);

/// Why a row is named.
enum Why<'a> {
    Changed(Option<f64>, Option<f64>),
    Refused(&'a Fault),
}

impl Told<'_> {
    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// What is said of each.
    pub(super) fn reports(&self) -> impl Iterator<Item = RowReport> {
        self.0.iter().map(|(row, why)| why.report(*row))
    }
}

impl Why<'_> {
    fn report(&self, row: u64) -> RowReport {
        match self {
            Why::Changed(old, new) => RowReport {
                row,
                outcome: RowOutcome::Changed,
                fault: None,
                old: *old,
                new: *new,
            },
            Why::Refused(fault) => RowReport {
                row,
                outcome: RowOutcome::Refused,
                fault: Some((*fault).clone()),
                old: None,
                new: None,
            },
        }
    }
}
