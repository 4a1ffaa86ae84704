//! A batch sent twice counts once.

use crate::support::{
    Harness, Kind, SALDUS, ScratchDatabase, TestClock, batch, options, row, somebody, wait_until,
};
use blis_domain::receipt::BatchState;
use blis_store::{Clock, Store, StoreError};
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};

on_both! {
    fn the_same_key_and_body_give_the_same_receipt(database) {
        let harness = Harness::new(database);
        let sent = batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]).key("k");
        let first = harness.push(sent.clone());
        assert!(!first.replayed);
        harness.clock.advance(3600);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 8.0)]));
        let again = harness.push(sent);
        assert!(again.replayed);
        assert_eq!(again.record, first.record, "word for word, though the value has moved on since");
        assert_eq!(harness.value("CTX.UNEMP", SALDUS, 2012), Some(8.0), "and nothing is stored twice");
    }
}

on_both! {
    fn a_refused_batch_is_remembered_too(database) {
        let harness = Harness::new(database);
        let sent = batch([row("CTX.UNEMP", SALDUS, 2012, -7.0)]).key("k");
        assert_eq!(harness.push(sent.clone()).record.state, BatchState::Refused);
        assert!(harness.push(sent).replayed);
    }
}

on_both! {
    fn the_same_key_with_another_body_is_an_error(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]).key("k"));
        let other = batch([row("CTX.UNEMP", SALDUS, 2012, 9.0)]).key("k").body(8);
        assert!(matches!(harness.try_push(other.clone()), Err(StoreError::KeyReused)));
        assert_eq!(harness.value("CTX.UNEMP", SALDUS, 2012), Some(7.0));
        let elsewhere = harness.push(other.feed("blis"));
        assert!(!elsewhere.replayed, "a key belongs to its feed");
    }
}

on_both! {
    fn a_second_call_while_the_first_runs_is_turned_away(database) {
        Harness::new(database);
        // The store asks for the time once it has taken the key: there the first call is held.
        let (arrived, arrival) = mpsc::channel();
        let (release, released) = mpsc::channel();
        let gate = Arc::new(Mutex::new(Some((arrived, released))));
        let time = TestClock::new();
        let clock = Clock::new(move || {
            if let Some((arrived, released)) = gate.lock().unwrap().take() {
                arrived.send(()).unwrap();
                released.recv().unwrap();
            }
            time.now()
        });
        let store = Store::open(&database.address().parse().unwrap(), &options(clock)).unwrap();
        let sent = batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]).key("k");
        std::thread::scope(|scope| {
            let first = scope.spawn(|| {
                let (batch, rows) = sent.clone().build();
                store.apply_batch(batch, rows, &somebody())
            });
            arrival.recv().unwrap();
            let (batch, rows) = sent.clone().build();
            assert!(matches!(store.apply_batch(batch, rows, &somebody()), Err(StoreError::KeyRunning)));
            release.send(()).unwrap();
            assert!(!first.join().unwrap().unwrap().replayed);
        });
        let (batch, rows) = sent.build();
        assert!(store.apply_batch(batch, rows, &somebody()).unwrap().replayed, "afterwards the key gives its receipt");
    }
}

/// Two processes, one PostgreSQL. The first is held by a lock on the data version that the test has.
#[test]
fn a_call_of_another_process_is_turned_away_as_well() {
    let Some(database) = ScratchDatabase::postgres() else {
        return;
    };
    assert_eq!(database.kind(), Kind::Postgres);
    let one = Harness::new(&database);
    let other = Harness::unmigrated(&database);
    let mut holder = database.pg_connection();
    holder
        .batch_execute("begin; update data_version set version = version")
        .unwrap();
    let sent = batch([row("CTX.UNEMP", SALDUS, 2012, 7.0)]).key("k");
    std::thread::scope(|scope| {
        let first = scope.spawn(|| one.try_push(sent.clone()));
        wait_until("the first call waits for the data version", || {
            let waiting: i64 = diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(
                "(select count(*) from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))",
            ))
            .get_result(&mut holder)
            .unwrap();
            waiting > 0
        });
        assert!(matches!(
            other.try_push(sent.clone()),
            Err(StoreError::KeyRunning)
        ));
        holder.batch_execute("rollback").unwrap();
        assert!(!first.join().unwrap().unwrap().replayed);
    });
    assert!(other.push(sent).replayed);
}
