//! Backups of PostgreSQL: `pg_dump` and this program look at one snapshot, so the dump and the hashes agree
//! whatever is written meanwhile.

use super::error::BackupError;
use super::make::Contents;
use super::manifest::Manifest;
use super::programs::Program;
use super::{BackupOptions, BackupStep, Progress, Restored, catalog, digest, folder};
use crate::address::DatabaseUrl;
use crate::database::{self, AnyConnection};
use crate::error::Step;
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use std::ffi::OsString;
use std::path::Path;

#[derive(QueryableByName)]
struct Here {
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    schema: Option<String>,
    #[diesel(sql_type = sql_types::Integer)]
    release: i32,
}

#[derive(QueryableByName)]
struct Exported {
    #[diesel(sql_type = sql_types::Text)]
    snapshot: String,
}

/// Dumps the schema that the program uses.
pub(super) fn dump(
    url: &DatabaseUrl,
    text: &str,
    file: &Path,
    options: &BackupOptions,
    progress: Progress<'_>,
) -> Result<Contents, BackupError> {
    let mut connection = database::apart(url)?;
    let Here { schema, release } = here(&mut connection)?;
    let schema = schema.ok_or_else(|| BackupError::NothingThere { url: url.to_string() })?;
    let program = Program::named("pg_dump", options.postgres_programs.as_deref());
    program.require_release(u32::try_from(release / 10_000).unwrap_or_default())?;
    // pg_dump keeps the rights of a file that is there.
    drop(folder::create(file)?);
    progress(BackupStep::Data);
    // The snapshot lives as long as the transaction that gave it away: to the end of the dump.
    database::snapshot(&mut connection, |connection| {
        let Exported { snapshot } = sql_query("select pg_export_snapshot() as snapshot")
            .get_result(connection)
            .step("share the snapshot with pg_dump")?;
        let running = program.start(
            text,
            [
                OsString::from("--format=custom"),
                format!("--snapshot={snapshot}").into(),
                // It is a pattern: without quotes a letter or a star of the name could mean another.
                format!("--schema=\"{}\"", schema.replace('"', "\"\"")).into(),
                argument("--file=", file),
            ],
        )?;
        let contents = Contents::of(connection, Some(schema), url, progress)?;
        running.finish()?;
        Ok(contents)
    })
}

/// Restores a dump into an empty schema of the same name.
pub(super) fn restore(
    manifest: &Manifest,
    file: &Path,
    url: &DatabaseUrl,
    text: &str,
    options: &BackupOptions,
    progress: Progress<'_>,
    settle: impl FnOnce(&mut AnyConnection) -> Result<Restored, BackupError>,
) -> Result<Restored, BackupError> {
    let mut connection = database::apart(url)?;
    let found = here(&mut connection)?.schema;
    let schema = match &manifest.schema {
        Some(schema) if found.as_ref() == Some(schema) => schema,
        other => {
            return Err(BackupError::OtherSchema {
                backup: other.clone().unwrap_or_default(),
                url: url.to_string(),
                found,
            });
        }
    };
    if let Some(table) = catalog::tables(&mut connection)?.into_iter().next() {
        return Err(BackupError::NotEmpty {
            url: url.to_string(),
            table: table.name,
        });
    }
    // What is not the dump that was made is not let at the database at all.
    folder::require_same(file, &manifest.data)?;
    progress(BackupStep::Data);
    let program = Program::named("pg_restore", options.postgres_programs.as_deref());
    let running = program.start(
        text,
        [
            OsString::from("--single-transaction"),
            // The roles of the machine it came from need not be here.
            "--no-owner".into(),
            "--no-privileges".into(),
            // With it the schema itself is not made: an empty database has it already.
            format!("--schema={schema}").into(),
            file.into(),
        ],
    )?;
    running.finish()?;
    let tables = database::snapshot(&mut connection, |connection| digest::tables(connection, progress))?;
    manifest
        .require(&tables)
        .map_err(|source| BackupError::RestoredWrong {
            url: url.to_string(),
            source: Box::new(source),
        })?;
    settle(&mut connection).map_err(|source| BackupError::Unsettled {
        url: url.to_string(),
        source: Box::new(source),
    })
}

fn here(connection: &mut AnyConnection) -> Result<Here, BackupError> {
    let sql =
        "select current_schema()::text as schema, current_setting('server_version_num')::int as release";
    Ok(sql_query(sql)
        .get_result(connection)
        .step("ask the server for its release")?)
}

fn argument(flag: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(flag);
    argument.push(path);
    argument
}
