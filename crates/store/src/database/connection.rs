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

/// How long a statement waits for what another connection holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wait {
    /// Hardly at all.
    Moment,
    /// For a while, where what is waited for can as well be done later.
    Briefly,
    /// As long as every statement does: on SQLite a minute, for a command such as `client add` works beside a server
    /// that may be storing a large batch, and has nobody to ask again for it.
    Usual,
}

/// What SQLite tells of writing its journal into the file.
#[cfg(feature = "sqlite")]
#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    busy: i32,
}

impl AnyConnection {
    /// Sets how long statements wait from now on.
    pub(crate) fn wait(&mut self, wait: Wait) -> QueryResult<()> {
        use diesel::connection::SimpleConnection;
        match self {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(connection) => connection.batch_execute(match wait {
                Wait::Moment => "PRAGMA busy_timeout = 0",
                Wait::Briefly => "PRAGMA busy_timeout = 2000",
                Wait::Usual => "PRAGMA busy_timeout = 60000",
            }),
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => connection.batch_execute(match wait {
                Wait::Moment => "SET lock_timeout = 100",
                Wait::Briefly => "SET lock_timeout = 2000",
                Wait::Usual => "SET lock_timeout = DEFAULT",
            }),
        }
    }

    /// Writes the journal of SQLite into its file and empties it; `false` when others use it. PostgreSQL looks after its
    /// own.
    pub(super) fn empty_journal(&mut self) -> QueryResult<bool> {
        match self {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(connection) => {
                let done: Checkpoint =
                    diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(connection)?;
                Ok(done.busy == 0)
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(_) => Ok(true),
        }
    }

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
