//! Figures of the demonstration with slips in them: they are held, so that a data steward has something to decide about.

use blis_domain::feed::{RawObservation, RawValue};

/// A figure with a slip: of which indicator and area, and what becomes of the number.
type Slip = (&'static str, &'static str, fn(f64) -> f64);

/// What somebody who types or converts figures does to single ones of them.
const SINGLE: &[Slip] = &[
    // A decimal point was lost.
    ("CTX.UNEMP", "0840200", |value| value * 10.0),
    // Cents, where euros are asked for.
    ("GOV.REVENUE.PC", "0880200", |value| value * 100.0),
    // Thousands of pupils, where pupils are counted.
    ("EDU.PUPILS", "0250000", |value| value / 1000.0),
];

/// What is sent as one: corrections that could be right, and a tariff per kilowatt-hour among tariffs per megawatt-hour.
const TOGETHER: &[Slip] = &[
    ("HOU.HEAT.TARIFF", "0840200", |value| value * 1.01),
    ("HOU.HEAT.TARIFF", "0880200", |value| value / 1000.0),
    ("HOU.HEAT.TARIFF", "0250000", |value| value * 0.99),
];

/// Figures that are held one by one.
pub(super) fn single(rows: &[RawObservation]) -> Vec<RawObservation> {
    slipped(SINGLE, rows)
}

/// Figures that are held together, because of one of them.
pub(super) fn together(rows: &[RawObservation]) -> Vec<RawObservation> {
    slipped(TOGETHER, rows)
}

/// The last figure of each, with its slip.
fn slipped(slips: &[Slip], rows: &[RawObservation]) -> Vec<RawObservation> {
    let last = |(indicator, area, change): &Slip| {
        let numbers = rows.iter().filter_map(|row| match row.value {
            RawValue::Number(value) => Some((row, value)),
            _ => None,
        });
        let of_cell = numbers.filter(|(row, _)| {
            row.indicator.as_deref() == Some(*indicator) && row.area.as_deref() == Some(*area)
        });
        let (row, value) = of_cell.max_by(|(one, _), (other, _)| one.period.cmp(&other.period))?;
        Some(RawObservation {
            value: RawValue::Number(change(value)),
            ..row.clone()
        })
    };
    slips.iter().filter_map(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::generator;
    use blis_domain::receipt::{BatchMode, BatchState};
    use blis_store::{AuditContext, DatabaseUrl, NewBatch, Store, StoreOptions};

    #[test]
    fn every_slip_is_noticed_and_nothing_of_it_becomes_public() {
        let folder = tempfile::tempdir().unwrap();
        let url: DatabaseUrl = format!("sqlite:{}", folder.path().join("blis.db").display())
            .parse()
            .unwrap();
        let store = Store::open(&url, &StoreOptions::default()).unwrap();
        store.migrate().unwrap();
        let rows = generator::generate(&store.areas().unwrap(), &store.indicators().unwrap()).unwrap();
        let (single, together) = (single(&rows), together(&rows));
        assert_eq!(
            (single.len(), together.len()),
            (SINGLE.len(), TOGETHER.len()),
            "each has a figure to slip"
        );
        let push = |mode, key: &str, rows: Vec<RawObservation>| {
            let batch = NewBatch {
                mode,
                ..super::super::batch(key, &rows)
            };
            let context = AuditContext::command("test");
            store
                .apply_batch(batch, rows.into_iter().map(Ok), &context)
                .unwrap()
                .record
        };
        push(BatchMode::Atomic, "figures", rows);
        let (one, other) = (
            push(BatchMode::Partial, "single", single),
            push(BatchMode::Atomic, "together", together),
        );
        assert_eq!(
            (one.state, one.counts.suspect, one.counts.changed),
            (BatchState::Applied, 3, 0),
            "{one:?}"
        );
        assert_eq!(
            (other.state, other.counts.suspect, other.counts.changed),
            (BatchState::Held, 1, 2),
            "{other:?}"
        );
    }
}
