//! What a receipt says of single rows: of those worth naming.

use blis_domain::feed::{CheckedRows, Fault, PackedRow, Suspicion};
use blis_domain::receipt::{RowKey, RowOutcome, RowReport};

/// The number of a row that a receipt may tell: receipts are read by others than its sender, who knows it.
pub(super) fn told_of(row: &PackedRow) -> Option<f64> {
    row.value().filter(|_| row.conf_status().is_free())
}

/// The rows worth naming, in the order in which they were sent.
pub(super) struct Told<'a> {
    batch: &'a CheckedRows,
    rows: Vec<ToldRow<'a>>,
}

/// The number of a row, why it is named, and what it says; nothing of a refused one.
pub(super) type ToldRow<'a> = (u64, Why<'a>, Option<&'a PackedRow>);

/// Why a row is named.
pub(super) enum Why<'a> {
    Changed(Option<f64>, Option<f64>),
    Withdrawn(Option<f64>),
    Suspect(&'a Suspicion, Option<f64>, Option<f64>),
    Refused(&'a Fault),
}

impl<'a> Told<'a> {
    /// These of a batch, by the numbers of their rows.
    pub(super) fn new(batch: &'a CheckedRows, rows: Vec<ToldRow<'a>>) -> Told<'a> {
        Told { batch, rows }
    }

    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.rows.len() as u64
    }

    /// What is said of each.
    pub(super) fn reports(&self) -> impl Iterator<Item = RowReport> {
        self.rows.iter().map(|(number, why, row)| RowReport {
            kept_back: row.is_some_and(|row| row.value().is_some() && told_of(row).is_none()),
            key: row.map(|row| self.key(row)),
            ..why.report(*number)
        })
    }

    fn key(&self, row: &PackedRow) -> RowKey {
        RowKey {
            indicator: self.batch.indicator(row).clone(),
            area: self.batch.area(row).clone(),
            period: self.batch.period(row),
            breakdown: Some(self.batch.breakdown(row))
                .filter(|part| !part.is_empty())
                .map(str::to_owned),
        }
    }
}

impl Why<'_> {
    fn report(&self, row: u64) -> RowReport {
        let plain = |outcome| RowReport {
            row,
            outcome,
            fault: None,
            suspicion: None,
            old: None,
            new: None,
            withdrawn: false,
            kept_back: false,
            key: None,
        };
        match self {
            Why::Changed(old, new) => RowReport {
                old: *old,
                new: *new,
                ..plain(RowOutcome::Changed)
            },
            Why::Withdrawn(old) => RowReport {
                old: *old,
                withdrawn: true,
                ..plain(RowOutcome::Changed)
            },
            Why::Suspect(suspicion, old, new) => RowReport {
                suspicion: Some(match new {
                    Some(_) => (*suspicion).clone(),
                    None => Suspicion::UnlikeHidden { value: None },
                }),
                old: *old,
                new: *new,
                ..plain(RowOutcome::Suspect)
            },
            Why::Refused(fault) => RowReport {
                fault: Some((*fault).clone()),
                ..plain(RowOutcome::Refused)
            },
        }
    }
}
