//! Machine clients and their secrets: who may sign in as a program, from where, and with what.

use super::Store;
use crate::audit::{AuditContext, AuditDraft};
use crate::error::StoreError;
use crate::instant::{micros, rfc3339};
use crate::rows::audit;
use crate::rows::client_secrets::{self, KeptSecret, NewSecret};
use crate::rows::clients::{self, ClientChange, ClientListed, MachineClient, NewClient};
use blis_domain::audit::actions;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

/// What the entries of the log call a client.
const KIND: &str = "client";

impl Store {
    /// Adds a machine client.
    ///
    /// # Errors
    /// [`StoreError::ClientExists`], also of one that was removed; [`StoreError::UnknownFeed`]; or when the database
    /// fails.
    pub fn add_client(&self, new: NewClient, context: &AuditContext) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            clients::insert(connection, &new, now)?;
            let mut after = json!({
                "name": new.name,
                "feed": new.feed,
                "scopes": new.scopes,
                "allowed_addresses": new.allowed_addresses.texts(),
            });
            if let Some(secret) = &new.secret {
                let id = client_secrets::insert(connection, &new.id, secret, now)?;
                after["secret"] = secret_told(&id, secret)?;
            }
            let draft = AuditDraft {
                after: Some(after),
                ..AuditDraft::done(context, actions::ADD_CLIENT, KIND, Some(&new.id))
            };
            audit::append(connection, &draft, now).map(drop)
        })
    }

    /// The machine client with this id, unless it was removed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn client(&self, id: &str) -> Result<Option<MachineClient>, StoreError> {
        let find = |connection: &mut _| clients::find(connection, id);
        self.inner.database.read(find)
    }

    /// The machine client with this id, unless it was removed, or its secret with that id does not hold now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn client_by_secret(
        &self,
        id: &str,
        secret: &str,
        now: OffsetDateTime,
    ) -> Result<Option<MachineClient>, StoreError> {
        let now = micros(now);
        self.inner.database.read(
            |connection| match client_secrets::holds(connection, id, secret, now)? {
                true => clients::find(connection, id),
                false => Ok(None),
            },
        )
    }

    /// The machine client with this id, and the secrets of this id that hold now. Both are looked for in any case, so that
    /// an unknown client costs what a known one does.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn client_to_sign_in(
        &self,
        id: &str,
        now: OffsetDateTime,
    ) -> Result<(Option<MachineClient>, Vec<KeptSecret>), StoreError> {
        let now = micros(now);
        self.inner.database.read(|connection| {
            let client = clients::find(connection, id)?;
            Ok((client, client_secrets::holding(connection, id, now)?))
        })
    }

    /// The machine clients with their secrets, by id, without those removed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn clients(&self, now: OffsetDateTime) -> Result<Vec<ClientListed>, StoreError> {
        let now = micros(now);
        self.inner.database.read(|connection| {
            let mut secrets = client_secrets::all(connection, None, now)?;
            Ok(clients::all(connection)?
                .into_iter()
                .map(|client| {
                    let own = secrets.extract_if(.., |(of, _)| *of == client.id);
                    let secrets = own.map(|(_, secret)| secret).collect();
                    ClientListed { client, secrets }
                })
                .collect())
        })
    }

    /// A machine client with its secrets, unless it was removed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn client_listed(&self, id: &str, now: OffsetDateTime) -> Result<Option<ClientListed>, StoreError> {
        let now = micros(now);
        self.inner.database.read(|connection| {
            let Some(client) = clients::find(connection, id)? else {
                return Ok(None);
            };
            let secrets = client_secrets::all(connection, Some(id), now)?;
            let secrets = secrets.into_iter().map(|(_, secret)| secret).collect();
            Ok(Some(ClientListed { client, secrets }))
        })
    }

    /// Changes a machine client; with an expected version only if nobody changed it since. Without a difference
    /// nothing is done.
    ///
    /// # Errors
    /// [`StoreError::UnknownClient`], [`StoreError::Stale`], or when the database fails.
    pub fn change_client(
        &self,
        id: &str,
        to: &ClientChange,
        expected: Option<u64>,
        context: &AuditContext,
    ) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let before = clients::hold(connection, id)?;
            if expected.is_some_and(|expected| expected != before.version) {
                return Err(StoreError::Stale);
            }
            let to = different(to, &before);
            if to == ClientChange::default() {
                return Ok(());
            }
            clients::raise(connection, id)?;
            clients::change(connection, id, &to, now)?;
            for draft in told(&to, &before, context) {
                audit::append(connection, &draft, now)?;
            }
            Ok(())
        })
    }

    /// Removes a machine client for good: it is in no list, never signs in again, and its secrets are taken back. Its
    /// id is not given again, for receipts and the audit log name it.
    ///
    /// # Errors
    /// [`StoreError::UnknownClient`], or when the database fails.
    pub fn remove_client(&self, id: &str, context: &AuditContext) -> Result<(), StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let before = clients::hold(connection, id)?;
            clients::raise(connection, id)?;
            let secrets = client_secrets::revoke(connection, id, None, now)?;
            clients::remove(connection, id, now)?;
            let draft = AuditDraft {
                before: Some(json!({ "name": before.name, "feed": before.feed, "scopes": before.scopes })),
                after: Some(json!({ "secrets_revoked": secrets })),
                ..AuditDraft::done(context, actions::REMOVE_CLIENT, KIND, Some(id))
            };
            audit::append(connection, &draft, now).map(drop)
        })
    }

    /// Adds a secret beside those that hold. Gives its id.
    ///
    /// # Errors
    /// [`StoreError::UnknownClient`], [`StoreError::TooManySecrets`], or when the database fails.
    pub fn add_client_secret(
        &self,
        client: &str,
        new: &NewSecret,
        context: &AuditContext,
    ) -> Result<String, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            clients::hold(connection, client)?;
            clients::raise(connection, client)?;
            let id = client_secrets::insert(connection, client, new, now)?;
            let draft = AuditDraft {
                after: Some(json!({ "secret": secret_told(&id, new)? })),
                ..AuditDraft::done(context, actions::ADD_CLIENT_SECRET, KIND, Some(client))
            };
            audit::append(connection, &draft, now)?;
            Ok(id)
        })
    }

    /// Takes a secret back: it opens nothing from now on. `false` when the client has no such secret, or it was taken
    /// back before.
    ///
    /// # Errors
    /// [`StoreError::UnknownClient`], or when the database fails.
    pub fn revoke_client_secret(
        &self,
        client: &str,
        secret: &str,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            clients::hold(connection, client)?;
            if client_secrets::revoke(connection, client, Some(secret), now)? == 0 {
                return Ok(false);
            }
            clients::raise(connection, client)?;
            let draft = AuditDraft {
                after: Some(json!({ "secret": { "id": secret } })),
                ..AuditDraft::done(context, actions::REVOKE_CLIENT_SECRET, KIND, Some(client))
            };
            audit::append(connection, &draft, now)?;
            Ok(true)
        })
    }

    /// Writes down that a secret was used, at most once a minute, and only where nobody else writes at this moment:
    /// nobody waits for it. Whether it was written.
    ///
    /// # Errors
    /// When the database fails.
    pub fn client_secret_used(&self, secret: &str, now: OffsetDateTime) -> Result<bool, StoreError> {
        let now = micros(now);
        let write = |connection: &mut _| client_secrets::used(connection, secret, now);
        Ok(self.inner.database.write_if_free(write)?.unwrap_or(false))
    }
}

