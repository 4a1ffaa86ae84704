//! What a batch with suspect rows does: to the receipt, to the desk, and to what everybody reads.

use super::{
    TAX, areas, held, honest, honest_of_saldus, sent_alone, slip, suspects, to, with_history, year_of,
};
use crate::support::{Harness, JELGAVA, SALDUS, batch, nothing, row, somebody, withdrawn};
use blis_domain::desk::{Decide, Verdict};
use blis_domain::receipt::{BatchState, RowCounts, RowOutcome};
use blis_domain::status::MissingReason;
use blis_store::{HeldFilter, StoreError};

on_both! {
    fn an_atomic_batch_with_a_suspect_row_waits_as_a_whole(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let before = harness.store.data_version().unwrap();
        let mut rows = year_of(&harness, TAX, 2016);
        rows[3] = row(TAX, &areas(&harness)[3], 2016, honest(3, 2016) * 100.0);
        // One that says what is stored.
        rows.push(row(TAX, &areas(&harness)[0], 2015, honest(0, 2015)));
        let count = rows.len() as u64;
        let record = harness.push(batch(rows)).record;
        assert_eq!(record.state, BatchState::Held);
        let counts = RowCounts { received: count, new: count - 2, unchanged: 1, suspect: 1, ..RowCounts::default() };
        assert_eq!(record.counts, counts, "the counts assess the rows one by one");
        assert_eq!(harness.store.data_version().unwrap(), before, "nothing of it is public");
        assert_eq!(harness.value(TAX, &areas(&harness)[7], 2016), None);
        let desk = held(&harness);
        assert_eq!(desk.len() as u64, count - 1, "what is stored already needs no decision");
        let with_reason: Vec<u64> = desk.iter().filter(|one| one.suspicion.is_some()).map(|one| one.row).collect();
        assert_eq!(with_reason, [4]);
        let beside = harness.store.held_of_batch(&record.id).unwrap().unwrap();
        assert_eq!((beside.waiting, beside.decision), (count - 1, None));
        assert_eq!(harness.store.batch("srda", &record.id).unwrap(), Some(record.clone()));
        // A figure of it is not decided about alone: its sender wanted all or nothing.
        let alone = harness.store.decide_held(desk[0].id, &to(Verdict::Release), &crate::support::somebody());
        assert!(matches!(alone, Err(StoreError::HeldAsWhole(id)) if id == record.id));
    }
}

on_both! {
    fn a_partial_batch_stores_its_other_rows(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let old = harness.value(TAX, SALDUS, 2015).unwrap();
        let record = harness
            .push(batch([
                row(TAX, SALDUS, 2015, old * 1000.0),
                row(TAX, JELGAVA, 2015, 1.01 * harness.value(TAX, JELGAVA, 2015).unwrap()),
                row(TAX, "9999999", 2016, 1.0),
            ]).partial())
            .record;
        assert_eq!(record.state, BatchState::Applied);
        assert_eq!((record.counts.changed, record.counts.suspect, record.counts.refused), (1, 1, 1));
        let told = &record.rows[0];
        assert_eq!((told.outcome, told.old, told.new), (RowOutcome::Suspect, Some(old), Some(old * 1000.0)));
        assert_eq!(harness.value(TAX, SALDUS, 2015), Some(old), "everybody reads what was there");
        let desk = held(&harness);
        assert_eq!(desk.len(), 1);
        assert_eq!(desk[0].stored.as_ref().and_then(|stored| stored.value), Some(old));
        assert_eq!((desk[0].value, desk[0].row), (Some(old * 1000.0), 1));
        let of = |filter: HeldFilter| harness.store.held(&filter, 0, 10).unwrap().total;
        let batch = |id: &str| HeldFilter { batch: Some(id.to_owned()), ..HeldFilter::default() };
        assert_eq!((of(batch(&record.id)), of(batch("other"))), (1, 0));
        let area = |code: &str| HeldFilter { area: code.parse().ok(), ..HeldFilter::default() };
        assert_eq!((of(area(SALDUS)), of(area(JELGAVA))), (1, 0));
        let indicator = |code: &str| HeldFilter { indicator: code.parse().ok(), ..HeldFilter::default() };
        assert_eq!((of(indicator(TAX)), of(indicator("CTX.UNEMP"))), (1, 0));
    }
}

on_both! {
    fn a_refused_batch_holds_nothing(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        harness.push(slip(&harness));
        let record = harness
            .push(batch([row(TAX, SALDUS, 2016, 40_000.0), row(TAX, "9999999", 2016, 1.0)]))
            .record;
        assert_eq!(record.state, BatchState::Refused);
        let desk = held(&harness);
        assert_eq!(desk.len(), 1, "and takes nothing off the desk either");
        assert_eq!(desk[0].row, 1);
        assert_eq!(harness.store.held_of_batch(&record.id).unwrap(), None);
    }
}

