//! Taking values back: nothing is erased, and what was known before stays what was known.

use crate::support::{Harness, JELGAVA, SALDUS, batch, nothing, row, withdrawn};
use blis_domain::receipt::{BatchState, RowCounts, RowOutcome};
use blis_domain::status::{MissingReason, ObservationStatus};
use blis_store::{ChangeFilter, ChangesFrom, ObservationFilter};

const UNEMPLOYMENT: &str = "CTX.UNEMP";

on_both! {
    /// A reader of today sees that there was a value and that its sender took it back; a reader of that day sees it.
    fn a_withdrawn_value_is_a_version_and_not_a_gap(database) {
        let harness = Harness::new(database);
        harness.push(batch([row(UNEMPLOYMENT, SALDUS, 2012, 7.0), row(UNEMPLOYMENT, JELGAVA, 2012, 8.0)]));
        let then = harness.clock.now();
        harness.clock.advance(60);
        let record = harness.push(batch([withdrawn(UNEMPLOYMENT, SALDUS, 2012)])).record;
        assert_eq!(record.state, BatchState::Applied);
        assert_eq!(record.counts, RowCounts { received: 1, changed: 1, ..RowCounts::default() });
        let told = &record.rows[0];
        assert_eq!((told.outcome, told.code()), (RowOutcome::Changed, "withdrawn"));
        assert_eq!((told.old, told.new), (Some(7.0), None));

        let cell = harness.cell(UNEMPLOYMENT, SALDUS, 2012);
        assert_eq!((cell.value, cell.status), (None, ObservationStatus::Missing));
        assert_eq!(cell.reason(), Some(MissingReason::Withdrawn));
        assert_eq!(harness.cell(UNEMPLOYMENT, JELGAVA, 2012).reason(), None);
        let before = harness.series_at(UNEMPLOYMENT, then);
        let period = before.periods[0];
        assert_eq!(before.cell(&SALDUS.parse().unwrap(), period).value, Some(7.0));
        assert_eq!(before.withdrawn, []);

        let listed = harness.store.observations(&ObservationFilter::default(), None, 10).unwrap();
        let states: Vec<(String, Option<f64>, bool)> = listed
            .items
            .iter()
            .map(|one| (one.area.to_string(), one.value, one.withdrawn))
            .collect();
        assert_eq!(
            states,
            [(JELGAVA.to_owned(), Some(8.0), false), (SALDUS.to_owned(), None, true)]
        );
        let changes = harness.store.changes(&ChangeFilter::default(), ChangesFrom::First, 10).unwrap();
        let last = changes.items.last().unwrap();
        assert!(last.withdrawn && last.value.is_none());
        assert_eq!(last.previous.as_ref().and_then(|before| before.value), Some(7.0));
        let counted = database.lines(
            "select new_cells || ' ' || changed_cells || ' ' || withdrawn_cells as line from data_change order by version",
        );
        assert_eq!(counted, ["2 0 0", "0 0 1"], "webhooks tell withdrawn cells apart");
    }
}

on_both! {
    /// Sending a withdrawal twice, or of what never was, must be as harmless as sending a value twice.
    fn taking_back_what_is_not_there_changes_nothing(database) {
        let harness = Harness::new(database);
        harness.push(batch([row(UNEMPLOYMENT, SALDUS, 2012, 7.0)]));
        harness.push(batch([withdrawn(UNEMPLOYMENT, SALDUS, 2012)]));
        let version = harness.store.data_version().unwrap();
        let record = harness
            .push(batch([withdrawn(UNEMPLOYMENT, SALDUS, 2012), withdrawn(UNEMPLOYMENT, JELGAVA, 2012)]))
            .record;
        assert_eq!(record.counts, RowCounts { received: 2, unchanged: 2, ..RowCounts::default() });
        assert_eq!(harness.store.data_version().unwrap(), version);
        assert_eq!(harness.cell(UNEMPLOYMENT, JELGAVA, 2012).reason(), Some(MissingReason::NotAvailable));
    }
}

on_both! {
    /// What follows a withdrawal is said anew, also when it says what was there before.
    fn a_value_may_come_back(database) {
        let harness = Harness::new(database);
        harness.push(batch([row(UNEMPLOYMENT, SALDUS, 2012, 7.0)]));
        harness.push(batch([withdrawn(UNEMPLOYMENT, SALDUS, 2012)]));
        let record = harness.push(batch([nothing(UNEMPLOYMENT, SALDUS, 2012, "O")])).record;
        assert_eq!(record.counts.changed, 1, "that there is none is a statement, and was not made by withdrawing");
        assert_eq!(harness.cell(UNEMPLOYMENT, SALDUS, 2012).reason(), Some(MissingReason::NotAvailable));
        harness.push(batch([withdrawn(UNEMPLOYMENT, SALDUS, 2012)]));
        harness.push(batch([row(UNEMPLOYMENT, SALDUS, 2012, 7.0)]));
        assert_eq!(harness.value(UNEMPLOYMENT, SALDUS, 2012), Some(7.0));
        assert_eq!(database.count("observation"), 5, "each is a version");
    }
}

on_both! {
    /// A figure made of what was taken back must not stay.
    fn what_is_derived_follows(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0), row("CTX.POP65", SALDUS, 2012, 200.0)]));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(20.0));
        harness.push(batch([withdrawn("CTX.POP65", SALDUS, 2012)]));
        let share = harness.cell("CTX.SHARE65", SALDUS, 2012);
        assert_eq!((share.value, share.status), (None, ObservationStatus::Missing));
        assert_eq!(share.reason(), Some(MissingReason::NotAvailable), "nobody sent it, so nobody took it back");
        harness.push(batch([row("CTX.POP65", SALDUS, 2012, 250.0)]));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(25.0));
    }
}
