//! What those who run the installation do: machine clients, the networks' members.

use super::Store;
use crate::error::StoreError;
use crate::instant;
use crate::rows::clients::{self, MachineClient, NewClient};
use crate::rows::{networks, versions};
use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;

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
}
