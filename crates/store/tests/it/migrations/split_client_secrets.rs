//! Secrets move to a table of their own, and back.

use super::{back, folder};
use crate::support::{Harness, Kind, ScratchDatabase, somebody};
use blis_store::{AllowedAddresses, ClientChange};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

const VERSION: &str = "20261122090200";

/// The tables as they were before this migration.
fn before(database: &ScratchDatabase) {
    fn run<DB: diesel::backend::Backend>(
        harness: &mut impl MigrationHarness<DB>,
        source: FileBasedMigrations,
    ) {
        for migration in harness.pending_migrations(source).unwrap() {
            if migration.name().version().to_string().as_str() < VERSION {
                harness.run_migration(&*migration).unwrap();
            }
        }
    }
    let source = FileBasedMigrations::from_path(folder(database.kind())).unwrap();
    match database.kind() {
        Kind::Sqlite => run(&mut database.sqlite_connection(), source),
        Kind::Postgres => run(&mut database.pg_connection(), source),
    }
}

/// The SQL of 32 equal bytes.
fn hash(database: &ScratchDatabase, byte: &str) -> String {
    match database.kind() {
        Kind::Sqlite => format!("x'{}'", byte.repeat(32)),
        Kind::Postgres => format!("'\\x{}'::bytea", byte.repeat(32)),
    }
}

on_both! {
    fn a_client_keeps_its_secret_and_signs_in_as_before(database) {
        before(database);
        for (id, byte) in [("srda-1", "5a"), ("reader", "5b"), ("shut", "5c"), ("held", "5d"), ("gone", "5e")] {
            database.execute(&format!(
                "insert into machine_client (id, name, feed, scopes, secret_hash, created_at)
                 values ('{id}', 'A name', 'srda', 'feed:write data:read', {}, 1795132800000000)",
                hash(database, byte)
            ));
        }
        let harness = Harness::new(database);
        let (client, secrets) = harness.store.client_to_sign_in("srda-1", harness.clock.now()).unwrap();
        let client = client.unwrap();
        assert_eq!((client.name.as_str(), client.feed.as_deref()), ("A name", Some("srda")));
        assert_eq!(client.scopes, ["feed:write", "data:read"]);
        assert_eq!(client.created_at, "2026-11-20T00:00:00Z");
        assert!(client.allowed_addresses.admit(None) && !client.suspended, "nobody is kept out");
        assert_eq!(secrets.iter().map(|one| one.hash).collect::<Vec<_>>(), [[0x5a; 32]]);
        let listed = harness.store.clients(harness.clock.now()).unwrap();
        assert_eq!(listed.len(), 5);
        for one in &listed {
            assert_eq!(one.secrets.len(), 1);
            assert_eq!(one.secrets[0].created_at, one.client.created_at);
            assert_eq!((&one.secrets[0].expires_at, one.secrets[0].holds), (&None, true));
        }

        // And back, after a life in between. The tables before cannot say who is kept out, so nobody gets in whom
        // these keep out.
        let change = |id: &str, to: ClientChange| harness.store.change_client(id, &to, None, &somebody()).unwrap();
        change("shut", ClientChange { suspended: Some(true), ..ClientChange::default() });
        let held = AllowedAddresses::parse(&["192.0.2.0/24"]).unwrap();
        change("held", ClientChange { allowed_addresses: Some(held), ..ClientChange::default() });
        harness.store.remove_client("gone", &somebody()).unwrap();
        let first = harness.store.client_to_sign_in("reader", harness.clock.now()).unwrap().1.remove(0);
        harness.store.revoke_client_secret("reader", &first.id, &somebody()).unwrap();
        drop(harness);
        back(database, VERSION);
        for (id, byte) in [("srda-1", "5a"), ("reader", "00"), ("shut", "00"), ("held", "00"), ("gone", "00")] {
            let kept = database.lines(&format!(
                "select id as line from machine_client where id = '{id}' and secret_hash = {}",
                hash(database, byte)
            ));
            assert_eq!(kept, [id]);
        }
    }
}
