//! Backups: a copy of the whole database in a folder of its own, with a list of what must be in it.
//!
//! A backup is one folder: `manifest.json` and the data, which is a SQLite file or a dump of `pg_dump`. It is
//! made while others write, of one instant, under a name beside its own, and gets its name when it is whole.
//! The manifest counts and hashes each table in an encoding that is the same on both databases ([`digest`]), so
//! that one check tells whether a restored database holds what was backed up.
//!
//! Which tables there are is asked of the database: one that a later migration adds is in the backup without a
//! change here.

mod catalog;
mod check;
mod digest;
mod error;
mod folder;
#[cfg(feature = "postgres")]
mod login;
mod make;
mod manifest;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "postgres")]
mod programs;
mod restore;
mod settle;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use error::{BackupError, TableDifference};
pub use manifest::{DataFile, DatabaseKind, LeftOut, Manifest, TableDigest};
pub use settle::Restored;

pub(crate) use make::make;

use std::path::{Path, PathBuf};

/// The file of a backup that says what is in it.
const MANIFEST: &str = "manifest.json";

/// What may be chosen when a backup is made or restored.
#[derive(Debug, Clone, Default)]
pub struct BackupOptions {
    /// The folder with `pg_dump` and `pg_restore`; when nobody says, the one they are found in.
    pub postgres_programs: Option<PathBuf>,
    /// What belongs to the installation and is not in the database, for the manifest to name.
    pub left_out: Vec<LeftOut>,
}

/// How far a backup or its restoring has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupStep<'s> {
    /// The data is written: a copy of the file, a dump, or the restoring of it.
    Data,
    /// A table is counted and hashed.
    Table {
        /// Its name.
        name: &'s str,
        /// Its place, from 0.
        place: usize,
        /// How many there are.
        of: usize,
    },
}

/// Who is told how far it has come.
pub type Progress<'p> = &'p mut dyn FnMut(BackupStep<'_>);

/// A backup that was found.
#[derive(Debug, Clone)]
pub struct Backup {
    folder: PathBuf,
    manifest: Manifest,
}

/// How much of a backup a check could see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Every row of every table.
    Tables,
    /// That the dump is, byte by byte, the one that was made; its rows are seen when it is restored.
    File,
}

impl Backup {
    /// Reads the manifest of a backup.
    ///
    /// # Errors
    /// When there is none, it cannot be read, or a newer program wrote it.
    pub fn open(folder: &Path) -> Result<Backup, BackupError> {
        Ok(Backup {
            folder: folder.to_owned(),
            manifest: Manifest::read(&folder.join(MANIFEST))?,
        })
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Where its data is.
    fn data(&self) -> PathBuf {
        self.folder.join(self.manifest.database.file_name())
    }
}
