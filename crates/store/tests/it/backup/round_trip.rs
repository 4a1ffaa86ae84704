//! What was backed up is there again.

use super::{Case, names, tables};
use crate::support::{Harness, JELGAVA, Kind, SALDUS, batch, row};
use blis_store::{Backup, BackupError, BackupOptions, StoreError, TableDigest};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// What restoring changes once it has found everything right.
const SETTLED: [&str; 6] = [
    "audit_detail",
    "audit_entry",
    "audit_head",
    "data_change",
    "data_version",
    "indicator_version",
];

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

on_both! {
    fn what_was_backed_up_is_there_elsewhere(database) {
        let case = Case::new(database);
        let manifest = case.back_up("b");
        assert_eq!(manifest.made_at, "2026-11-20T12:00:00Z", "the store's clock says when");
        assert_eq!(manifest.migrations.len(), manifest.tables.iter().find(|one| one.name.starts_with("__diesel"))
            .map(|one| usize::try_from(one.rows).unwrap()).unwrap());
        for table in ["observation", "batch", "machine_client", "network_member", "idempotency", "data_version"] {
            let listed = manifest.tables.iter().find(|one| one.name == table).unwrap();
            assert!(listed.rows > 0, "{table} is not empty");
            assert_eq!(listed.rows, database.count(table), "{table}");
        }
        // What is written afterwards is not in it.
        case.harness.push(batch([row("CTX.POP", JELGAVA, 2014, 5.0)]));

        let elsewhere = database.elsewhere();
        let after = case.restore("b", &elsewhere).unwrap();
        let as_backed_up = |tables: Vec<TableDigest>| -> Vec<TableDigest> {
            tables.into_iter().filter(|table| !SETTLED.contains(&table.name.as_str())).collect()
        };
        assert_eq!(as_backed_up(tables(&elsewhere)), as_backed_up(manifest.tables.clone()));
        assert_ne!(as_backed_up(tables(database)), as_backed_up(manifest.tables.clone()));
        let restored = Harness::unmigrated(&elsewhere);
        restored.store.check_ready().unwrap();
        assert_eq!(restored.store.data_version().unwrap(), after.data_version);
        assert_eq!(restored.value("CTX.POP", SALDUS, 2012), Some(1001.0));
        assert_eq!(restored.store.batch("srda", &case.record.id).unwrap(), Some(case.record));
        // It goes on: numbers that the database gives out itself do not begin anew.
        let reply = restored.push(batch([row("CTX.POP", SALDUS, 2012, 1002.0)]));
        assert_eq!((reply.record.version, reply.record.counts.changed), (after.data_version + 1, 1));
    }
}

on_both! {
    fn a_backup_is_its_owners_alone_and_nothing_is_beside_it(database) {
        let case = Case::new(database);
        let manifest = case.back_up("b");
        let data = case.path("b").join(&manifest.data.file);
        assert_eq!(mode(&case.path("b")), 0o700);
        assert_eq!((mode(&data), mode(&case.path("b").join("manifest.json"))), (0o600, 0o600));
        assert_eq!(names(case.folder.path()), ["b"]);
        assert_eq!(names(&case.path("b")), [manifest.data.file.as_str(), "manifest.json"]);

        let options = BackupOptions::default();
        let again = case.harness.store.back_up(&case.path("b"), &options, &mut |_| {});
        assert!(matches!(again, Err(BackupError::Exists { .. })), "{again:?}");
        assert_eq!(Backup::open(&case.path("b")).unwrap().manifest(), &manifest, "it stays as it was");
        let nowhere = case.harness.store.back_up(&case.path("no/such/b"), &options, &mut |_| {});
        assert!(matches!(nowhere, Err(BackupError::File { .. })), "{nowhere:?}");
        assert_eq!(names(case.folder.path()), ["b"]);
    }
}

on_both! {
    fn tables_of_later_migrations_are_in_it(database) {
        let case = Case::new(database);
        let bytes = match database.kind() { Kind::Sqlite => "blob", Kind::Postgres => "bytea" };
        database.execute(&format!("create table \"Later one\" (b {bytes}, a text)"));
        database.execute("insert into \"Later one\" (a) values ('x'), (null), ('x')");
        let manifest = case.back_up("b");
        let listed = manifest.tables.iter().find(|one| one.name == "Later one").unwrap();
        assert_eq!(listed.rows, 3);
        let elsewhere = database.elsewhere();
        case.restore("b", &elsewhere).unwrap();
        assert_eq!(elsewhere.count("\"Later one\""), 3);

        let odd = match database.kind() { Kind::Sqlite => "date", Kind::Postgres => "interval" };
        database.execute(&format!("create table odd (x {odd})"));
        let refused = case.harness.store.back_up(&case.path("c"), &BackupOptions::default(), &mut |_| {});
        assert!(refused.unwrap_err().to_string().contains("`odd.x`"), "a value that cannot be hashed is told");
        assert_eq!(names(case.folder.path()), ["b"], "and nothing stays behind");
    }
}

on_both! {
    fn a_database_older_than_the_program_is_backed_up_and_restored(database) {
        let case = Case::new(database);
        let newest = database.lines("select max(version) as line from __diesel_schema_migrations");
        // As it was before the last migration, as far as the list tells.
        database.execute(&format!("delete from __diesel_schema_migrations where version = '{}'", newest[0]));
        let manifest = case.back_up("b");
        assert!(!manifest.migrations.contains(&newest[0]));
        let elsewhere = database.elsewhere();
        case.restore("b", &elsewhere).unwrap();
        let ready = Harness::unmigrated(&elsewhere).store.check_ready();
        assert!(matches!(ready, Err(StoreError::MigrationsPending { .. })), "{ready:?}");
    }
}

on_both! {
    fn there_is_no_backup_of_nothing(database) {
        let harness = Harness::unmigrated(database);
        let folder = tempfile::tempdir().unwrap();
        let made = harness.store.back_up(&folder.path().join("b"), &BackupOptions::default(), &mut |_| {});
        assert!(matches!(made, Err(BackupError::NothingThere { .. })), "{made:?}");
        assert_eq!(names(folder.path()).len(), 0);
    }
}
