//! Restoring a backup where there is nothing.

use super::error::BackupError;
use super::manifest::DatabaseKind;
use super::settle;
use super::{Backup, BackupOptions, Progress, Restored};
use crate::address::DatabaseUrl;
use crate::audit::AuditContext;
use crate::database::AnyConnection;
use crate::instant;
use crate::options::Clock;

impl Backup {
    /// Restores the backup into an empty database, counts and hashes every table there again, and then ends what must
    /// not come back with it: see [`Restored`].
    ///
    /// A SQLite file gets its name when all of it was found right. On PostgreSQL all tables come in one
    /// transaction; when they are found wrong after it, they stay, for somebody to look at.
    ///
    /// # Errors
    /// When the database is not empty or of the other kind, when this program is older than the backup, when the
    /// data is not what the manifest says, or when a step of it fails.
    #[cfg_attr(
        not(feature = "postgres"),
        expect(unused_variables, reason = "the options are for PostgreSQL's programs")
    )]
    pub fn restore(
        &self,
        url: &DatabaseUrl,
        options: &BackupOptions,
        clock: &Clock,
        context: &AuditContext,
        progress: Progress<'_>,
    ) -> Result<Restored, BackupError> {
        let manifest = &self.manifest;
        let settle = |connection: &mut AnyConnection| {
            let now = instant::micros(clock.now());
            settle::settle(connection, &manifest.made_at, now, context)
        };
        manifest.require_known_migrations()?;
        if DatabaseKind::of(url) != manifest.database {
            return Err(BackupError::OtherKind {
                backup: manifest.database,
                url: url.to_string(),
            });
        }
        match url {
            #[cfg(feature = "sqlite")]
            DatabaseUrl::Sqlite(target) => {
                super::sqlite::restore(manifest, &self.data(), target, progress, settle)
            }
            #[cfg(feature = "postgres")]
            DatabaseUrl::Postgres(text) => {
                super::postgres::restore(manifest, &self.data(), url, text, options, progress, settle)
            }
            #[cfg(not(all(feature = "sqlite", feature = "postgres")))]
            _ => Err(super::make::not_built_in(manifest.database)),
        }
    }
}
