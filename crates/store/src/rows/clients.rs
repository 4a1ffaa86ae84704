//! Machine clients: programs that sign in with an id and a secret.

use super::client_secrets::{ClientSecret, NewSecret};
use super::unsigned;
use crate::allowed_addresses::AllowedAddresses;
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError, is_twice};
use crate::instant::{Micros, rfc3339};
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
    /// Where it may come from.
    pub allowed_addresses: AllowedAddresses,
    /// Its first secret; without one it cannot sign in yet.
    pub secret: Option<NewSecret>,
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
    /// Where it may come from.
    pub allowed_addresses: AllowedAddresses,
    /// Whether it is kept out, for now.
    pub suspended: bool,
    /// When it was made, RFC 3339 in UTC.
    pub created_at: String,
    /// The number of its last change; the tag of the resource.
    pub version: u64,
}

/// A machine client with its secrets, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientListed {
    /// The client.
    pub client: MachineClient,
    /// Its secrets, those too that do not hold any more.
    pub secrets: Vec<ClientSecret>,
}

/// What is to be another at a client; what is nothing stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientChange {
    /// What people call it.
    pub name: Option<String>,
    /// Its scopes.
    pub scopes: Option<Vec<String>>,
    /// Where it may come from.
    pub allowed_addresses: Option<AllowedAddresses>,
    /// Whether it is kept out.
    pub suspended: Option<bool>,
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
    created_at: Micros,
    allowed_addresses: String,
    suspended_at: Option<Micros>,
    removed_at: Option<Micros>,
    version: i64,
}

impl ClientRow {
    fn into_client(self) -> Result<MachineClient, Corrupt> {
        let corrupt = |_| Corrupt::new("machine_client.allowed_addresses", &self.allowed_addresses);
        let networks: Vec<&str> = self.allowed_addresses.split_whitespace().collect();
        Ok(MachineClient {
            allowed_addresses: AllowedAddresses::parse(&networks).map_err(corrupt)?,
            id: self.id,
            name: self.name,
            feed: self.feed,
            scopes: self.scopes.split_whitespace().map(str::to_owned).collect(),
            suspended: self.suspended_at.is_some(),
            created_at: rfc3339(self.created_at)?,
            version: unsigned("machine_client.version", self.version)?,
        })
    }
}

/// The client with this id, unless it was removed.
pub(crate) fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<MachineClient>, StoreError> {
    if super::cannot_be_stored(id) {
        return Ok(None);
    }
    let row: Option<ClientRow> = machine_client::table
        .find(id)
        .filter(machine_client::removed_at.is_null())
        .select(ClientRow::as_select())
        .first(connection)
        .optional()
        .step("read the machine client")?;
    Ok(row.map(ClientRow::into_client).transpose()?)
}

/// The client with this id.
pub(crate) fn require(connection: &mut AnyConnection, id: &str) -> Result<MachineClient, StoreError> {
    find(connection, id)?.ok_or_else(|| StoreError::UnknownClient(id.chars().take(80).collect()))
}

/// Every client but those removed, by id.
pub(crate) fn all(connection: &mut AnyConnection) -> Result<Vec<MachineClient>, StoreError> {
    let rows: Vec<ClientRow> = machine_client::table
        .filter(machine_client::removed_at.is_null())
        .order(machine_client::id)
        .select(ClientRow::as_select())
        .load(connection)
        .step("read the machine clients")?;
    Ok(rows
        .into_iter()
        .map(ClientRow::into_client)
        .collect::<Result<Vec<_>, Corrupt>>()?)
}

/// Adds a client, without its secret. The id of one that was removed is not given again: receipts name it.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: &NewClient,
    created_at: Micros,
) -> Result<(), StoreError> {
    let there = diesel::select(diesel::dsl::exists(machine_client::table.find(&new.id)))
        .get_result::<bool>(connection)
        .step("look for the machine client")?;
    if there {
        return Err(StoreError::ClientExists(new.id.clone()));
    }
    if let Some(feed) = &new.feed {
        super::feeds::require(connection, feed)?;
    }
    let row = ClientRow {
        id: new.id.clone(),
        name: new.name.clone(),
        feed: new.feed.clone(),
        scopes: new.scopes.join(" "),
        created_at,
        allowed_addresses: new.allowed_addresses.texts().join(" "),
        suspended_at: None,
        removed_at: None,
        version: 1,
    };
    let added = diesel::insert_into(machine_client::table)
        .values(row)
        .execute(connection);
    match added {
        Err(error) if is_twice(&error, "machine_client_pk") => Err(StoreError::ClientExists(new.id.clone())),
        added => added.map(drop).step("add the machine client"),
    }
}

/// Lets nobody else change a client before the end of the transaction, and gives it as it is then.
pub(crate) fn hold(connection: &mut AnyConnection, id: &str) -> Result<MachineClient, StoreError> {
    // First asked for without holding it: an id of the outside may be one that cannot be stored.
    require(connection, id)?;
    diesel::update(machine_client::table.find(id))
        .set(machine_client::version.eq(machine_client::version))
        .execute(connection)
        .step("hold the machine client")?;
    // Whoever held it before may have changed or removed it.
    require(connection, id)
}

/// Raises the version of a client that is held.
pub(crate) fn raise(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    diesel::update(machine_client::table.find(id))
        .set(machine_client::version.eq(machine_client::version + 1))
        .execute(connection)
        .map(drop)
        .step("raise the version of the machine client")
}

/// Changes a client that is held.
pub(crate) fn change(
    connection: &mut AnyConnection,
    id: &str,
    to: &ClientChange,
    now: Micros,
) -> Result<(), StoreError> {
    let target = || machine_client::table.find(id);
    let step = "change the machine client";
    if let Some(name) = &to.name {
        let set = machine_client::name.eq(name);
        diesel::update(target()).set(set).execute(connection).step(step)?;
    }
    if let Some(scopes) = &to.scopes {
        let set = machine_client::scopes.eq(scopes.join(" "));
        diesel::update(target()).set(set).execute(connection).step(step)?;
    }
    if let Some(addresses) = &to.allowed_addresses {
        let set = machine_client::allowed_addresses.eq(addresses.texts().join(" "));
        diesel::update(target()).set(set).execute(connection).step(step)?;
    }
    if let Some(suspended) = to.suspended {
        let set = machine_client::suspended_at.eq(suspended.then_some(now));
        diesel::update(target()).set(set).execute(connection).step(step)?;
    }
    Ok(())
}

/// Removes a client that is held: it never signs in again, and its row stays for those who read its receipts.
pub(crate) fn remove(connection: &mut AnyConnection, id: &str, now: Micros) -> Result<(), StoreError> {
    diesel::update(machine_client::table.find(id))
        .set(machine_client::removed_at.eq(now))
        .execute(connection)
        .map(drop)
        .step("remove the machine client")
}
