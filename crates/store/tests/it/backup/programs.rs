//! `pg_dump` and `pg_restore` as they may be found, or not.

use super::{Case, names};
use crate::support::{ScratchDatabase, options};
use blis_store::{BackupError, BackupOptions, Store};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A folder with programs of PostgreSQL as a test wants them.
fn programs(folder: &Path, script: &str) -> BackupOptions {
    for name in ["pg_dump", "pg_restore"] {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    BackupOptions {
        postgres_programs: Some(folder.to_owned()),
        ..BackupOptions::default()
    }
}

#[test]
fn what_hinders_pg_dump_is_told() {
    let Some(database) = ScratchDatabase::postgres() else {
        return;
    };
    let case = Case::new(&database);
    let bin = tempfile::tempdir().unwrap();
    let told = |options: &BackupOptions| {
        let error = case.harness.store.back_up(&case.path("b"), options, &mut |_| {});
        let error = error.unwrap_err().to_string();
        assert_eq!(names(case.folder.path()).len(), 0, "nothing stays behind");
        error
    };
    let none = BackupOptions {
        postgres_programs: Some(bin.path().to_owned()),
        ..BackupOptions::default()
    };
    assert!(told(&none).contains("postgresql-client"), "{}", told(&none));
    let old = told(&programs(bin.path(), "echo 'pg_dump (PostgreSQL) 9.6.24'"));
    assert!(old.contains("of release 9, the server of release"), "{old}");
    let full = "case $1 in --version) echo 'pg_dump (PostgreSQL) 99.1';; \
                *) echo 'could not write: No space left on device' >&2; exit 1;; esac";
    let full = told(&programs(bin.path(), full));
    assert!(
        full.contains("pg_dump has failed: could not write: No space left"),
        "{full}"
    );
}

#[test]
fn no_password_stands_on_a_command_line() {
    let Some(database) = ScratchDatabase::postgres() else {
        return;
    };
    let case = Case::new(&database);
    let bin = tempfile::tempdir().unwrap();
    let seen = bin.path().join("seen");
    let script = format!(
        "case $1 in --version) echo 'pg_dump (PostgreSQL) 99.1';; \
         *) echo \"$* / $PGPASSWORD\" > {}; exit 1;; esac",
        seen.display()
    );
    // A server that trusts the machine does not look at the password.
    let address = format!("{}&password=s%65cret", database.address());
    let store = Store::open(&address.parse().unwrap(), &options(case.harness.clock.clock())).unwrap();
    let made = store.back_up(&case.path("b"), &programs(bin.path(), &script), &mut |_| {});
    assert!(matches!(made, Err(BackupError::ProgramFailed { .. })), "{made:?}");
    let seen = std::fs::read_to_string(seen).unwrap();
    let (line, password) = seen.trim().split_once(" / ").unwrap();
    assert!(!line.contains("password=") && !line.contains("cret"), "{line}");
    assert_eq!(password, "secret");
}
