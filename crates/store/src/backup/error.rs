//! What can go wrong when a backup is made, checked or restored.

use super::DatabaseKind;
use crate::error::StoreError;
use std::fmt;
use std::path::PathBuf;

/// Why a backup could not be made, checked or restored. Each names its step; the cause is its `source`.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or folder cannot be read or written.
    #[error("cannot {step} {}", .path.display())]
    File {
        /// What was being done.
        step: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
    /// Something has the name of the backup.
    #[error("{} exists already: a backup is never written over another", .path.display())]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// Not a database of BLIS.
    #[error("there are no tables of BLIS in {url}: there is nothing to back up")]
    NothingThere {
        /// The database.
        url: String,
    },
    /// A table cannot be read.
    #[error("cannot read the table `{table}`")]
    Table {
        /// The table.
        table: String,
        /// Why.
        source: diesel::result::Error,
    },
    /// A column whose values have no encoding.
    #[error("the column `{table}.{column}` is of the type {kind}, which a backup cannot hash")]
    ColumnType {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Its type.
        kind: String,
    },
    /// `pg_dump` or `pg_restore` cannot be started.
    #[error("cannot start {program}: it comes with PostgreSQL's programs, on Debian in postgresql-client")]
    ProgramMissing {
        /// The program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// `pg_dump` or `pg_restore` has failed.
    #[error("{program} has failed: {told}")]
    ProgramFailed {
        /// The program.
        program: &'static str,
        /// What it said.
        told: String,
    },
    /// `pg_dump` does not dump servers newer than itself.
    #[error(
        "{program} is of release {release}, the server of release {server}: install \
         postgresql-client-{server}, or name the folder that holds its programs"
    )]
    ProgramTooOld {
        /// The program.
        program: &'static str,
        /// Its main release.
        release: u32,
        /// The main release of the server.
        server: u32,
    },
    /// The address holds what no program may be told on its command line.
    #[error("the address of the PostgreSQL server {why}")]
    Address {
        /// What is wrong with it.
        why: &'static str,
    },
    /// The manifest is not one.
    #[error("{} is not the manifest of a backup", .path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// A newer program made the backup.
    #[error(
        "{} has the form {format}, and this program knows those up to {known}: take a newer program",
        .path.display()
    )]
    NewerFormat {
        /// The manifest.
        path: PathBuf,
        /// Its form.
        format: u32,
        /// The newest form this program knows.
        known: u32,
    },
    /// The backup has tables that this program does not know.
    #[error(
        "the backup was made by BLIS {program}, with migrations unknown to this program: {}",
        .unknown.join(", ")
    )]
    UnknownMigrations {
        /// The release that made the backup.
        program: String,
        /// The migrations.
        unknown: Vec<String>,
    },
    /// The backup is of the other kind of database.
    #[error("the backup is of a {backup} database, and {url} is not one")]
    OtherKind {
        /// What the backup is of.
        backup: DatabaseKind,
        /// Where it was to be restored.
        url: String,
    },
    /// The tables would stand in a schema that the program does not look into.
    #[error("the backup is of the schema `{backup}`, and {url} leads to {}", named(.found.as_deref()))]
    OtherSchema {
        /// The schema of the backup.
        backup: String,
        /// Where it was to be restored.
        url: String,
        /// The schema that is there.
        found: Option<String>,
    },
    /// The file that was to be made is there.
    #[error("{} exists already: a backup is restored where there is no database", .path.display())]
    DatabaseExists {
        /// The file.
        path: PathBuf,
    },
    /// The database that was to be filled is not empty.
    #[error("{url} holds tables already, such as `{table}`: a backup is restored into an empty database")]
    NotEmpty {
        /// The database.
        url: String,
        /// One of them.
        table: String,
    },
    /// The tables are not those of the manifest.
    #[error("not what the manifest says: {}", joined(.differences))]
    Differs {
        /// All differences.
        differences: Vec<TableDifference>,
    },
    /// SQLite finds its file damaged.
    #[error("the file {} is damaged: {told}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        told: String,
    },
    /// The data is not the one that was backed up.
    #[error("{} is not the file that was backed up: its size or its SHA-256 is another", .path.display())]
    OtherFile {
        /// The file.
        path: PathBuf,
    },
    /// The database was restored, and what must not come back with it could not be ended.
    #[error(
        "{url} was filled, but what the backup brings back, such as sessions, could not be ended; do not use it"
    )]
    Unsettled {
        /// The database.
        url: String,
        /// Why.
        source: Box<BackupError>,
    },
    /// The database was restored, and is not what was backed up.
    #[error("{url} was filled, but is not what was backed up; do not use it")]
    RestoredWrong {
        /// The database.
        url: String,
        /// The differences.
        source: Box<BackupError>,
    },
}

/// How a table differs from what the manifest says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableDifference {
    /// It is not there.
    Missing {
        /// The table.
        table: String,
    },
    /// The manifest does not know it.
    Unlisted {
        /// The table.
        table: String,
    },
    /// It has more rows or fewer.
    Rows {
        /// The table.
        table: String,
        /// How many the manifest says.
        listed: u64,
        /// How many there are.
        found: u64,
    },
    /// It has as many rows, and others.
    Content {
        /// The table.
        table: String,
    },
}

impl fmt::Display for TableDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableDifference::Missing { table } => write!(f, "the table `{table}` is missing"),
            TableDifference::Unlisted { table } => write!(f, "the table `{table}` is not in the manifest"),
            TableDifference::Rows { table, listed, found } => {
                write!(f, "the table `{table}` has {found} rows instead of {listed}")
            }
            TableDifference::Content { table } => write!(f, "the table `{table}` holds other values"),
        }
    }
}

fn joined(differences: &[TableDifference]) -> String {
    let texts: Vec<String> = differences.iter().map(ToString::to_string).collect();
    texts.join("; ")
}

fn named(schema: Option<&str>) -> String {
    match schema {
        Some(name) => format!("the schema `{name}`"),
        None => "no schema".to_owned(),
    }
}
