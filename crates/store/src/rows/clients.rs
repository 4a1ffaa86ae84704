//! Machine clients: programs that sign in with an id and a secret.

use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::schema::machine_client;
use diesel::prelude::*;
use std::fmt;

/// A machine client to be added.
#[derive(Clone, PartialEq, Eq)]
pub struct NewClient {
    /// Its id, which it signs in with.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The feed it may push to.
    pub feed: Option<String>,
    /// Its scopes: `feed:write`, `data:read`.
    pub scopes: Vec<String>,
    /// SHA-256 of its secret.
    pub secret_hash: [u8; 32],
}

/// A machine client.
#[derive(Clone, PartialEq, Eq)]
pub struct MachineClient {
    /// Its id, which it signs in with.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The feed it may push to.
    pub feed: Option<String>,
    /// Its scopes.
    pub scopes: Vec<String>,
    /// SHA-256 of its secret.
    pub secret_hash: [u8; 32],
}

impl fmt::Debug for NewClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewClient({})", self.id)
    }
}

impl fmt::Debug for MachineClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MachineClient({})", self.id)
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = machine_client)]
struct ClientRow {
    id: String,
    name: String,
    feed: Option<String>,
    scopes: String,
    secret_hash: Vec<u8>,
    created_at: Micros,
}

impl ClientRow {
    fn into_client(self) -> Result<MachineClient, Corrupt> {
        let secret_hash = <[u8; 32]>::try_from(self.secret_hash.as_slice()).map_err(|_| {
            let length = format!("{} bytes", self.secret_hash.len());
            Corrupt::new("machine_client.secret_hash", length)
        })?;
        Ok(MachineClient {
            id: self.id,
            name: self.name,
            feed: self.feed,
            scopes: self.scopes.split_whitespace().map(str::to_owned).collect(),
            secret_hash,
        })
    }
}

/// The client with this id.
pub(crate) fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<MachineClient>, StoreError> {
    if super::cannot_be_stored(id) {
        return Ok(None);
    }
    let row: Option<ClientRow> = machine_client::table
        .find(id)
        .select(ClientRow::as_select())
        .first(connection)
        .optional()
        .step("read the machine client")?;
    Ok(row.map(ClientRow::into_client).transpose()?)
}

/// Adds a client.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: NewClient,
    created_at: Micros,
) -> Result<(), StoreError> {
    if find(connection, &new.id)?.is_some() {
        return Err(StoreError::ClientExists(new.id));
    }
    if let Some(feed) = &new.feed {
        super::feeds::require(connection, feed)?;
    }
    let row = ClientRow {
        id: new.id,
        name: new.name,
        feed: new.feed,
        scopes: new.scopes.join(" "),
        secret_hash: new.secret_hash.to_vec(),
        created_at,
    };
    diesel::insert_into(machine_client::table)
        .values(row)
        .execute(connection)
        .map(drop)
        .step("add the machine client")
}
