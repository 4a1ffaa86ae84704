//! All of a batch or nothing, wherever it is interrupted.

use crate::support::{Harness, Kind, SALDUS, ScratchDatabase, batch, row, somebody};
use blis_store::{Store, StoreOptions};

/// Makes the database fail at a batch's writing into a table.
fn fail_at(database: &ScratchDatabase, table: &str) {
    database.execute(&match database.kind() {
        Kind::Sqlite => format!(
            "create trigger fail before insert on {table} begin select raise(abort, 'interrupted'); end"
        ),
        // Not an error but the end of the connection, as when a process or a machine dies.
        Kind::Postgres => format!(
            "create function fail() returns trigger language plpgsql as \
             $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$; \
             create trigger fail before insert on {table} for each row execute function fail()"
        ),
    });
}

fn fail_no_more(database: &ScratchDatabase, table: &str) {
    database.execute(&match database.kind() {
        Kind::Sqlite => "drop trigger fail".to_owned(),
        Kind::Postgres => format!("drop trigger fail on {table}; drop function fail()"),
    });
}

on_both! {
    fn an_interrupted_batch_leaves_nothing_and_may_be_sent_again(database) {
        let harness = Harness::new(database);
        harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0), row("CTX.POP65", SALDUS, 2012, 100.0)]));
        let counts = || ["observation", "batch", "idempotency", "data_change"].map(|table| database.count(table));
        let closed = "observation where superseded_version is not null";
        let before = counts();
        let rows = [row("CTX.POP65", SALDUS, 2012, 200.0), row("CTX.POP65", SALDUS, 2013, 300.0)];
        let sent = batch(rows).key("k");
        for table in ["batch", "observation", "indicator_version", "idempotency", "data_change"] {
            // An indicator has its row already, so only a new one is an insert.
            let sent = match table {
                "indicator_version" => batch([row("CTX.UNEMP", SALDUS, 2012, 1.0)]).key("k2"),
                _ => sent.clone(),
            };
            fail_at(database, table);
            assert!(harness.try_push(sent).is_err(), "interrupted at {table}");
            fail_no_more(database, table);
            assert_eq!(counts(), before, "interrupted at {table}");
            assert_eq!(database.count(closed), 0, "interrupted at {table}");
            assert_eq!(harness.store.data_version().unwrap(), 1);
            assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(10.0));
        }
        let reply = harness.push(sent);
        assert!(!reply.replayed, "the key of an interrupted batch is still free");
        assert_eq!((reply.record.counts.changed, reply.record.counts.new), (1, 1));
        assert_eq!(harness.value("CTX.SHARE65", SALDUS, 2012), Some(20.0));
    }
}

/// The address of the database, for the process of [`a_receipt_that_was_given_survives_the_process`].
const CHILD: &str = "BLIS_TEST_CHILD_DATABASE";

on_both! {
    fn a_receipt_that_was_given_survives_the_process(database) {
        let harness = Harness::new(database);
        let program = std::env::current_exe().unwrap();
        let status = std::process::Command::new(program)
            .args(["--exact", "atomicity::the_process_that_dies"])
            .env(CHILD, database.address())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), None, "the process was to die by a signal, right after its receipt");
        assert_eq!(harness.value("CTX.POP", SALDUS, 2012), Some(1000.0));
        let again = harness.push(batch([row("CTX.POP", SALDUS, 2012, 1000.0)]).key("the child's"));
        assert!(again.replayed, "its key is known, and no mark of a running call is left");
    }
}

/// Not a test of its own: the process that the test above starts, and that ends without tidying up.
#[test]
fn the_process_that_dies() {
    let Ok(address) = std::env::var(CHILD) else {
        return;
    };
    let store = Store::open(&address.parse().unwrap(), &StoreOptions::default()).unwrap();
    let (batch, rows) = batch([row("CTX.POP", SALDUS, 2012, 1000.0)])
        .key("the child's")
        .build();
    store.apply_batch(batch, rows, &somebody()).unwrap();
    std::process::abort();
}
