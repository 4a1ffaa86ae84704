//! A migrated store on a database of a test's own.

use blis_store::{Clock, Store, StoreOptions};
use blis_testing::{Kind, ScratchDatabase};
use std::fs;
use std::sync::OnceLock;
use tempfile::TempDir;

/// A store that goes away with the test. The fields are dropped in their order: the store lets go of the database
/// before that is gone.
pub(crate) struct Scratch {
    pub(crate) store: Store,
    pub(crate) folder: TempDir,
    pub(crate) database: ScratchDatabase,
}

impl Scratch {
    /// A migrated database; `None` when PostgreSQL is to be left out.
    pub(crate) fn make(kind: Kind, clock: Clock) -> Option<Scratch> {
        let database = ScratchDatabase::of(kind)?;
        if kind == Kind::Sqlite {
            fs::write(database.address(), migrated()).expect("the copy of the migrated file");
        }
        let store = open(&database, clock);
        if kind == Kind::Postgres {
            store.migrate().expect("the migrations");
        }
        Some(Scratch {
            store,
            folder: tempfile::tempdir().expect("a temporary folder"),
            database,
        })
    }
}

fn open(database: &ScratchDatabase, clock: Clock) -> Store {
    let url = database.address().parse().expect("the address of a database");
    let options = StoreOptions {
        readers: 2,
        clock,
        ..StoreOptions::default()
    };
    Store::open(&url, &options).expect("the database")
}

/// The bytes of a migrated file, made once: migrating is most of what a test would wait for.
fn migrated() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let database = ScratchDatabase::sqlite();
        let store = open(&database, Clock::system());
        store.migrate().expect("the migrations");
        // A plain copy would miss what is still in the write-ahead log.
        let copy = format!("{}.copy", database.address());
        database.execute(&format!("VACUUM INTO '{copy}'"));
        fs::read(copy).expect("the copy")
    })
}
