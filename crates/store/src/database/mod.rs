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
use std::time::Duration;

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
    readers: Pool<Manager>,
    /// SQLite has one writer at a time, so there is one connection for it, and callers queue here instead of
    /// failing with SQLITE_BUSY.
    writer: Pool<Manager>,
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
                readers: pool(Manager::new(url, Duty::Read), readers)?,
                writer: pool(writer, 1)?,
            },
            DatabaseUrl::Postgres(_) => {
                let writers = pool(writer, POSTGRES_WRITERS)?;
                Database {
                    readers: pool(Manager::new(url, Duty::Read), readers)?,
                    writer: writers,
                }
            }
        })
    }

    /// Reads from one state of the database, whatever is written meanwhile.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        transaction(&mut *taken(&self.readers)?, Begin::Snapshot, work)
    }

    /// Writes all of it or nothing.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        transaction(&mut *taken(&self.writer)?, Begin::Write, work)
    }

    /// Writes all of it or nothing, where nobody else writes at this moment; otherwise nothing, and `None`. For notes
    /// that nobody should wait for.
    pub(crate) fn write_if_free<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let Ok(mut connection) = self.writer.get_timeout(MOMENT) else {
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
        work(&mut *taken(&self.writer)?)
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

fn taken(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>, StoreError> {
    pool.get().map_err(|source| StoreError::NoConnection { source })
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
