//! What those who run the installation do: backups.

use super::Store;
use crate::backup::{self, BackupError, BackupOptions, Manifest, Progress};
use std::path::Path;

impl Store {
    /// Backs the database up into a new folder, while others read and write. Whatever was committed before this
    /// call is in it.
    ///
    /// The tables may be older than the program: a backup is made before they are migrated.
    ///
    /// # Errors
    /// When the folder is there already or cannot be written, when there is nothing to back up, when `pg_dump` is
    /// not there or too old, or when the database fails. Then no folder is left.
    pub fn back_up(
        &self,
        to: &Path,
        options: &BackupOptions,
        progress: Progress<'_>,
    ) -> Result<Manifest, BackupError> {
        let now = self.micros();
        backup::make(&self.inner.url, now, to, options, progress)
    }
}
