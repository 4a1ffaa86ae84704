//! What a backup says of itself.

use super::error::{BackupError, TableDifference};
use crate::address::DatabaseUrl;
use crate::migrations;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// The form of backups that this program writes. It is raised when a program that knows this one could not
/// restore the next.
const FORMAT: u32 = 1;

/// The list of what is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub format: u32,
    /// The release of BLIS that made it.
    pub program: String,
    /// The kind of database.
    pub database: DatabaseKind,
    /// The schema the tables are in, on PostgreSQL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// When it was made, in RFC 3339.
    pub made_at: String,
    /// The migrations the database has run, oldest first.
    pub migrations: Vec<String>,
    /// The tables, by name.
    pub tables: Vec<TableDigest>,
    /// The end of the audit log, `SEQ:HASH`; nothing when the release that the database is of had no log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit_head: Option<String>,
    /// The file with the data.
    pub data: DataFile,
    /// What the installation needs besides and the backup does not hold.
    pub left_out: Vec<LeftOut>,
}

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatabaseKind {
    /// A SQLite file.
    Sqlite,
    /// A PostgreSQL database.
    Postgres,
}

/// A table, counted and hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDigest {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// SHA-256 over its columns and its rows, in hexadecimal.
    pub sha256: String,
}

/// The file with the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataFile {
    /// Its name in the folder of the backup.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 over it, in hexadecimal.
    pub sha256: String,
}

/// Something that is not in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What it is.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

/// The one thing that is read before anything else of a manifest is understood.
#[derive(Deserialize)]
struct Form {
    format: u32,
}

impl Manifest {
    /// The form that this program writes.
    pub(super) const FORMAT: u32 = FORMAT;

    pub(super) fn read(path: &Path) -> Result<Manifest, BackupError> {
        let text = std::fs::read(path).map_err(|source| BackupError::File {
            step: "read",
            path: path.to_owned(),
            source,
        })?;
        let unreadable = |source| BackupError::Manifest {
            path: path.to_owned(),
            source,
        };
        let Form { format } = serde_json::from_slice(&text).map_err(unreadable)?;
        if format > FORMAT {
            return Err(BackupError::NewerFormat {
                path: path.to_owned(),
                format,
                known: FORMAT,
            });
        }
        serde_json::from_slice(&text).map_err(unreadable)
    }

    /// That this program knows each migration the backup has: it could not read the tables of others.
    pub(super) fn require_known_migrations(&self) -> Result<(), BackupError> {
        let known = migrations::known()?;
        let is_unknown = |name: &&String| !known.contains(*name);
        let unknown: Vec<String> = self.migrations.iter().filter(is_unknown).cloned().collect();
        match unknown.is_empty() {
            true => Ok(()),
            false => Err(BackupError::UnknownMigrations {
                program: self.program.clone(),
                unknown,
            }),
        }
    }

    /// That these are the tables of the manifest.
    pub(super) fn require(&self, found: &[TableDigest]) -> Result<(), BackupError> {
        let differences = differences(&self.tables, found);
        match differences.is_empty() {
            true => Ok(()),
            false => Err(BackupError::Differs { differences }),
        }
    }
}

fn differences(listed: &[TableDigest], found: &[TableDigest]) -> Vec<TableDifference> {
    let by_name = |tables| BTreeMap::from_iter(<[TableDigest]>::iter(tables).map(|one| (&one.name, one)));
    let (listed, found) = (by_name(listed), by_name(found));
    let mut differences = Vec::new();
    for (&name, one) in &listed {
        let table = name.clone();
        match found.get(name) {
            None => differences.push(TableDifference::Missing { table }),
            Some(other) if other.rows != one.rows => differences.push(TableDifference::Rows {
                table,
                listed: one.rows,
                found: other.rows,
            }),
            Some(other) if !other.sha256.eq_ignore_ascii_case(&one.sha256) => {
                differences.push(TableDifference::Content { table });
            }
            Some(_) => {}
        }
    }
    for name in found.keys().filter(|name| !listed.contains_key(*name)) {
        differences.push(TableDifference::Unlisted {
            table: (*name).clone(),
        });
    }
    differences
}

impl DatabaseKind {
    /// The kind of the database at an address.
    pub(super) fn of(url: &DatabaseUrl) -> DatabaseKind {
        match url {
            DatabaseUrl::Sqlite(_) => DatabaseKind::Sqlite,
            DatabaseUrl::Postgres(_) => DatabaseKind::Postgres,
        }
    }

    /// The name of the file with the data.
    pub(super) fn file_name(self) -> &'static str {
        match self {
            DatabaseKind::Sqlite => "blis.db",
            DatabaseKind::Postgres => "blis.dump",
        }
    }
}

impl fmt::Display for DatabaseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DatabaseKind::Sqlite => "SQLite",
            DatabaseKind::Postgres => "PostgreSQL",
        })
    }
}