on_both! {
    fn a_later_figure_takes_the_place_of_one_that_waits(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let first = harness.push(slip(&harness)).record;
        let second = harness.push(sent_alone(honest_of_saldus(&harness) * 100.0)).record;
        let desk = held(&harness);
        assert_eq!(desk.iter().map(|one| &one.batch).collect::<Vec<_>>(), [&second.id], "one figure waits for a cell");
        let beside = harness.store.held_of_batch(&first.id).unwrap().unwrap();
        assert_eq!((beside.waiting, beside.superseded), (0, 1));
        let good = harness.push(sent_alone(honest_of_saldus(&harness))).record;
        assert_eq!(good.state, BatchState::Applied);
        assert!(held(&harness).is_empty(), "the corrected figure leaves nothing to decide");
        let late = harness.store.decide_batch("srda", &second.id, &to(Verdict::Release), &crate::support::somebody());
        assert!(matches!(late, Err(StoreError::NothingHeld)), "{late:?}");
        let late = harness.store.decide_held(desk[0].id, &to(Verdict::Release), &crate::support::somebody());
        assert!(matches!(late, Err(StoreError::HeldAsWhole(_) | StoreError::Decided(_))), "{late:?}");
    }
}

on_both! {
    fn a_dry_run_says_what_would_be_held(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let tried = harness.push(slip(&harness).dry_run()).record;
        assert_eq!((tried.state, tried.counts.suspect), (BatchState::DryRun, 1));
        assert_eq!(suspects(&tried), [(1, "unit_slip")]);
        assert_eq!(database.count("desk_value"), 0);
    }
}

on_both! {
    /// Invented figures say nothing about real ones; among themselves they are judged like those.
    fn what_is_invented_is_judged_beside_what_is_invented(database) {
        let harness = Harness::new(database);
        let rows = (2009..2016).flat_map(|year| year_of(&harness, TAX, year));
        harness.push(batch(rows).feed("demo").demonstration());
        let invented = harness.push(slip(&harness).feed("demo").demonstration()).record;
        assert_eq!((invented.state, invented.counts.suspect), (BatchState::Held, 1));
        let release = Decide { decision: Verdict::Release, reason: "checked".to_owned() };
        harness.store.decide_batch("demo", &invented.id, &release, &somebody()).unwrap();
        let unmarked = database.count("observation where not demonstration");
        assert_eq!(unmarked, 0, "what is released stays marked as invented");
        let real = harness.push(sent_alone(3.0)).record;
        assert_eq!((real.state, real.counts.changed), (BatchState::Applied, 1));
    }
}

on_both! {
    fn a_figure_that_goes_is_not_judged(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let record = harness.push(batch([nothing(TAX, SALDUS, 2015, "Q")])).record;
        assert_eq!((record.state, record.counts.changed), (BatchState::Applied, 1));
    }
}

on_both! {
    /// Who takes a figure back does not want it released by somebody who does not know.
    fn a_withdrawal_takes_what_waits_for_its_cell(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let slipped = harness.push(slip(&harness)).record;
        assert_eq!(held(&harness).len(), 1);
        let record = harness.push(batch([withdrawn(TAX, SALDUS, 2016)])).record;
        assert_eq!(record.counts.unchanged, 1, "nothing public is taken back");
        assert_eq!(held(&harness), []);
        let beside = harness.store.held_of_batch(&slipped.id).unwrap().unwrap();
        assert_eq!((beside.waiting, beside.superseded), (0, 1));
    }
}

on_both! {
    /// All or nothing holds for withdrawals too: what comes with a suspect figure waits with it.
    fn a_withdrawal_waits_with_its_batch(database) {
        let harness = Harness::new(database);
        with_history(&harness, TAX);
        let record = harness
            .push(batch([
                row(TAX, SALDUS, 2016, honest_of_saldus(&harness) * 10.0),
                withdrawn(TAX, JELGAVA, 2015),
            ]))
            .record;
        assert_eq!(record.state, BatchState::Held);
        let before = harness.value(TAX, JELGAVA, 2015);
        assert!(before.is_some(), "everybody reads what was there");
        let desk = held(&harness);
        let waiting: Vec<(u64, bool)> = desk.iter().map(|one| (one.row, one.withdrawn)).collect();
        assert_eq!(waiting, [(1, false), (2, true)]);
        harness.store.decide_batch("srda", &record.id, &to(Verdict::Release), &crate::support::somebody()).unwrap();
        assert_eq!(harness.cell(TAX, JELGAVA, 2015).reason(), Some(MissingReason::Withdrawn));
    }
}
