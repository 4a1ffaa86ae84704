//! What a receipt says of single rows: of those worth naming.

use blis_domain::feed::{Fault, PackedRow, Suspicion};
use blis_domain::receipt::{RowOutcome, RowReport};

/// The number of a row that a receipt may tell: receipts are read by others than its sender, who knows it.
pub(super) fn told_of(row: &PackedRow) -> Option<f64> {
    row.value().filter(|_| row.conf_status().is_free())
}

/// The rows worth naming, in the order in which they were sent.
pub(super) struct Told<'a>(Vec<(u64, Why<'a>)>);

/// Why a row is named.
pub(super) enum Why<'a> {
    Changed(Option<f64>, Option<f64>),
    Withdrawn(Option<f64>),
    Suspect(&'a Suspicion, Option<f64>, Option<f64>),
    Refused(&'a Fault),
}

impl<'a> Told<'a> {
    /// These, by the numbers of their rows.
    pub(super) fn new(rows: Vec<(u64, Why<'a>)>) -> Told<'a> {
        Told(rows)
    }

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
        let plain = |outcome| RowReport {
            row,
            outcome,
            fault: None,
            suspicion: None,
            old: None,
            new: None,
            withdrawn: false,
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
