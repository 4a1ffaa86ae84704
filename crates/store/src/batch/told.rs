//! What a receipt says of single rows: of those worth naming.

use super::end::End;
use super::weigh::Weighed;
use blis_domain::feed::{Fault, PackedRow, Suspicion};
use blis_domain::receipt::{RowKey, RowOutcome, RowReport};

/// The number of a row that a receipt may tell: receipts are read by others than its sender, who knows it.
pub(super) fn told_of(row: &PackedRow) -> Option<f64> {
    row.value().filter(|_| row.conf_status().is_free())
}

/// The rows worth naming, in the order in which they were sent. A batch may have a million of them: what is said of each
/// is made when it is read.
pub(super) struct Told<'a> {
    weighed: &'a Weighed<'a>,
    /// The number of each, and where it stands.
    rows: Vec<(u64, Place)>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Among the good ones.
    Good(u32),
    /// Among the refused ones.
    Refused(u32),
}

/// Why a row is named.
enum Why<'a> {
    Changed(Option<f64>, Option<f64>),
    Withdrawn(Option<f64>),
    Suspect(&'a Suspicion, Option<f64>, Option<f64>),
    Refused(&'a Fault),
}

impl<'a> Told<'a> {
    /// Those of a batch.
    pub(super) fn of(weighed: &'a Weighed<'a>) -> Told<'a> {
        let good = weighed.ends().zip(0..);
        let good = good.filter_map(|(weighed, at)| {
            let (row, ..) = weighed;
            Why::of(weighed).map(|_| (row.row(), Place::Good(at)))
        });
        let refused = weighed.rows.faults().zip(0..);
        let refused = refused.map(|((row, _), at)| (row, Place::Refused(at)));
        let mut rows: Vec<(u64, Place)> = good.chain(refused).collect();
        rows.sort_unstable();
        Told { weighed, rows }
    }

    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.rows.len() as u64
    }

    /// What is said of each.
    pub(super) fn reports(&self) -> impl Iterator<Item = RowReport> {
        self.rows
            .iter()
            .filter_map(|(number, place)| self.report(*number, *place))
    }

    fn report(&self, number: u64, place: Place) -> Option<RowReport> {
        match place {
            Place::Refused(at) => {
                let fault = self.weighed.rows.fault(at as usize)?;
                Some(Why::Refused(fault).report(number))
            }
            Place::Good(at) => {
                let weighed = self.weighed.end_at(at as usize)?;
                let (row, ..) = weighed;
                Some(RowReport {
                    kept_back: row.value().is_some() && told_of(row).is_none(),
                    key: Some(self.key(row)),
                    ..Why::of(weighed)?.report(number)
                })
            }
        }
    }

    fn key(&self, row: &PackedRow) -> RowKey {
        let rows = self.weighed.rows;
        RowKey {
            indicator: rows.indicator(row).clone(),
            area: rows.area(row).clone(),
            period: rows.period(row),
            breakdown: Some(rows.breakdown(row))
                .filter(|part| !part.is_empty())
                .map(str::to_owned),
        }
    }
}

impl<'a> Why<'a> {
    /// Of a good row; nothing where it is plainly new or unchanged.
    fn of((row, end, suspicion): (&'a PackedRow, End, Option<&'a Suspicion>)) -> Option<Why<'a>> {
        match (end, suspicion) {
            (_, Some(suspicion)) => Some(Why::Suspect(suspicion, end.old(), told_of(row))),
            (End::Changed { old, .. }, None) if row.withdraws() => Some(Why::Withdrawn(old)),
            (End::Changed { old, .. }, None) => Some(Why::Changed(old, told_of(row))),
            (End::New | End::Unchanged, None) => None,
        }
    }

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
