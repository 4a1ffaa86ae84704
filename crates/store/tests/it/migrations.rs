//! The migrations: both folders alike, forth and back, and in agreement with `schema.rs`.

mod keep_members;
mod number_the_changes;
mod split_client_secrets;
mod tell_of_roles_given;

use crate::support::{Harness, Kind, ScratchDatabase};
use blis_store::StoreError;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn folder(kind: Kind) -> PathBuf {
    let name = match kind {
        Kind::Sqlite => "sqlite",
        Kind::Postgres => "postgres",
    };
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../migrations")
        .join(name)
}

/// Takes the migrations back, down to this one.
fn back(database: &ScratchDatabase, version: &str) {
    fn run<DB: diesel::backend::Backend>(
        harness: &mut impl MigrationHarness<DB>,
        source: FileBasedMigrations,
        version: &str,
    ) {
        while harness.revert_last_migration(source.clone()).unwrap().to_string() != version {}
    }
    let source = FileBasedMigrations::from_path(folder(database.kind())).unwrap();
    match database.kind() {
        Kind::Sqlite => run(&mut database.sqlite_connection(), source, version),
        Kind::Postgres => run(&mut database.pg_connection(), source, version),
    }
}

fn listing(kind: Kind) -> Vec<String> {
    let mut files = Vec::new();
    for migration in std::fs::read_dir(folder(kind)).unwrap() {
        let migration = migration.unwrap();
        for file in std::fs::read_dir(migration.path()).unwrap() {
            let (migration, file) = (migration.file_name(), file.unwrap().file_name());
            files.push(format!("{}/{}", migration.display(), file.display()));
        }
    }
    files.sort();
    files
}

#[test]
fn both_databases_have_the_same_migrations_each_with_its_way_back() {
    let sqlite = listing(Kind::Sqlite);
    assert_eq!(
        sqlite,
        listing(Kind::Postgres),
        "a change of the tables is made on both databases, under one name"
    );
    for up in sqlite.iter().filter(|file| file.ends_with("/up.sql")) {
        let down = up.replace("/up.sql", "/down.sql");
        assert!(sqlite.contains(&down), "{up} needs a {down}");
    }
}

#[test]
fn each_migration_says_why() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        for file in listing(kind) {
            let text = std::fs::read_to_string(folder(kind).join(&file)).unwrap();
            assert!(
                text.starts_with("-- "),
                "{file} begins with a comment that says why"
            );
        }
    }
}

on_both! {
    fn forth_back_and_forth_again(database) {
        let source = FileBasedMigrations::from_path(folder(database.kind())).unwrap();
        let empty = tables(database);
        run(database, |harness| harness.run_pending_migrations(source.clone()).map(drop),
            |harness| harness.run_pending_migrations(source.clone()).map(drop));
        let full = tables(database);
        assert!(full.len() > 10, "the migrations make tables");
        run(database, |harness| harness.revert_all_migrations(source.clone()).map(drop),
            |harness| harness.revert_all_migrations(source.clone()).map(drop));
        assert_eq!(tables(database), empty, "the way back leaves nothing behind");
        run(database, |harness| harness.run_pending_migrations(source.clone()).map(drop),
            |harness| harness.run_pending_migrations(source.clone()).map(drop));
        assert_eq!(tables(database), full);
    }
}

/// Runs a step on the connection of the kind at hand; both closures say the same on another type.
fn run(
    database: &ScratchDatabase,
    sqlite: impl FnOnce(&mut diesel::SqliteConnection) -> diesel::migration::Result<()>,
    postgres: impl FnOnce(&mut diesel::PgConnection) -> diesel::migration::Result<()>,
) {
    match database.kind() {
        Kind::Sqlite => sqlite(&mut database.sqlite_connection()).unwrap(),
        Kind::Postgres => postgres(&mut database.pg_connection()).unwrap(),
    }
}

