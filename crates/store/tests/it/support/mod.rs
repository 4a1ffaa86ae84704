//! The harness: a database of one's own, a store on it, rows to push.

mod other_writer;
mod people;
mod rows;

pub(crate) use blis_testing::{Kind, ScratchDatabase, wait_until};
pub(crate) use other_writer::OtherWriter;
pub(crate) use people::{LIFE, new_person, new_session};
pub(crate) use rows::{BatchBuilder, batch, nothing, row, withdrawn};

use blis_domain::indicator::IndicatorCode;
use blis_domain::period::Period;
use blis_domain::series::{Cell, Series};
use blis_store::{AuditContext, BatchReply, Clock, Store, StoreOptions};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use time::OffsetDateTime;
use time::macros::datetime;

/// Makes two tests of one body: it runs on a SQLite file and on a schema of PostgreSQL.
macro_rules! on_both {
    ($(#[$meta:meta])* fn $name:ident($database:ident) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "not every body uses what its neighbours do")]
            use super::*;

            fn body($database: &$crate::support::ScratchDatabase) $body

            #[test]
            fn sqlite() {
                body(&$crate::support::ScratchDatabase::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(database) = $crate::support::ScratchDatabase::postgres() {
                    body(&database);
                }
            }
        }
    };
}

/// Saldus, a pilot.
pub(crate) const SALDUS: &str = "0840200";
/// Jelgava, a pilot.
pub(crate) const JELGAVA: &str = "0090000";
/// Rīga, which is none.
pub(crate) const RIGA: &str = "0010000";

/// A clock that stands still until it is told.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<Mutex<OffsetDateTime>>);

impl TestClock {
    pub(crate) fn new() -> TestClock {
        TestClock(Arc::new(Mutex::new(datetime!(2026-11-20 12:00 UTC))))
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        *self.0.lock().unwrap()
    }

    pub(crate) fn advance(&self, seconds: i64) {
        *self.0.lock().unwrap() += time::Duration::seconds(seconds);
    }

    pub(crate) fn clock(&self) -> Clock {
        let this = self.clone();
        Clock::new(move || this.now())
    }
}

/// Has several callers do something at the same moment, each with their number, and gives what came of it.
pub(crate) fn at_once<T: Send>(callers: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let start = Barrier::new(callers);
    thread::scope(|scope| {
        let (start, work) = (&start, &work);
        let threads: Vec<_> = (0..callers)
            .map(|caller| {
                scope.spawn(move || {
                    start.wait();
                    work(caller)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// Who does it, in tests that are about something else.
pub(crate) fn somebody() -> AuditContext {
    AuditContext::command("test")
}

/// A migrated store with a clock.
pub(crate) struct Harness {
    pub(crate) store: Store,
    pub(crate) clock: TestClock,
}

impl Harness {
    pub(crate) fn new(database: &ScratchDatabase) -> Harness {
        let harness = Harness::unmigrated(database);
        harness.store.migrate().unwrap();
        harness
    }

    /// Another process on the same database, as far as the store can tell.
    pub(crate) fn unmigrated(database: &ScratchDatabase) -> Harness {
        let clock = TestClock::new();
        let store = Store::open(&database.address().parse().unwrap(), &options(clock.clock())).unwrap();
        Harness { store, clock }
    }

    /// Pushes a batch that must be taken.
    pub(crate) fn push(&self, batch: BatchBuilder) -> BatchReply {
        let (batch, rows) = batch.build();
        self.store.apply_batch(batch, rows, &somebody()).unwrap()
    }

    /// Pushes a batch and gives whatever comes.
    pub(crate) fn try_push(&self, batch: BatchBuilder) -> Result<BatchReply, blis_store::StoreError> {
        let (batch, rows) = batch.build();
        self.store.apply_batch(batch, rows, &somebody())
    }

    pub(crate) fn series(&self, indicator: &str) -> Arc<Series> {
        self.store.series(&code(indicator), None).unwrap()
    }

    /// What readers get for an indicator as it was known at an instant.
    pub(crate) fn series_at(&self, indicator: &str, at: OffsetDateTime) -> Arc<Series> {
        let then = self.store.as_of(at).unwrap();
        self.store.series(&code(indicator), Some(then)).unwrap()
    }

    /// What readers get for an indicator, area and year.
    pub(crate) fn cell(&self, indicator: &str, area: &str, year: u16) -> Cell {
        let period = Period::year(year).unwrap();
        self.series(indicator).cell(&area.parse().unwrap(), period)
    }

    pub(crate) fn value(&self, indicator: &str, area: &str, year: u16) -> Option<f64> {
        self.cell(indicator, area, year).value
    }
}

pub(crate) fn options(clock: Clock) -> StoreOptions {
    StoreOptions {
        clock,
        readers: 3,
        ..StoreOptions::default()
    }
}

pub(crate) fn code(indicator: &str) -> IndicatorCode {
    indicator.parse().unwrap()
}
