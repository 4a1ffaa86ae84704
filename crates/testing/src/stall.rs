//! A program stopped in the middle of a transaction, for as long as a test wants.

use crate::database::{Kind, ScratchDatabase};
use crate::wait::wait_until;
use diesel::PgConnection;
use diesel::connection::SimpleConnection;

/// While it is there, whoever inserts into a table stands still at that point of its transaction.
///
/// On PostgreSQL the table is locked by the test. A SQLite file has but one lock, which a test cannot take in the
/// middle of somebody's transaction: there a trigger goes on counting without end.
pub struct Stall<'d> {
    database: &'d ScratchDatabase,
    table: String,
    /// Holds the lock of the table until it is dropped.
    lock: Option<PgConnection>,
}

impl<'d> Stall<'d> {
    /// Lets nobody past the first row of a table.
    pub fn before(database: &'d ScratchDatabase, table: &str) -> Stall<'d> {
        let lock = match database.kind() {
            Kind::Sqlite => {
                database.execute(&format!(
                    "create view stall_endless as
                         with recursive n(i) as (select 1 union all select i + 1 from n) select i from n;
                     create trigger stall before insert on {table}
                         begin select count(*) from stall_endless; end;"
                ));
                None
            }
            Kind::Postgres => {
                let mut connection = database.pg_connection();
                connection
                    .batch_execute(&format!("begin; lock table {table} in share row exclusive mode"))
                    .unwrap();
                Some(connection)
            }
        };
        Stall {
            database,
            table: table.to_owned(),
            lock,
        }
    }

    /// Waits until somebody stands in the middle of a transaction.
    ///
    /// # Panics
    /// When nobody comes.
    pub fn wait_for_somebody(&self) {
        match self.database.kind() {
            Kind::Sqlite => {
                let mut connection = self.database.sqlite_connection();
                connection.batch_execute("pragma busy_timeout = 0").unwrap();
                wait_until("a transaction writes", || {
                    // The only writer of a file is the program: that the test cannot write means that it does.
                    connection.batch_execute("begin immediate; rollback").is_err()
                });
            }
            Kind::Postgres => {
                let waiting = format!(
                    "select cast(count(*) as text) as line from pg_locks
                     where not granted and relation = '{}'::regclass",
                    self.table
                );
                wait_until("a transaction waits for the table", || {
                    self.database.lines(&waiting) != ["0"]
                });
            }
        }
    }

    /// Lets go. On SQLite whoever stands there must have been killed before: nothing else ends its counting.
    pub fn end(self) {
        match self.lock {
            None => self
                .database
                .execute("drop trigger stall; drop view stall_endless"),
            Some(connection) => drop(connection),
        }
    }
}
