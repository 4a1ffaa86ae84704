//! Slips in a batch over a history that looks like a real one: each is held, and by its row and reason; the honest rows
//! beside it are not.

use super::{TAX, areas, honest, suspects, with_history, year_of};
use crate::support::{Harness, batch};
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::receipt::BatchState;

const INDEX: &str = "CTX.TDI";

/// The number of a row.
fn number(row: &RawObservation) -> f64 {
    match row.value {
        RawValue::Number(number) => number,
        _ => panic!("{row:?} has a number"),
    }
}

/// Changes the number of a row.
fn change(rows: &mut [RawObservation], at: usize, change: impl Fn(f64) -> f64) {
    rows[at].value = RawValue::Number(change(number(&rows[at])));
}

fn swap(rows: &mut [RawObservation], one: usize, other: usize) {
    let (first, second) = (number(&rows[one]), number(&rows[other]));
    rows[one].value = RawValue::Number(second);
    rows[other].value = RawValue::Number(first);
}

on_both! {
    fn each_slip_is_held_by_its_row_with_its_reason(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        with_history(&harness, INDEX);
        let count = areas(&harness).len();
        let mut rows = year_of(&harness, TAX, 2016);
        // Another level, so that the two indicators can be told apart.
        rows.extend(year_of(&harness, INDEX, 2016));
        for (at, times) in [(3, 10.0), (20, 100.0), (40, 1000.0), (60, 0.1)] {
            change(&mut rows, at, |value| value * times);
        }
        change(&mut rows, count + 5, |value| -value);
        // Two municipalities whose codes were mixed up.
        swap(&mut rows, 10, 90);
        let record = harness.push(batch(rows).partial()).record;
        let expected = [
            (4, "unit_slip"),
            (11, "swapped_area"),
            (21, "unit_slip"),
            (41, "unit_slip"),
            (61, "unit_slip"),
            (91, "swapped_area"),
            (count as u64 + 6, "sign_slip"),
        ];
        assert_eq!(suspects(&record), expected);
        assert_eq!((record.state, record.counts.suspect), (BatchState::Applied, 7));
        assert_eq!(record.counts.new as usize, 2 * count - 7, "honest rows are stored");
        assert_eq!(database.count("desk_value"), 7);
    }
}

on_both! {
    fn indicators_that_were_swapped_are_named(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        // The other one has periods of its own, and is fifty times as large.
        let factor = |row: &mut RawObservation| row.value = RawValue::Number(number(row) * 50.0);
        let mut history: Vec<RawObservation> = (2005..2016)
            .flat_map(|year| year_of(&harness, "EDU.SCH.SPEND", year))
            .collect();
        history.iter_mut().for_each(|row| {
            factor(row);
            row.value = RawValue::Number(number(row).round());
        });
        harness.push(batch(history));
        let count = areas(&harness).len();
        let mut rows = year_of(&harness, TAX, 2016);
        rows.extend(year_of(&harness, "EDU.SCH.SPEND", 2016));
        rows[count..].iter_mut().for_each(|row| {
            factor(row);
            row.value = RawValue::Number(number(row).round());
        });
        swap(&mut rows, 30, count + 30);
        let record = harness.push(batch(rows).partial()).record;
        assert_eq!(
            suspects(&record),
            [(31, "swapped_indicator"), (count as u64 + 31, "swapped_indicator")]
        );
    }
}

on_both! {
    fn honest_figures_pass(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let record = harness.push(batch(year_of(&harness, TAX, 2016))).record;
        assert_eq!((record.state, record.counts.suspect), (BatchState::Applied, 0));
        assert_eq!(harness.value(TAX, &areas(&harness)[7], 2016), Some(honest(7, 2016)));
    }
}
