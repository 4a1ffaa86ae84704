//! Random batches against a model of a few lines: what is current, what was on any day, what is derived.

use crate::support::{Harness, JELGAVA, SALDUS, ScratchDatabase, batch, code, nothing, row};
use blis_domain::period::Period;
use blis_domain::receipt::{BatchState, RowCounts};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;

const INDICATORS: [&str; 2] = ["CTX.POP", "CTX.POP65"];
const AREAS: [&str; 2] = [SALDUS, JELGAVA];
const YEARS: [u16; 2] = [2012, 2013];

/// Indicator, area and year, by their place in the lists above.
type Key = (usize, usize, usize);
type State = BTreeMap<Key, Option<f64>>;

#[derive(Debug, Clone)]
struct Push {
    rows: Vec<(Key, Value)>,
    partial: bool,
}

#[derive(Debug, Clone, Copy)]
enum Value {
    Number(u8),
    Suppressed,
    /// Below the sheet's minimum.
    Refused,
}

fn pushes() -> impl Strategy<Value = Vec<Push>> {
    let value = prop_oneof![
        6 => (0u8..4).prop_map(Value::Number),
        1 => Just(Value::Suppressed),
        1 => Just(Value::Refused),
    ];
    let key = (0..INDICATORS.len(), 0..AREAS.len(), 0..YEARS.len());
    let rows = prop::collection::vec((key, value), 0..6);
    let push = (rows, any::<bool>()).prop_map(|(rows, partial)| Push { rows, partial });
    prop::collection::vec(push, 1..8)
}

/// What a batch must do to the state, and say about it.
fn expected(state: &State, push: &Push) -> (State, BatchState, RowCounts) {
    let (mut next, mut counts, mut seen) = (state.clone(), RowCounts::default(), BTreeSet::new());
    for (key, value) in &push.rows {
        counts.received += 1;
        let value = match value {
            Value::Refused => {
                counts.refused += 1;
                continue;
            }
            Value::Number(number) => Some(f64::from(*number)),
            Value::Suppressed => None,
        };
        if !seen.insert(*key) {
            counts.refused += 1;
            continue;
        }
        match next.insert(*key, value) {
            None => counts.new += 1,
            Some(before) if before == value => counts.unchanged += 1,
            Some(_) => counts.changed += 1,
        }
    }
    if counts.refused > 0 && !push.partial {
        return (state.clone(), BatchState::Refused, counts);
    }
    (next, BatchState::Applied, counts)
}

/// The share of a state: the outer option tells whether there is a row, the inner whether it has a value.
fn share(state: &State, area: usize, year: usize) -> Option<Option<f64>> {
    let (all, old) = (*state.get(&(0, area, year))?, *state.get(&(1, area, year))?);
    Some(match (all, old) {
        (Some(all), Some(old)) if all != 0.0 => Some(100.0 * old / all),
        _ => None,
    })
}

fn check(harness: &Harness, state: &State, at: Option<OffsetDateTime>) {
    let as_of = at.map(|at| harness.store.as_of(at).unwrap());
    let blocks = INDICATORS.map(|name| harness.store.series(&code(name), as_of).unwrap());
    let shares = harness.store.series(&code("CTX.SHARE65"), as_of).unwrap();
    for (a, area) in AREAS.iter().enumerate() {
        for (y, year) in YEARS.iter().enumerate() {
            let (area, period) = (area.parse().unwrap(), Period::year(*year).unwrap());
            for (i, block) in blocks.iter().enumerate() {
                let stored = state.get(&(i, a, y)).copied().flatten();
                assert_eq!(
                    block.cell(&area, period).value,
                    stored,
                    "{} {area} {year}",
                    INDICATORS[i]
                );
            }
            let derived = share(state, a, y).flatten();
            assert_eq!(
                shares.cell(&area, period).value,
                derived,
                "the share of {area} {year}"
            );
        }
    }
}

fn replay(harness: &Harness, pushes: &[Push]) {
    let mut state = State::new();
    let mut days = Vec::new();
    for push in pushes {
        let rows = push.rows.iter().map(|((i, a, y), value)| match value {
            Value::Number(number) => row(INDICATORS[*i], AREAS[*a], YEARS[*y], f64::from(*number)),
            Value::Suppressed => nothing(INDICATORS[*i], AREAS[*a], YEARS[*y], "Q"),
            Value::Refused => row(INDICATORS[*i], AREAS[*a], YEARS[*y], -1.0),
        });
        let sent = batch(rows);
        let sent = if push.partial { sent.partial() } else { sent };
        let (next, outcome, counts) = expected(&state, push);
        harness.clock.advance(60);
        let record = harness.push(sent).record;
        assert_eq!((record.state, record.counts), (outcome, counts));
        state = next;
        check(harness, &state, None);
        days.push((harness.clock.now(), state.clone()));
    }
    for (day, state) in &days {
        check(harness, state, Some(*day));
    }
}

/// One database for all cases: what the case before left is taken away, which the store never does itself.
fn clear(database: &ScratchDatabase) {
    database.execute(
        "delete from awaiting_release; delete from figure_answer; delete from desk_value; delete from explanation; delete from data_release_indicator; delete from data_release; delete from decision; delete from observation; delete from indicator_version; delete from idempotency; delete from data_change_indicator; delete from data_change; \
         delete from batch_row; delete from batch; \
         update data_version set version = 0, recorded_at = 0",
    );
}

on_both! {
    fn the_store_does_what_the_model_says(database) {
        Harness::new(database);
        let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new(config);
        runner
            .run(&pushes(), |pushes| {
                clear(database);
                replay(&Harness::unmigrated(database), &pushes);
                Ok(())
            })
            .unwrap();
    }
}
