//! Making a backup.

use super::error::BackupError;
use super::folder::{self, NewFolder};
use super::manifest::{DatabaseKind, Manifest, TableDigest};
use super::{BackupOptions, MANIFEST, Progress, catalog, digest};
use crate::address::DatabaseUrl;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant::{self, Micros};
use crate::rows::audit;
use std::path::Path;

/// What is in the data that was written.
pub(super) struct Contents {
    schema: Option<String>,
    migrations: Vec<String>,
    tables: Vec<TableDigest>,
    audit_head: Option<String>,
}

impl Contents {
    /// Counts and hashes what a connection sees, in one snapshot.
    pub(super) fn of(
        connection: &mut AnyConnection,
        schema: Option<String>,
        url: &DatabaseUrl,
        progress: Progress<'_>,
    ) -> Result<Contents, BackupError> {
        let tables = catalog::tables(connection)?;
        if !tables.iter().any(|table| table.name == catalog::MIGRATIONS) {
            return Err(BackupError::NothingThere { url: url.to_string() });
        }
        // A database older than the log is backed up too, before it is migrated.
        let audit_head = match tables.iter().any(|table| table.name == "audit_head") {
            true => Some(audit::head(connection)?.to_string()),
            false => None,
        };
        Ok(Contents {
            audit_head,
            schema,
            migrations: catalog::migrations(connection)?,
            tables: digest::tables(connection, progress)?,
        })
    }
}

/// Makes a backup of a database as a new folder. What was committed before `now` is in it.
pub(crate) fn make(
    url: &DatabaseUrl,
    now: Micros,
    to: &Path,
    options: &BackupOptions,
    progress: Progress<'_>,
) -> Result<Manifest, BackupError> {
    let folder = NewFolder::begin(to)?;
    let database = DatabaseKind::of(url);
    let name = database.file_name();
    let file = folder.path(name);
    let contents = match url {
        #[cfg(feature = "sqlite")]
        DatabaseUrl::Sqlite(_) => super::sqlite::copy(url, &file, progress)?,
        #[cfg(feature = "postgres")]
        DatabaseUrl::Postgres(text) => super::postgres::dump(url, text, &file, options, progress)?,
        #[cfg(not(all(feature = "sqlite", feature = "postgres")))]
        _ => return Err(not_built_in(database)),
    };
    folder::sync(&file)?;
    let manifest = Manifest {
        format: Manifest::FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        database,
        schema: contents.schema,
        made_at: instant::rfc3339(now).map_err(StoreError::from)?,
        migrations: contents.migrations,
        tables: contents.tables,
        audit_head: contents.audit_head,
        data: folder::digest(&file, name)?,
        left_out: options.left_out.clone(),
    };
    folder.finish(MANIFEST, &manifest)?;
    Ok(manifest)
}

#[cfg(not(all(feature = "sqlite", feature = "postgres")))]
pub(super) fn not_built_in(database: DatabaseKind) -> BackupError {
    let database = match database {
        DatabaseKind::Sqlite => "SQLite",
        DatabaseKind::Postgres => "PostgreSQL",
    };
    StoreError::NotBuiltIn { database }.into()
}
