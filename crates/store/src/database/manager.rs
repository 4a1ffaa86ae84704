//! How a connection is opened and set up.

use super::AnyConnection;
use super::slow_queries::SlowQueries;
use crate::address::DatabaseUrl;
use crate::error::StoreError;
use diesel::Connection;
use diesel::r2d2::{ManageConnection, R2D2Connection};

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Duty {
    /// Reading alone.
    Read,
    /// Reading and writing.
    Write,
}

/// Opens connections for the pool.
#[derive(Debug)]
pub(crate) struct Manager {
    url: DatabaseUrl,
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(dead_code, reason = "PostgreSQL is told in each transaction")
    )]
    duty: Duty,
}

impl Manager {
    /// A manager of connections for one duty.
    pub(crate) fn new(url: &DatabaseUrl, duty: Duty) -> Manager {
        Manager {
            url: url.clone(),
            duty,
        }
    }

    /// A manager of connections that read.
    pub(crate) fn reading(url: &DatabaseUrl) -> Manager {
        Manager::new(url, Duty::Read)
    }

    /// Opens a connection.
    pub(super) fn established(&self) -> Result<AnyConnection, StoreError> {
        match &self.url {
            #[cfg(feature = "sqlite")]
            DatabaseUrl::Sqlite(path) => {
                let open = |source| self.cannot_open(source);
                let path = path.to_str().ok_or_else(|| {
                    open(diesel::ConnectionError::InvalidConnectionUrl(
                        "the path is not UTF-8".to_owned(),
                    ))
                })?;
                make_private(&self.url, path)?;
                let mut connection = diesel::SqliteConnection::establish(path).map_err(open)?;
                set_up_sqlite(&mut connection, self.duty).map_err(|source| StoreError::SetUp {
                    url: self.url.to_string(),
                    source,
                })?;
                Ok(AnyConnection::Sqlite(connection))
            }
            #[cfg(not(feature = "sqlite"))]
            DatabaseUrl::Sqlite(_) => Err(StoreError::NotBuiltIn { database: "SQLite" }),
            #[cfg(feature = "postgres")]
            DatabaseUrl::Postgres(url) => diesel::PgConnection::establish(url)
                .map(AnyConnection::Postgres)
                .map_err(|source| self.cannot_open(source)),
            #[cfg(not(feature = "postgres"))]
            DatabaseUrl::Postgres(_) => Err(StoreError::NotBuiltIn {
                database: "PostgreSQL",
            }),
        }
    }

    fn cannot_open(&self, source: diesel::ConnectionError) -> StoreError {
        StoreError::Open {
            url: self.url.to_string(),
            source,
        }
    }
}

/// Makes the file when it is not there, for its owner's eyes alone: it holds unpublished figures and the hashes
/// of secrets. SQLite gives its journal the rights of the file.
#[cfg(feature = "sqlite")]
fn make_private(url: &DatabaseUrl, path: &str) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(source) => Err(StoreError::Create {
            url: url.to_string(),
            source,
        }),
    }
}

/// Sets up a SQLite connection.
///
/// `synchronous = FULL` for the writer: with the `NORMAL` that is usual beside WAL a commit is written
/// but not flushed, so a batch whose receipt was given could be gone after a power cut. The price is one
/// flush a batch. Readers write nothing, and are kept from it.
///
/// `secure_delete` for the writer: without it what is deleted, such as the name of a person who is erased, stays in the
/// file until something else happens to be written there.
#[cfg(feature = "sqlite")]
fn set_up_sqlite(connection: &mut diesel::SqliteConnection, duty: Duty) -> Result<(), diesel::result::Error> {
    use diesel::connection::SimpleConnection;
    // The timeout comes first: turning on WAL needs a lock. `AnyConnection::wait` says why it is long.
    connection.batch_execute("PRAGMA busy_timeout = 60000; PRAGMA foreign_keys = ON;")?;
    connection.batch_execute(match duty {
        Duty::Write => "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
        Duty::Read => "PRAGMA query_only = ON;",
    })
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConnection, StoreError> {
        let mut connection = self.established()?;
        connection.set_instrumentation(SlowQueries::default());
        Ok(connection)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        use crate::error::Step;
        connection.ping().step("reach the database")
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;
    use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};

    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = sql_types::Text)]
        value: String,
    }

    #[test]
    fn the_writer_flushes_each_commit_and_wipes_what_it_deletes_and_readers_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("blis.db"));
        for (duty, setting, expected) in [
            (
                Duty::Write,
                "select journal_mode as value from pragma_journal_mode",
                "wal",
            ),
            (
                Duty::Write,
                "select cast(synchronous as text) as value from pragma_synchronous",
                "2",
            ),
            (
                Duty::Write,
                "select cast(foreign_keys as text) as value from pragma_foreign_keys",
                "1",
            ),
            (
                Duty::Write,
                "select cast(secure_delete as text) as value from pragma_secure_delete",
                "1",
            ),
            (
                Duty::Read,
                "select cast(query_only as text) as value from pragma_query_only",
                "1",
            ),
        ] {
            let mut connection = Manager::new(&url, duty).connect().unwrap();
            let found: Setting = sql_query(setting).get_result(&mut connection).unwrap();
            assert_eq!(found.value, expected, "{duty:?}: {setting}");
        }
    }
}
