//! What those who run the installation do: machine clients, the networks' members.

use super::Store;
use crate::backup::{self, BackupError, BackupOptions, Manifest, Progress};
use crate::error::StoreError;
use crate::instant;
use crate::rows::clients::{self, MachineClient, NewClient};
use crate::rows::{networks, versions};
use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;
use std::path::Path;

impl Store {
    /// Adds a machine client.
    ///
    /// # Errors
    /// [`StoreError::ClientExists`], [`StoreError::UnknownFeed`], or when the database fails.
    pub fn add_client(&self, new: NewClient) -> Result<(), StoreError> {
        let now = instant::micros(self.inner.clock.now());
        let insert = |connection: &mut _| clients::insert(connection, new, now);
        self.inner.database.write(insert)
    }

    /// The machine client with this id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn client(&self, id: &str) -> Result<Option<MachineClient>, StoreError> {
        let find = |connection: &mut _| clients::find(connection, id);
        self.inner.database.read(find)
    }

    /// Puts these members in the place of those the networks have.
    ///
    /// # Errors
    /// [`StoreError::UnknownNetwork`], [`StoreError::UnknownArea`], or when the database fails.
    pub fn set_network_members(
        &self,
        members: &[(NetworkCode, AreaCode)],
        demonstration: bool,
    ) -> Result<(), StoreError> {
        let now = self.inner.database.write(|connection| {
            let before = versions::locked(connection)?;
            if !networks::replace_members(connection, members, demonstration)? {
                return Ok(before);
            }
            let next = before.reference_changed();
            versions::set(connection, next)?;
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
        let now = instant::micros(self.inner.clock.now());
        backup::make(&self.inner.url, now, to, options, progress)
    }
}
