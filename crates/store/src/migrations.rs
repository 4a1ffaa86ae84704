//! The migrations, which are part of the program: it brings its own tables up to date.

use crate::database::AnyConnection;
use crate::error::StoreError;
use blis_domain::indicator::IndicatorCode;
use diesel::migration::{Migration, MigrationSource};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

#[cfg(feature = "sqlite")]
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
#[cfg(feature = "postgres")]
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// What `migrate` did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MigrationReport {
    /// Migrations run, oldest first.
    pub applied: Vec<String>,
    /// Entries of the shipped reference data that were not there.
    pub reference_added: u32,
    /// Entries of the shipped reference data whose text was another.
    pub reference_updated: u32,
    /// Sheets that this release changes and somebody changed here: they stay as they are, and what the release says
    /// stands in their history.
    pub sheets_kept: Vec<IndicatorCode>,
    /// Derived values computed anew because their formula changed.
    pub recomputed: u64,
}

type BoxedError = Box<dyn std::error::Error + Send + Sync>;

/// Runs what is pending, and says what it was.
pub(crate) fn run(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    let failed = |source| StoreError::Migration {
        step: "run the migrations",
        source,
    };
    match connection {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(connection) => run_on(connection, SQLITE).map_err(failed),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => one_at_a_time(connection).map_err(failed),
    }
}

/// The versions of all that this program knows, oldest first. They are the same on both databases.
pub(crate) fn known() -> Result<Vec<String>, StoreError> {
    #[cfg(feature = "sqlite")]
    let migrations = versions_of::<diesel::sqlite::Sqlite>(SQLITE);
    #[cfg(not(feature = "sqlite"))]
    let migrations = versions_of::<diesel::pg::Pg>(POSTGRES);
    migrations.map_err(|source| StoreError::Migration {
        step: "list the migrations of the program",
        source,
    })
}

fn versions_of<DB: diesel::backend::Backend>(source: EmbeddedMigrations) -> Result<Vec<String>, BoxedError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let migrations = source.migrations()?;
    let mut versions: Vec<String> = migrations
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    versions.sort();
    Ok(versions)
}

/// The names of what is pending, oldest first.
pub(crate) fn pending(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    let names = match connection {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(connection) => names_of(connection.pending_migrations(SQLITE)),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => names_of(connection.pending_migrations(POSTGRES)),
    };
    names.map_err(|source| StoreError::Migration {
        step: "list the pending migrations",
        source,
    })
}

fn run_on<C, DB>(connection: &mut C, source: EmbeddedMigrations) -> Result<Vec<String>, BoxedError>
where
    C: MigrationHarness<DB>,
    DB: diesel::backend::Backend,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let migrations = connection.pending_migrations(source)?;
    connection.run_migrations(&migrations)?;
    names_of(Ok(migrations))
}

fn names_of<DB: diesel::backend::Backend>(
    migrations: Result<Vec<Box<dyn Migration<DB>>>, BoxedError>,
) -> Result<Vec<String>, BoxedError> {
    Ok(migrations?
        .iter()
        .map(|migration| migration.name().to_string())
        .collect())
}

/// Several copies of the server may start at once on one PostgreSQL: the second waits and finds nothing
/// to do.
#[cfg(feature = "postgres")]
fn one_at_a_time(connection: &mut diesel::PgConnection) -> Result<Vec<String>, BoxedError> {
    use diesel::connection::SimpleConnection;
    // Any number, as long as it is always this one: "BLIS" in ASCII.
    connection.batch_execute("SELECT pg_advisory_lock(1112295763)")?;
    let done = run_on(connection, POSTGRES);
    connection.batch_execute("SELECT pg_advisory_unlock(1112295763)")?;
    done
}
