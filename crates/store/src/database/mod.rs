//! The connections: who may read, who may write, and in which kind of transaction.

mod connection;
mod manager;
mod slow_queries;

pub(crate) use connection::AnyConnection;
pub(crate) use manager::Manager;

use crate::address::DatabaseUrl;
use crate::error::{Step, StoreError};
use connection::Begin;
pub(crate) use connection::Wait;
use diesel::connection::TransactionManager;
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};
use manager::Duty;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long a caller waits for a connection. A batch of a hundred thousand rows holds SQLite's only writer
/// for some seconds; whoever waits longer than this is better told.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a note waits for a connection; it may as well not be written.
const MOMENT: Duration = Duration::from_millis(100);

/// Writers on PostgreSQL stand in line for the lock on the data version. They have connections of their own,
/// so that whoever reads never stands in that line: one that writes, one that takes over, and one beside.
const POSTGRES_WRITERS: u32 = 3;

/// The connections to one database.
pub(crate) struct Database {
    readers: Line,
    /// SQLite has one writer at a time, so there is one connection for it, and callers queue here instead of
    /// failing with SQLITE_BUSY.
    writer: Line,
}

impl Database {
    /// Opens the database and checks that it can be reached.
    pub(crate) fn open(url: &DatabaseUrl, readers: u32) -> Result<Database, StoreError> {
        let writer = Manager::new(url, Duty::Write);
        // Once without the pool: it would try again and again for as long as its patience lasts, and then
        // not say why. It also makes the SQLite file before a reader asks for it.
        drop(writer.connect()?);
        let pool = |manager: Manager, size: u32| {
            let eager = matches!(url, DatabaseUrl::Postgres(_));
            Pool::builder()
                .max_size(size.max(1))
                .min_idle(Some(0))
                // A server may have ended the connection since; a file does not.
                .test_on_check_out(eager)
                .connection_timeout(PATIENCE)
                .build(manager)
                .map_err(|source| StoreError::NoConnection { source })
        };
        Ok(match url {
            DatabaseUrl::Sqlite(_) => Database {
                readers: Line::of(pool(Manager::new(url, Duty::Read), readers)?),
                writer: Line::of(pool(writer, 1)?),
            },
            DatabaseUrl::Postgres(_) => {
                let writers = pool(writer, POSTGRES_WRITERS)?;
                Database {
                    readers: Line::of(pool(Manager::new(url, Duty::Read), readers)?),
                    writer: Line::of(writers),
                }
            }
        })
    }

    /// The pools as they are now.
    pub(crate) fn connections(&self) -> [Connections; 2] {
        [self.readers.told("readers"), self.writer.told("writers")]
    }

    /// Has all that was written in the file of SQLite itself, and the journal beside it empty. `false` when others who
    /// read kept it from that.
    pub(crate) fn settle(&self) -> Result<bool, StoreError> {
        self.bare(|connection| {
            // Others may be reading, a backup for instance: whoever stops or erases does not wait for them as whoever
            // writes does.
            let step = "set how long to wait for others";
            connection.wait(Wait::Briefly).step(step)?;
            let emptied = connection.empty_journal();
            connection.wait(Wait::Usual).step(step)?;
            emptied.step("write the journal into the database")
        })
    }

    /// Reads from one state of the database, whatever is written meanwhile.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        transaction(&mut *self.readers.taken()?, Begin::Snapshot, work)
    }

    /// Writes all of it or nothing.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        transaction(&mut *self.writer.taken()?, Begin::Write, work)
    }

    /// Writes all of it or nothing, where nobody else writes at this moment; otherwise nothing, and `None`. For notes
    /// that nobody should wait for.
    pub(crate) fn write_if_free<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let Ok(mut connection) = self.writer.pool.get_timeout(MOMENT) else {
            return Ok(None);
        };
        let step = "set how long to wait for others";
        connection.wait(Wait::Moment).step(step)?;
        let done = transaction(&mut connection, Begin::Write, work);
        connection.wait(Wait::Usual).step(step)?;
        match done {
            Err(error) if error.is_of_waiting() => Ok(None),
            done => done.map(Some),
        }
    }

    /// A writing connection outside of a transaction, for the migrations, which bring their own.
    pub(crate) fn bare<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(&mut *self.writer.taken()?)
    }
}

/// A connection of its own, for work that reads all there is. It keeps none from the pool, and its statements do
/// not report themselves as slow.
pub(crate) fn apart(url: &DatabaseUrl) -> Result<AnyConnection, StoreError> {
    Manager::reading(url).established()
}

/// Reads from one state of the database, on a connection that is at hand.
pub(crate) fn snapshot<T, E: From<StoreError>>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    transaction(connection, Begin::Snapshot, work)
}

/// Writes all of it or nothing, on a connection that is at hand.
pub(crate) fn writing<T, E: From<StoreError>>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    transaction(connection, Begin::Write, work)
}

/// A pool, and how long was waited for it.
struct Line {
    pool: Pool<Manager>,
    taken: AtomicU64,
    waited_nanos: AtomicU64,
}

/// A pool of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// `readers` or `writers`.
    pub name: &'static str,
    /// How many are open.
    pub open: u32,
    /// How many of them wait for work.
    pub idle: u32,
    /// How often one was taken since the start.
    pub taken: u64,
    /// How long was waited for them altogether.
    pub waited: Duration,
}

impl Line {
    fn of(pool: Pool<Manager>) -> Line {
        Line {
            pool,
            taken: AtomicU64::new(0),
            waited_nanos: AtomicU64::new(0),
        }
    }

    fn taken(&self) -> Result<PooledConnection<Manager>, StoreError> {
        let begun = Instant::now();
        let got = self.pool.get();
        let nanos = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.taken.fetch_add(1, Ordering::Relaxed);
        self.waited_nanos.fetch_add(nanos, Ordering::Relaxed);
        got.map_err(|source| StoreError::NoConnection { source })
    }

    fn told(&self, name: &'static str) -> Connections {
        let state = self.pool.state();
        Connections {
            name,
            open: state.connections,
            idle: state.idle_connections,
            taken: self.taken.load(Ordering::Relaxed),
            waited: Duration::from_nanos(self.waited_nanos.load(Ordering::Relaxed)),
        }
    }
}

/// Runs `work` in a transaction. When `work` panics, the pool finds the connection in an open transaction and
/// throws it away, which takes everything back.
fn transaction<T, E: From<StoreError>>(
    connection: &mut AnyConnection,
    begin: Begin,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    connection.begin(begin).step("begin a transaction")?;
    match work(connection) {
        Ok(done) => {
            AnyConnection::commit_transaction(connection).step("commit the transaction")?;
            Ok(done)
        }
        Err(error) => {
            if let Err(second) = AnyConnection::rollback_transaction(connection) {
                // The first error is the one to tell; the pool discards the connection.
                tracing::warn!(error = %second, "a transaction could not be rolled back");
            }
            Err(error)
        }
    }
}
