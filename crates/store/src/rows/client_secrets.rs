//! The secrets of machine clients: several at once, each with an end of its own.

use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros, micros, rfc3339};
use crate::schema::client_secret;
use diesel::prelude::*;
use std::fmt;
use time::OffsetDateTime;

/// How many secrets of a client hold at once, at most.
pub const MOST_SECRETS: usize = 5;

/// How often the use of a secret is written down, at most.
const USES_APART: Micros = 60 * 1_000_000;

/// A secret to be added.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSecret {
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    /// When it ends; nothing for one that does not.
    pub expires_at: Option<OffsetDateTime>,
}

/// What is known of a secret, without the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientSecret {
    /// Its id.
    pub id: String,
    /// When it was made, RFC 3339 in UTC.
    pub created_at: String,
    /// When it ends, RFC 3339 in UTC.
    pub expires_at: Option<String>,
    /// When it was last shown, to the minute, RFC 3339 in UTC.
    pub last_used_at: Option<String>,
    /// When it was taken back, RFC 3339 in UTC.
    pub revoked_at: Option<String>,
    /// Whether it holds still.
    pub holds: bool,
    /// Whole days until it ends; nothing for one that does not.
    pub days_left: Option<i64>,
}

/// A secret that holds, to compare another with.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptSecret {
    /// Its id.
    pub id: String,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    /// Whether its last use was written down less than a minute ago.
    pub used_just_now: bool,
}

impl fmt::Debug for NewSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewSecret(until {:?})", self.expires_at)
    }
}

impl fmt::Debug for KeptSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeptSecret({})", self.id)
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = client_secret)]
struct SecretRow {
    id: String,
    client: String,
    hash: Vec<u8>,
    created_at: Micros,
    expires_at: Option<Micros>,
    last_used_at: Option<Micros>,
    revoked_at: Option<Micros>,
}

impl SecretRow {
    fn holds(&self, now: Micros) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| end > now)
    }

    fn into_kept(self, now: Micros) -> Result<KeptSecret, Corrupt> {
        let hash = <[u8; 32]>::try_from(self.hash.as_slice()).map_err(|_| {
            let length = format!("{} bytes", self.hash.len());
            Corrupt::new("client_secret.hash", length)
        })?;
        Ok(KeptSecret {
            id: self.id,
            hash,
            used_just_now: self.last_used_at.is_some_and(|last| last > now - USES_APART),
        })
    }

    fn into_secret(self, now: Micros) -> Result<ClientSecret, Corrupt> {
        let holds = self.holds(now);
        Ok(ClientSecret {
            created_at: rfc3339(self.created_at)?,
            expires_at: self.expires_at.map(rfc3339).transpose()?,
            last_used_at: self.last_used_at.map(rfc3339).transpose()?,
            revoked_at: self.revoked_at.map(rfc3339).transpose()?,
            days_left: self.expires_at.map(|end| (end - now).div_euclid(86_400_000_000)),
            id: self.id,
            holds,
        })
    }
}

/// The secrets of a client that hold now. Read in the same way for a client that is not there.
pub(crate) fn holding(
    connection: &mut AnyConnection,
    client: &str,
    now: Micros,
) -> Result<Vec<KeptSecret>, StoreError> {
    if super::cannot_be_stored(client) {
        return Ok(Vec::new());
    }
    let rows: Vec<SecretRow> = client_secret::table
        .filter(client_secret::client.eq(client))
        .filter(client_secret::revoked_at.is_null())
        .filter(
            client_secret::expires_at
                .is_null()
                .or(client_secret::expires_at.gt(now)),
        )
        .order((client_secret::created_at.desc(), client_secret::id.desc()))
        .select(SecretRow::as_select())
        .load(connection)
        .step("read the secrets of the machine client")?;
    Ok(rows
        .into_iter()
        .map(|row| row.into_kept(now))
        .collect::<Result<Vec<_>, Corrupt>>()?)
}

/// Whether a secret of a client holds now.
pub(crate) fn holds(
    connection: &mut AnyConnection,
    client: &str,
    secret: &str,
    now: Micros,
) -> Result<bool, StoreError> {
    let holding = holding(connection, client, now)?;
    Ok(holding.iter().any(|kept| kept.id == secret))
}

/// Every secret of every client, or of one, with its client, the newest first.
pub(crate) fn all(
    connection: &mut AnyConnection,
    client: Option<&str>,
    now: Micros,
) -> Result<Vec<(String, ClientSecret)>, StoreError> {
    let mut query = client_secret::table
        .order((client_secret::created_at.desc(), client_secret::id.desc()))
        .select(SecretRow::as_select())
        .into_boxed();
    if let Some(client) = client {
        query = query.filter(client_secret::client.eq(client.to_owned()));
    }
    let rows: Vec<SecretRow> = query
        .load(connection)
        .step("read the secrets of the machine clients")?;
    Ok(rows
        .into_iter()
        .map(|row| Ok((row.client.clone(), row.into_secret(now)?)))
        .collect::<Result<Vec<_>, Corrupt>>()?)
}

/// Adds a secret to a client that is held. Gives its id.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    client: &str,
    new: &NewSecret,
    now: Micros,
) -> Result<String, StoreError> {
    if holding(connection, client, now)?.len() >= MOST_SECRETS {
        return Err(StoreError::TooManySecrets(client.to_owned()));
    }
    let row = SecretRow {
        id: instant::id(now),
        client: client.to_owned(),
        hash: new.hash.to_vec(),
        created_at: now,
        expires_at: new.expires_at.map(micros),
        last_used_at: None,
        revoked_at: None,
    };
    let id = row.id.clone();
    diesel::insert_into(client_secret::table)
        .values(row)
        .execute(connection)
        .step("add a secret to the machine client")?;
    Ok(id)
}

/// Takes a secret of a client back, or all of them; how many held until now.
pub(crate) fn revoke(
    connection: &mut AnyConnection,
    client: &str,
    secret: Option<&str>,
    now: Micros,
) -> Result<usize, StoreError> {
    if secret.is_some_and(super::cannot_be_stored) {
        return Ok(0);
    }
    let of_client = client_secret::table
        .filter(client_secret::client.eq(client.to_owned()))
        .filter(client_secret::revoked_at.is_null());
    let set = client_secret::revoked_at.eq(now);
    let done = match secret {
        Some(secret) => diesel::update(of_client.filter(client_secret::id.eq(secret.to_owned())))
            .set(set)
            .execute(connection),
        None => diesel::update(of_client).set(set).execute(connection),
    };
    done.step("take a secret of the machine client back")
}

/// Writes down that a secret was used; nothing when that was written less than a minute ago.
pub(crate) fn used(connection: &mut AnyConnection, id: &str, now: Micros) -> Result<bool, StoreError> {
    let last = client_secret::last_used_at;
    diesel::update(
        client_secret::table
            .find(id)
            .filter(last.is_null().or(last.le(now - USES_APART))),
    )
    .set(last.eq(now))
    .execute(connection)
    .map(|changed| changed > 0)
    .step("write down the use of a secret")
}