/// What the log is told of a secret: which it is and when it ends, and nothing that opens anything.
fn secret_told(id: &str, new: &NewSecret) -> Result<Value, StoreError> {
    let expires_at = new.expires_at.map(|end| rfc3339(micros(end))).transpose()?;
    Ok(json!({ "id": id, "expires_at": expires_at }))
}

/// What of a change is another than before.
fn different(to: &ClientChange, before: &MachineClient) -> ClientChange {
    fn unlike<T: Clone + PartialEq>(to: &Option<T>, before: &T) -> Option<T> {
        to.clone().filter(|to| to != before)
    }
    ClientChange {
        name: unlike(&to.name, &before.name),
        scopes: unlike(&to.scopes, &before.scopes),
        allowed_addresses: unlike(&to.allowed_addresses, &before.allowed_addresses),
        suspended: unlike(&to.suspended, &before.suspended),
    }
}

/// The entries of a change: one for what the client is, one for whether it is kept out.
fn told(to: &ClientChange, before: &MachineClient, context: &AuditContext) -> Vec<AuditDraft> {
    let (mut was, mut is) = (Map::new(), Map::new());
    let mut note = |name: &str, before: Value, after: Value| {
        was.insert(name.to_owned(), before);
        is.insert(name.to_owned(), after);
    };
    if let Some(name) = &to.name {
        note("name", json!(before.name), json!(name));
    }
    if let Some(scopes) = &to.scopes {
        note("scopes", json!(before.scopes), json!(scopes));
    }
    if let Some(addresses) = &to.allowed_addresses {
        let before = json!(before.allowed_addresses.texts());
        note("allowed_addresses", before, json!(addresses.texts()));
    }
    let mut drafts = Vec::new();
    if !was.is_empty() {
        drafts.push(AuditDraft {
            before: Some(Value::Object(was)),
            after: Some(Value::Object(is)),
            ..AuditDraft::done(context, actions::CHANGE_CLIENT, KIND, Some(&before.id))
        });
    }
    if let Some(suspended) = to.suspended {
        let action = match suspended {
            true => actions::SUSPEND_CLIENT,
            false => actions::RESUME_CLIENT,
        };
        drafts.push(AuditDraft::done(context, action, KIND, Some(&before.id)));
    }
    drafts
}
