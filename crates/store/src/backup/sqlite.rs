//! Backups of SQLite: `VACUUM INTO` copies one snapshot of the file while the writer goes on.

use super::error::BackupError;
use super::make::Contents;
use super::manifest::Manifest;
use super::{BackupStep, Progress, Restored, digest, folder};
use crate::address::DatabaseUrl;
use crate::database::{self, AnyConnection};
use crate::error::{Step, StoreError};
use diesel::connection::SimpleConnection;
use diesel::{Connection, QueryableByName, RunQueryDsl, sql_query, sql_types};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::io;
use std::path::{Path, PathBuf};

/// What SQLite would read as something else in the address of a file.
const OUTSIDE_A_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');

/// The files that SQLite keeps beside a database. One that is left of another database would be read into this
/// one.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

#[derive(QueryableByName)]
struct Told {
    #[diesel(sql_type = sql_types::Text)]
    told: String,
}

/// Copies the database into a new file.
pub(super) fn copy(url: &DatabaseUrl, file: &Path, progress: Progress<'_>) -> Result<Contents, BackupError> {
    let mut connection = database::apart(url)?;
    // SQLite fills an empty file, and leaves it the rights it has.
    drop(folder::create(file)?);
    progress(BackupStep::Data);
    connection
        // The copy counts as writing, although the database itself is only read.
        .batch_execute("PRAGMA query_only = OFF")
        .step("copy the database")?;
    sql_query("VACUUM INTO ?")
        .bind::<sql_types::Text, _>(text_of(file)?)
        .execute(&mut connection)
        .step("copy the database")?;
    drop(connection);
    folder::sync(file)?;
    // Of the copy, not of the database: another batch may be in that one by now.
    let contents = Contents::of(&mut read_only(file)?, None, url, progress)?;
    require_sound(file)?;
    Ok(contents)
}

/// That a file holds what the manifest says, in every row of every table.
pub(super) fn check(manifest: &Manifest, file: &Path, progress: Progress<'_>) -> Result<(), BackupError> {
    let mut connection = read_only(file)?;
    let tables = database::snapshot(&mut connection, |connection| digest::tables(connection, progress))?;
    manifest.require(&tables)?;
    require_sound(file)?;
    // Last: of a changed value, the name of its table says more than that the file is another.
    folder::require_same(file, &manifest.data)
}

/// Puts the file of a backup where there is none.
pub(super) fn restore(
    manifest: &Manifest,
    file: &Path,
    target: &Path,
    progress: Progress<'_>,
    settle: impl FnOnce(&mut AnyConnection) -> Result<Restored, BackupError>,
) -> Result<Restored, BackupError> {
    require_absent(target)?;
    progress(BackupStep::Data);
    let copy = NewFile(folder::beside(target)?);
    let mut from = std::fs::File::open(file).map_err(folder::file("read", file))?;
    let mut to = folder::create(&copy.0)?;
    io::copy(&mut from, &mut to)
        .and_then(|_| to.sync_all())
        .map_err(folder::file("write", &copy.0))?;
    drop(to);
    check(manifest, &copy.0, progress)?;
    // Before it has its name: nobody can open a database in which what ended is open again.
    let restored = settle(&mut read_write(&copy.0)?)?;
    folder::sync(&copy.0)?;
    require_absent(target)?;
    std::fs::rename(&copy.0, target).map_err(folder::file("give its name to", target))?;
    folder::sync(&folder::parent(target))?;
    Ok(restored)
}

/// A file that goes again unless it was given another name.
struct NewFile(PathBuf);

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.0)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, path = %self.0.display(), "an unfinished copy stays behind");
        }
    }
}

fn require_absent(target: &Path) -> Result<(), BackupError> {
    for ending in ["", COMPANIONS[0], COMPANIONS[1], COMPANIONS[2]] {
        let mut path = target.as_os_str().to_owned();
        path.push(ending);
        let path = PathBuf::from(path);
        match std::fs::symlink_metadata(&path) {
            Ok(_) => return Err(BackupError::DatabaseExists { path }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(folder::file("look for", &path)(source)),
        }
    }
    Ok(())
}

/// Opens a file of a backup so that nothing is written to it or beside it.
fn read_only(file: &Path) -> Result<AnyConnection, BackupError> {
    opened(file, "ro")
}

/// Opens a copy to write to it. What is written is in the file itself when the transaction ends: a journal beside it
/// would not move with it.
fn read_write(file: &Path) -> Result<AnyConnection, BackupError> {
    let mut connection = opened(file, "rw")?;
    connection
        .batch_execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;")
        .step("set up the copy of the database")?;
    Ok(connection)
}

fn opened(file: &Path, mode: &str) -> Result<AnyConnection, BackupError> {
    // SQLite says of a file that is not there only that it cannot be opened.
    std::fs::metadata(file).map_err(folder::file("read", file))?;
    let path = utf8_percent_encode(text_of(file)?, OUTSIDE_A_PATH);
    let connection = diesel::SqliteConnection::establish(&format!("file:{path}?mode={mode}"));
    Ok(connection
        .map(AnyConnection::Sqlite)
        .map_err(|source| StoreError::Open {
            url: DatabaseUrl::Sqlite(file.to_owned()).to_string(),
            source,
        })?)
}

/// That SQLite finds its file in order: pages, indexes, constraints.
fn require_sound(file: &Path) -> Result<(), BackupError> {
    let told: Vec<Told> = sql_query("select integrity_check as told from pragma_integrity_check limit 5")
        .load(&mut read_only(file)?)
        .step("check the file of the database")?;
    match told.iter().all(|one| one.told == "ok") {
        true => Ok(()),
        false => Err(BackupError::Damaged {
            path: file.to_owned(),
            told: told
                .into_iter()
                .map(|one| one.told)
                .collect::<Vec<_>>()
                .join("; "),
        }),
    }
}

fn text_of(path: &Path) -> Result<&str, BackupError> {
    path.to_str().ok_or_else(|| {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "the path is not UTF-8");
        folder::file("hand to SQLite", path)(source)
    })
}
