//! The sign that somebody has written to the database.

use crate::address::DatabaseUrl;
use crate::database::{AnyConnection, Manager};
use crate::error::{Step, StoreError};
use diesel::r2d2::ManageConnection;
use diesel::{RunQueryDsl, sql_query};

/// A connection of its own that sees the sign.
pub(super) struct Signal {
    connection: AnyConnection,
    #[cfg(feature = "sqlite")]
    counter: i64,
}

/// The change counter of a SQLite file: `PRAGMA data_version` moves when another connection has committed.
#[cfg(feature = "sqlite")]
#[derive(diesel::QueryableByName)]
struct Counter {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    data_version: i64,
}

impl Signal {
    /// Begins to listen.
    pub(super) fn open(url: &DatabaseUrl) -> Result<Signal, StoreError> {
        let mut connection = Manager::reading(url).connect()?;
        match &mut connection {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(inner) => {
                let counter = counter(inner)?;
                Ok(Signal { connection, counter })
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(inner) => {
                sql_query("LISTEN blis_changed")
                    .execute(inner)
                    .step("listen for changes")?;
                Ok(Signal {
                    connection,
                    #[cfg(feature = "sqlite")]
                    counter: 0,
                })
            }
        }
    }

    /// Whether there was a sign since the last look. Does not wait.
    pub(super) fn seen(&mut self) -> Result<bool, StoreError> {
        match &mut self.connection {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(inner) => {
                let before = self.counter;
                self.counter = counter(inner)?;
                Ok(self.counter != before)
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(inner) => {
                let mut seen = false;
                for notification in inner.notifications_iter() {
                    notification.step("hear of changes")?;
                    seen = true;
                }
                Ok(seen)
            }
        }
    }
}

#[cfg(feature = "sqlite")]
fn counter(connection: &mut diesel::SqliteConnection) -> Result<i64, StoreError> {
    let row: Counter = sql_query("PRAGMA data_version")
        .get_result(connection)
        .step("read the change counter")?;
    Ok(row.data_version)
}
