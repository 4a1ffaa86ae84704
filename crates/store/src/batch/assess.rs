//! What each row of a batch would mean: new, changed, unchanged or refused.

use super::ledger::{Ledger, Offer};
use crate::database::AnyConnection;
use crate::error::StoreError;
use blis_domain::area::Area;
use blis_domain::feed::{Checker, Fault, RawObservation};
use blis_domain::indicator::Indicator;
use blis_domain::observation::{ObservationKey, Reading};
use blis_domain::period::Period;
use blis_domain::receipt::{RowCounts, RowOutcome, RowReport};

/// A row that was checked against the catalogue.
pub(crate) type CheckedRow = Result<(ObservationKey, Reading), Fault>;

/// The assessment of all rows.
#[derive(Debug, Default)]
pub(super) struct Assessment {
    /// How many rows met which end.
    pub(super) counts: RowCounts,
    /// The rows worth naming.
    pub(super) reports: Vec<RowReport>,
}

/// Checks the rows against the catalogue and the division. What could not even be read stays refused.
pub(crate) fn check(
    rows: Vec<Result<RawObservation, Fault>>,
    catalogue: &[Indicator],
    areas: &[Area],
    now: Period,
) -> Vec<CheckedRow> {
    let mut checker = Checker::new(catalogue, areas.iter().map(|area| &area.code), now);
    rows.into_iter()
        .zip(1u64..)
        .map(|(raw, row)| checker.check(row, &raw?))
        .collect()
}

/// Compares the rows with what is stored. The ledger holds what the good ones add.
pub(super) fn assess(
    connection: &mut AnyConnection,
    rows: &[CheckedRow],
    demonstration: bool,
) -> Result<(Assessment, Ledger), StoreError> {
    let mut assessment = Assessment::default();
    let mut ledger = Ledger::about(rows.iter().flatten().map(|(key, _)| key));
    for (checked, row) in rows.iter().zip(1u64..) {
        match checked {
            Err(fault) => assessment.refuse(row, fault),
            Ok((key, reading)) => {
                ledger.load(connection, &key.indicator)?;
                let offer = ledger.offer(key.clone(), reading.clone(), demonstration);
                assessment.take(row, offer, reading);
            }
        }
    }
    Ok((assessment, ledger))
}

impl Assessment {
    fn refuse(&mut self, row: u64, fault: &Fault) {
        self.counts.count(RowOutcome::Refused);
        self.reports.push(RowReport {
            row,
            outcome: RowOutcome::Refused,
            fault: Some(fault.clone()),
            old: None,
            new: None,
        });
    }

    fn take(&mut self, row: u64, offer: Offer, reading: &Reading) {
        match offer {
            Offer::New => self.counts.count(RowOutcome::New),
            Offer::Unchanged => self.counts.count(RowOutcome::Unchanged),
            Offer::Changed { old } => {
                self.counts.count(RowOutcome::Changed);
                self.reports.push(RowReport {
                    row,
                    outcome: RowOutcome::Changed,
                    fault: None,
                    old,
                    new: reading.value,
                });
            }
        }
    }
}
