//! A database for each test: a copy of a migrated SQLite file, or a schema of its own on PostgreSQL.

use blis_store::{Clock, DatabaseUrl, Store, StoreOptions};
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use std::env;
use std::fs;
use std::sync::OnceLock;
use tempfile::TempDir;

/// On which database a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

/// A database that goes away with the test.
pub(crate) struct Scratch {
    pub(crate) store: Store,
    pub(crate) folder: TempDir,
    schema: Option<(String, String)>,
}

impl Scratch {
    /// A migrated database; `None` when PostgreSQL is to be left out.
    pub(crate) fn make(database: Database, clock: Clock) -> Option<Scratch> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        match database {
            Database::Sqlite => {
                let path = folder.path().join("blis.db");
                fs::write(&path, migrated()).expect("the copy of the migrated file");
                let store = open(&DatabaseUrl::Sqlite(path), clock);
                Some(Scratch {
                    store,
                    folder,
                    schema: None,
                })
            }
            Database::Postgres => {
                let server = postgres()?;
                let schema = format!("blis_api_{}", uuid::Uuid::new_v4().simple());
                execute(&server, &format!("CREATE SCHEMA {schema}"));
                let joint = if server.contains('?') { '&' } else { '?' };
                let url = format!("{server}{joint}options=-csearch_path%3D{schema}");
                let store = open(&DatabaseUrl::Postgres(url), clock);
                store.migrate().expect("the migrations");
                Some(Scratch {
                    store,
                    folder,
                    schema: Some((server, schema)),
                })
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some((server, schema)) = &self.schema {
            execute(server, &format!("DROP SCHEMA {schema} CASCADE"));
        }
    }
}

fn open(url: &DatabaseUrl, clock: Clock) -> Store {
    let options = StoreOptions {
        readers: 2,
        clock,
        ..StoreOptions::default()
    };
    Store::open(url, &options).expect("the database")
}

/// The bytes of a migrated file, made once: migrating is most of what a test would wait for.
fn migrated() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("blis.db");
        let store = open(&DatabaseUrl::Sqlite(path.clone()), Clock::system());
        store.migrate().expect("the migrations");
        // A plain copy would miss what is still in the write-ahead log.
        let copy = folder.path().join("copy.db");
        let mut connection = SqliteConnection::establish(&path.to_string_lossy()).expect("the migrated file");
        diesel::sql_query(format!("VACUUM INTO '{}'", copy.display()))
            .execute(&mut connection)
            .expect("a copy of the migrated file");
        fs::read(copy).expect("the copy")
    })
}

fn postgres() -> Option<String> {
    if let Ok(url) = env::var("BLIS_TEST_POSTGRES_URL") {
        return Some(url);
    }
    assert_eq!(
        env::var("BLIS_TEST_SKIP_POSTGRES").as_deref(),
        Ok("1"),
        "these tests run on PostgreSQL too, or they say nothing about half of the installations: set \
         BLIS_TEST_POSTGRES_URL to an empty database, or BLIS_TEST_SKIP_POSTGRES=1 to leave it out knowingly"
    );
    None
}

fn execute(server: &str, statement: &str) {
    let mut connection = PgConnection::establish(server).expect("the PostgreSQL server");
    diesel::sql_query(statement)
        .execute(&mut connection)
        .expect(statement);
}
