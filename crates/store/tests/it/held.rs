//! Held figures: what is suspect waits on the desk, and nobody but those who decide reads it.

mod deciding;
mod receiving;
mod slips;

use crate::support::{BatchBuilder, Harness, SALDUS, batch, row};
use blis_domain::desk::{Decide, HeldRecord, Verdict};
use blis_domain::feed::RawObservation;
use blis_domain::receipt::{BatchRecord, RowOutcome};
use blis_store::HeldFilter;
use blis_testing::honest;

/// Income tax for each inhabitant, in euro: an indicator that knows no upper bound.
const TAX: &str = "CTX.PIT.PC";

/// The codes of all areas, in their order.
fn areas(harness: &Harness) -> Vec<String> {
    let areas = harness.store.areas().unwrap();
    areas.iter().map(|area| area.code.to_string()).collect()
}

/// The honest figure of Saldus in 2016.
fn honest_of_saldus(harness: &Harness) -> f64 {
    let at = areas(harness).iter().position(|code| code == SALDUS);
    honest(at.unwrap(), 2016)
}

/// The honest figures of an indicator for a year.
fn year_of(harness: &Harness, indicator: &str, year: u16) -> Vec<RawObservation> {
    let areas = areas(harness).into_iter().enumerate();
    areas
        .map(|(at, area)| row(indicator, &area, year, honest(at, year)))
        .collect()
}

/// Lays down a history of seven years, which nothing is known before.
fn with_history(harness: &Harness, indicator: &str) {
    let rows = (2009..2016).flat_map(|year| year_of(harness, indicator, year));
    let record = harness.push(batch(rows)).record;
    assert_eq!(
        record.counts.suspect, 0,
        "the first batch of an indicator is let pass"
    );
}

/// A figure of 2016 in a batch of its own.
fn sent_alone(value: f64) -> BatchBuilder {
    batch([row(TAX, SALDUS, 2016, value)])
}

/// The figure of Saldus in 2016, ten times too large.
fn slip(harness: &Harness) -> BatchBuilder {
    sent_alone(honest_of_saldus(harness) * 10.0)
}

/// The figures that wait.
fn held(harness: &Harness) -> Vec<HeldRecord> {
    let page = harness.store.held(&HeldFilter::default(), 0, 1000).unwrap();
    assert_eq!(page.total as usize, page.items.len());
    page.items
}

/// `row code` of the suspect rows.
fn suspects(record: &BatchRecord) -> Vec<(u64, &'static str)> {
    let rows = record.rows.iter();
    rows.filter(|row| row.outcome == RowOutcome::Suspect)
        .map(|row| (row.row, row.code()))
        .collect()
}

fn to(decision: Verdict) -> Decide {
    Decide {
        decision,
        reason: "Asked by telephone.".to_owned(),
    }
}
