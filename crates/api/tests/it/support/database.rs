//! A migrated store on a database of a test's own.

use blis_store::{Clock, Store, StoreOptions};
use blis_testing::{Kind, ScratchDatabase, Template};
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
        let database = match kind {
            Kind::Sqlite => {
                let database = ScratchDatabase::sqlite();
                fs::write(database.address(), migrated()).expect("the copy of the migrated file");
                database
            }
            Kind::Postgres => ScratchDatabase::copy_of(template()?),
        };
        Some(Scratch {
            store: open(&database.address(), clock),
            folder: tempfile::tempdir().expect("a temporary folder"),
            database,
        })
    }
}

fn open(address: &str, clock: Clock) -> Store {
    let url = address.parse().expect("the address of a database");
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
        let store = open(&database.address(), Clock::system());
        store.migrate().expect("the migrations");
        // A plain copy would miss what is still in the write-ahead log.
        let copy = format!("{}.copy", database.address());
        database.execute(&format!("VACUUM INTO '{copy}'"));
        fs::read(copy).expect("the copy")
    })
}

/// A migrated database of PostgreSQL, made once; `None` when PostgreSQL is to be left out.
fn template() -> Option<&'static Template> {
    static TEMPLATE: OnceLock<Option<Template>> = OnceLock::new();
    let prepare = |address: &str| {
        let store = open(address, Clock::system());
        store.migrate().expect("the migrations");
    };
    TEMPLATE.get_or_init(|| Template::prepared(prepare)).as_ref()
}