/// `table.column type null|not null` of every column there is, but for Diesel's own table.
fn tables(database: &ScratchDatabase) -> Vec<String> {
    let lines = database.lines(match database.kind() {
        Kind::Sqlite => {
            "select t.name || '.' || c.name || ' ' || lower(c.type) \
             || case when c.\"notnull\" = 1 then ' not null' else ' null' end as line \
             from sqlite_schema t join pragma_table_info(t.name) c \
             where t.type = 'table' and t.name not like 'sqlite_%' order by line"
        }
        Kind::Postgres => {
            "select table_name || '.' || column_name || ' ' || data_type \
             || case is_nullable when 'NO' then ' not null' else ' null' end as line \
             from information_schema.columns where table_schema = current_schema() order by line"
        }
    });
    let own = |line: &String| !line.starts_with("__diesel");
    lines.into_iter().filter(own).collect()
}

on_both! {
    fn schema_rs_agrees_with_the_tables(database) {
        Harness::new(database);
        let mut written = tables(database);
        let mut read = schema_rs(database.kind());
        written.sort();
        read.sort();
        assert_eq!(written, read, "left: what the migrations made; right: what src/schema.rs says");
    }
}

/// The columns of `schema.rs` as `tables` writes them, for one database.
fn schema_rs(kind: Kind) -> Vec<String> {
    let types: BTreeMap<&str, &str> = match kind {
        Kind::Sqlite => [
            ("Text", "text"),
            ("Integer", "integer"),
            ("BigInt", "integer"),
            ("Bool", "integer"),
            ("Double", "real"),
            ("Binary", "blob"),
        ],
        Kind::Postgres => [
            ("Text", "text"),
            ("Integer", "integer"),
            ("BigInt", "bigint"),
            ("Bool", "boolean"),
            ("Double", "double precision"),
            ("Binary", "bytea"),
        ],
    }
    .into();
    let mut table = "";
    let mut columns = Vec::new();
    for line in include_str!("../../src/schema.rs").lines().map(str::trim) {
        if let Some((column, r#type)) = line.strip_suffix(',').and_then(|line| line.split_once(" -> ")) {
            let inner = r#type
                .strip_prefix("Nullable<")
                .and_then(|rest| rest.strip_suffix('>'));
            let null = if inner.is_some() { "null" } else { "not null" };
            let sql = types[inner.unwrap_or(r#type)];
            columns.push(format!("{table}.{column} {sql} {null}"));
        } else if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with('{')) {
            table = name;
        }
    }
    columns
}

on_both! {
    fn a_store_is_ready_once_it_is_migrated(database) {
        let shipped = listing(Kind::Sqlite).len() / 2;
        let harness = Harness::unmigrated(database);
        match harness.store.check_ready() {
            Err(StoreError::MigrationsPending { pending }) => {
                assert_eq!(pending.len(), shipped);
                assert!(pending[0].ends_with("_create_reference"), "{pending:?} are named, oldest first");
            }
            other => panic!("an empty database lacks all migrations, and not {other:?}"),
        }
        let first = harness.store.migrate().unwrap();
        assert_eq!(first.applied.len(), shipped);
        assert!(first.applied[0].ends_with("_create_reference"), "{:?}", first.applied);
        assert!(first.reference_added > 200, "{} entries shipped", first.reference_added);
        harness.store.check_ready().unwrap();
        let second = harness.store.migrate().unwrap();
        assert_eq!(second, blis_store::MigrationReport::default(), "a second run finds nothing to do");
    }
}

on_both! {
    fn what_an_earlier_release_shipped_otherwise_follows_this_one(database) {
        let harness = Harness::new(database);
        let before = harness.store.indicators().unwrap();
        database.execute(
            "delete from sheet_version; \
             update indicator_text set name = 'x' where indicator = 'CTX.POP' and language = 'en'; \
             update area set valid_to = null, population = 1 where code = '0840200'; \
             delete from area_successor where area = '0840200'; \
             update unit set sdmx = null where code = 'percent'; \
             update network set coordinator = 'Anna' where code = 'N2'",
        );
        let report = harness.store.migrate().unwrap();
        assert_eq!((report.reference_added, report.reference_updated), (0, 3));
        assert_eq!(harness.store.indicators().unwrap(), before);
        let networks = harness.store.networks().unwrap();
        assert_eq!(
            networks[1].coordinator.as_deref(),
            Some("Anna"),
            "what belongs to a network's life is not shipped, and stays"
        );
    }
}
