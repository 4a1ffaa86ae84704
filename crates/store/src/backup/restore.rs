//! Restoring a backup where there is nothing.

use super::error::BackupError;
use super::manifest::DatabaseKind;
use super::{Backup, BackupOptions, Progress};
use crate::address::DatabaseUrl;

impl Backup {
    /// Restores the backup into an empty database, and then counts and hashes every table there again.
    ///
    /// A SQLite file gets its name when all of it was found right. On PostgreSQL all tables come in one
    /// transaction; when they are found wrong after it, they stay, for somebody to look at.
    ///
    /// # Errors
    /// When the database is not empty or of the other kind, when this program is older than the backup, when the
    /// data is not what the manifest says, or when a step of it fails.
    pub fn restore(
        &self,
        url: &DatabaseUrl,
        options: &BackupOptions,
        progress: Progress<'_>,
    ) -> Result<(), BackupError> {
        let manifest = &self.manifest;
        manifest.require_known_migrations()?;
        match (manifest.database, url) {
            #[cfg(feature = "sqlite")]
            (DatabaseKind::Sqlite, DatabaseUrl::Sqlite(target)) => {
                super::sqlite::restore(manifest, &self.data(), target, progress)
            }
            #[cfg(feature = "postgres")]
            (DatabaseKind::Postgres, DatabaseUrl::Postgres(text)) => {
                super::postgres::restore(manifest, &self.data(), url, text, options, progress)
            }
            #[cfg(not(feature = "sqlite"))]
            (DatabaseKind::Sqlite, _) => Err(super::make::not_built_in(manifest.database)),
            #[cfg(not(feature = "postgres"))]
            (DatabaseKind::Postgres, _) => Err(super::make::not_built_in(manifest.database)),
            #[cfg_attr(
                not(all(feature = "sqlite", feature = "postgres")),
                expect(unreachable_patterns, reason = "the kind that is not built in is told above")
            )]
            _ => Err(BackupError::OtherKind {
                backup: manifest.database,
                url: url.to_string(),
            }),
        }
    }
}
