//! Checking a backup where it lies.

use super::error::BackupError;
use super::manifest::DatabaseKind;
use super::{Backup, BackupStep, Checked, Progress, folder};

impl Backup {
    /// Checks that the data is what the manifest says, as far as that can be seen without restoring it.
    ///
    /// # Errors
    /// When it is not, with the tables that differ; when it cannot be read; when this program could not restore
    /// it.
    pub fn check(&self, progress: Progress<'_>) -> Result<Checked, BackupError> {
        self.manifest.require_known_migrations()?;
        match self.manifest.database {
            #[cfg(feature = "sqlite")]
            DatabaseKind::Sqlite => {
                super::sqlite::check(&self.manifest, &self.data(), progress)?;
                Ok(Checked::Tables)
            }
            // This program cannot look into it.
            #[cfg(not(feature = "sqlite"))]
            DatabaseKind::Sqlite => self.check_file(progress),
            DatabaseKind::Postgres => self.check_file(progress),
        }
    }

    fn check_file(&self, progress: Progress<'_>) -> Result<Checked, BackupError> {
        progress(BackupStep::Data);
        folder::require_same(&self.data(), &self.manifest.data)?;
        Ok(Checked::File)
    }
}
