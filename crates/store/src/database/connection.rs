//! One connection type over both databases, and the places where their SQL differs.

use diesel::connection::AnsiTransactionManager;
use diesel::prelude::*;

/// A connection to either database.
///
/// What does not compile on the combined connection (upserts, inserting many rows) or does not exist in
/// one of the two databases is a method here or in the module that needs it, with a `match` inside.
#[derive(diesel::MultiConnection)]
pub(crate) enum AnyConnection {
    /// SQLite.
    #[cfg(feature = "sqlite")]
    Sqlite(diesel::SqliteConnection),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(diesel::PgConnection),
}

/// The kind of transaction.
#[derive(Debug, Clone, Copy)]
pub(super) enum Begin {
    /// Reads see one state of the database.
    Snapshot,
    /// Writes.
    Write,
}

impl AnyConnection {
    /// Begins a transaction.
    pub(super) fn begin(&mut self, kind: Begin) -> QueryResult<()> {
        match self {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(connection) => {
                let sql = match kind {
                    // In WAL mode the first read fixes what is seen.
                    Begin::Snapshot => "BEGIN DEFERRED",
                    // A deferred transaction that turns to writing can fail at that moment, whatever the busy
                    // timeout, because its snapshot may be old by then.
                    Begin::Write => "BEGIN IMMEDIATE",
                };
                AnsiTransactionManager::begin_transaction_sql(connection, sql)
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => {
                let sql = match kind {
                    Begin::Snapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                    // Each statement sees what was committed before it: after the lock on the data version
                    // is granted, that is everything the batch before has written.
                    Begin::Write => "BEGIN ISOLATION LEVEL READ COMMITTED",
                };
                AnsiTransactionManager::begin_transaction_sql(connection, sql)
            }
        }
    }
}
