//! Backup and restore: the same tables elsewhere, and every difference told by the name of its table.

mod encoding;
mod faults;
mod programs;
mod round_trip;

use crate::support::{Harness, JELGAVA, SALDUS, ScratchDatabase, batch, nothing, row};
use blis_domain::receipt::BatchRecord;
use blis_store::{AllowedAddresses, AuditContext, NewSecret};
use blis_store::{Backup, BackupError, BackupOptions, Checked, Manifest, NewClient, TableDigest};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A database with something in every table, and a folder for its backups.
struct Case {
    harness: Harness,
    folder: TempDir,
    record: BatchRecord,
}

impl Case {
    fn new(database: &ScratchDatabase) -> Case {
        let harness = Harness::new(database);
        harness
            .store
            .add_client(
                NewClient {
                    id: "srda".to_owned(),
                    name: "SRDA, with a ' and a \" and a \\".to_owned(),
                    feed: Some("srda".to_owned()),
                    scopes: vec!["feed:write".to_owned()],
                    allowed_addresses: AllowedAddresses::parse(&["192.0.2.0/24"]).unwrap(),
                    secret: Some(NewSecret {
                        hash: [0xA7; 32],
                        expires_at: None,
                    }),
                },
                &AuditContext::command("test"),
            )
            .unwrap();
        harness
            .store
            .set_network_members(
                &[("N4".parse().unwrap(), SALDUS.parse().unwrap())],
                true,
                &AuditContext::command("test"),
            )
            .unwrap();
        harness.push(batch([
            row("CTX.POP", SALDUS, 2012, 1000.0),
            row("CTX.POP65", SALDUS, 2012, 101.5),
            row("CTX.UNEMP", JELGAVA, 2013, 0.1),
            nothing("CTX.UNEMP", SALDUS, 2013, "Q"),
        ]));
        let record = harness.push(batch([row("CTX.POP", SALDUS, 2012, 1001.0)])).record;
        Case {
            harness,
            folder: tempfile::tempdir().unwrap(),
            record,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn back_up(&self, name: &str) -> Manifest {
        let made = self
            .harness
            .store
            .back_up(&self.path(name), &BackupOptions::default(), &mut |_| {});
        made.unwrap_or_else(|error| panic!("{error:?}"))
    }

    fn restore(&self, name: &str, to: &ScratchDatabase) -> Result<(), BackupError> {
        Backup::open(&self.path(name))?.restore(
            &to.address().parse().unwrap(),
            &BackupOptions::default(),
            &mut |_| {},
        )
    }

    fn check(&self, name: &str) -> Result<Checked, BackupError> {
        Backup::open(&self.path(name))?.check(&mut |_| {})
    }

    /// Changes the manifest of a backup.
    fn forge(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let path = self.path(name).join("manifest.json");
        let mut manifest = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        change(&mut manifest);
        std::fs::write(&path, manifest.to_string()).unwrap();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The tables as they are in a database now.
fn tables(database: &ScratchDatabase) -> Vec<TableDigest> {
    let folder = tempfile::tempdir().unwrap();
    let harness = Harness::unmigrated(database);
    let to = folder.path().join("b");
    let made = harness.store.back_up(&to, &BackupOptions::default(), &mut |_| {});
    made.unwrap().tables
}
