//! Nothing is overwritten: any day can be drawn again.

use crate::support::{
    Harness, JELGAVA, OtherWriter, SALDUS, batch, nothing, options, row, somebody, wait_until,
};
use blis_domain::period::Period;
use blis_store::{Clock, Store, StoreError};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

on_both! {
    fn as_of_replays_each_state(database) {
        let harness = Harness::new(database);
        let start = harness.clock.now();
        let pushed = [
            vec![row("CTX.UNEMP", SALDUS, 2012, 7.0)],
            vec![row("CTX.UNEMP", SALDUS, 2012, 8.0), row("CTX.UNEMP", JELGAVA, 2013, 9.0)],
            vec![nothing("CTX.UNEMP", SALDUS, 2012, "Q")],
        ];
        let mut instants = Vec::new();
        for rows in pushed {
            harness.clock.advance(60);
            harness.push(batch(rows));
            instants.push(harness.clock.now());
        }
        let value = |at: OffsetDateTime, area: &str, year: u16| {
            let block = harness.series_at("CTX.UNEMP", at);
            (block.version, block.cell(&area.parse().unwrap(), Period::year(year).unwrap()).value)
        };
        assert_eq!(value(start, SALDUS, 2012), (0, None), "before the first batch there was nothing");
        assert_eq!(value(instants[0], SALDUS, 2012), (1, Some(7.0)), "from the instant of the batch itself");
        let just_before = instants[1] - time::Duration::microseconds(1);
        assert_eq!(value(just_before, SALDUS, 2012), (1, Some(7.0)), "up to the next one");
        assert_eq!(value(instants[1], SALDUS, 2012), (2, Some(8.0)));
        assert_eq!(value(instants[1], JELGAVA, 2013), (2, Some(9.0)));
        assert_eq!(value(instants[2], SALDUS, 2012), (3, None));
        assert_eq!(value(instants[2], JELGAVA, 2013), (3, Some(9.0)));
        let block = harness.series_at("CTX.UNEMP", instants[0]);
        assert_eq!(block.areas.len(), 119, "an old block has all areas as well");
    }
}

on_both! {
    fn a_correction_leaves_the_old_row_as_it_was(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 8.0)]));
        let rows = database.lines(
            "select cast(cast(value as integer) as text) || ' ' \
             || case when superseded_version is null then 'current' else 'closed' end as line \
             from observation order by id",
        );
        assert_eq!(rows, ["7 closed", "8 current"]);
    }
}

on_both! {
    fn instants_grow_even_when_the_clock_is_put_back(database) {
        let harness = Harness::new(database);
        let instant = |value: f64| {
            let record = harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, value)])).record;
            OffsetDateTime::parse(&record.received_at, &Rfc3339).unwrap()
        };
        let first = instant(1.0);
        let same_time = instant(2.0);
        harness.clock.advance(-86_400);
        let put_back = instant(3.0);
        assert!(first < same_time && same_time < put_back, "{first} {same_time} {put_back}");
        let block = harness.series_at("CTX.UNEMP", same_time);
        let cell = block.cell(&SALDUS.parse().unwrap(), Period::year(2012).unwrap());
        assert_eq!(cell.value, Some(2.0), "every state keeps an instant of its own");
    }
}

on_both! {
    /// Somebody asks what is known at this moment, and puts the link into a council paper. A batch that came before that
    /// moment and is stored after it is no part of the answer, now or ever.
    fn a_batch_under_way_does_not_change_what_was_known_meanwhile(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        let has_come = Arc::new(AtomicBool::new(false));
        let clock = Clock::new({
            let (clock, has_come) = (harness.clock.clone(), Arc::clone(&has_come));
            move || {
                let now = clock.now();
                has_come.store(true, Ordering::SeqCst);
                now
            }
        });
        let store = Store::open(&database.address().parse().unwrap(), &options(clock)).unwrap();
        let value = |at: OffsetDateTime| {
            let block = harness.series_at("CTX.UNEMP", at);
            block.cell(&SALDUS.parse().unwrap(), Period::year(2012).unwrap()).value
        };
        let other = OtherWriter::on(database);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| {
                let (batch, rows) = batch([row("CTX.UNEMP", SALDUS, 2012, 8.0)]).build();
                store.apply_batch(batch, rows, &somebody())
            });
            wait_until("the batch has come", || has_come.load(Ordering::SeqCst));
            harness.clock.advance(60);
            let meanwhile = harness.clock.now();
            assert_eq!(value(meanwhile), Some(7.0));
            harness.clock.advance(60);
            drop(other);
            let record = waiting.join().unwrap().unwrap().record;
            let received_at = OffsetDateTime::parse(&record.received_at, &Rfc3339).unwrap();
            assert!(received_at < meanwhile, "the receipt says when it came");
            assert_eq!(value(meanwhile), Some(7.0), "the same question has the same answer");
            assert_eq!(value(harness.clock.now()), Some(8.0));
        });
    }
}

on_both! {
    fn a_moment_is_settled_once_a_change_has_passed_it(database) {
        let harness = Harness::new(database);
        let (store, start) = (&harness.store, harness.clock.now());
        let known = |at: OffsetDateTime| {
            let then = store.as_of(at).unwrap();
            (then.version, then.settled)
        };
        assert_eq!(known(start), (0, false), "before any change nothing is known, for now");
        harness.clock.advance(60);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        let first = harness.clock.now();
        assert_eq!((known(start), known(first)), ((0, true), (1, true)));
        harness.clock.advance(60);
        let later = harness.clock.now();
        assert_eq!(known(later), (1, false), "a change that is being committed may be earlier than this");
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        assert_eq!(known(later), (1, false), "what changes no value settles nothing");
        let soon = later + time::Duration::microseconds(1);
        assert!(matches!(store.as_of(soon), Err(StoreError::AsOfInFuture)));
        harness.clock.advance(-3600);
        assert_eq!(known(first), (1, true), "what has been is no future, wherever the clock was put");
    }
}

on_both! {
    fn each_change_is_numbered_with_its_batch_and_what_it_touched(database) {
        let harness = Harness::new(database);
        let first = harness.push(batch([
            row("CTX.POP", SALDUS, 2012, 1000.0),
            row("CTX.POP65", SALDUS, 2012, 200.0),
            row("CTX.UNEMP", SALDUS, 2012, 7.0),
        ])).record;
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]));
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7000.0)]));
        harness.clock.advance(60);
        let second = harness.push(batch([
            row("CTX.POP65", SALDUS, 2012, 250.0),
            row("CTX.POP65", SALDUS, 2013, 251.0),
        ])).record;
        let changes = database.lines(
            "select version || ' ' || cause || ' ' || batch || ' ' || new_cells || ' ' || changed_cells || ' ' \
             || withdrawn_cells as line from data_change order by version",
        );
        assert_eq!(
            changes,
            [format!("1 batch {} 4 0 0", first.id), format!("2 batch {} 1 2 0", second.id)],
            "derived figures are part of the change; what changed nothing is none"
        );
    }
}
