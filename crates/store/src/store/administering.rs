//! What those who run the installation do: the networks' members, backups.

use super::Store;
use crate::audit::{AuditContext, AuditDraft};
use crate::backup::{self, BackupError, BackupOptions, Manifest, Progress};
use crate::error::StoreError;
use crate::rows::{audit, networks, versions};
use blis_domain::area::AreaCode;
use blis_domain::audit::actions;
use blis_domain::network::NetworkCode;
use serde_json::json;
use std::path::Path;

impl Store {
    /// Puts these members in the place of those the networks have.
    ///
    /// # Errors
    /// [`StoreError::UnknownNetwork`], [`StoreError::UnknownArea`], or when the database fails.
    pub fn set_network_members(
        &self,
        members: &[(NetworkCode, AreaCode)],
        demonstration: bool,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let at = self.micros();
        let now = self.inner.database.write(|connection| {
            let before = versions::locked(connection)?;
            let changed = networks::replace_members(connection, members, demonstration)?;
            if changed.is_empty() {
                return Ok(before);
            }
            let next = before.reference_changed();
            versions::set(connection, next)?;
            for network in changed {
                let draft = AuditDraft {
                    before: Some(json!(network.before)),
                    after: Some(json!(network.after)),
                    network: Some(network.code.clone()),
                    ..AuditDraft::done(
                        context,
                        actions::SET_NETWORK_MEMBERS,
                        "network",
                        Some(network.code.as_str()),
                    )
                };
                audit::append(connection, &draft, at)?;
            }
            Ok(next)
        })?;
        self.inner.known.reference_changed(now);
        Ok(())
    }

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
