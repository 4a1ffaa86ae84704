//! Sessions as they are shown: to their owner, and to whoever asks for all that is held about a person.

use super::grants;
use super::sessions::{SessionWay, ends_at, longest};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{Micros, rfc3339};
use crate::schema::session;
use blis_domain::person::PersonId;
use diesel::prelude::*;

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionListed {
    /// Its id.
    pub id: String,
    /// The browser, as it named itself.
    pub device: String,
    /// The address it was opened from.
    pub address: String,
    /// When it was opened: RFC 3339, UTC.
    pub created_at: String,
    /// How it was opened.
    pub way: SessionWay,
    /// When it was used last, to the quarter of an hour: RFC 3339, UTC.
    pub last_seen_at: String,
    /// When it ends if it is not used: RFC 3339, UTC.
    pub expires_at: String,
}

/// A session, over or not, with all that is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionHeld {
    /// As its owner sees it.
    pub listed: SessionListed,
    /// Whether a second factor was shown.
    pub second_factor: bool,
    /// When it was ended before its time: RFC 3339, UTC.
    pub ended_at: Option<String>,
    /// Why it was.
    pub ended_because: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = session)]
struct HeldRow {
    id: String,
    way: String,
    device: String,
    address: String,
    created_at: Micros,
    last_seen_at: Micros,
    expires_at: Micros,
    second_factor: bool,
    ended_at: Option<Micros>,
    ended_because: Option<String>,
}

impl HeldRow {
    fn into_held(self) -> Result<SessionHeld, Corrupt> {
        Ok(SessionHeld {
            listed: SessionListed {
                id: self.id,
                way: SessionWay::of(&self.way)?,
                device: self.device,
                address: self.address,
                created_at: rfc3339(self.created_at)?,
                last_seen_at: rfc3339(self.last_seen_at)?,
                expires_at: rfc3339(self.expires_at)?,
            },
            second_factor: self.second_factor,
            ended_at: self.ended_at.map(rfc3339).transpose()?,
            ended_because: self.ended_because,
        })
    }
}

/// The open sessions of a person, the newest first.
pub(crate) fn open_of(
    connection: &mut AnyConnection,
    person: &PersonId,
    now: Micros,
) -> Result<Vec<SessionListed>, StoreError> {
    let most = longest(&grants::of_person(connection, person)?);
    let rows: Vec<HeldRow> = session::table
        .filter(session::person.eq(person.as_str()))
        .filter(session::ended_at.is_null())
        .filter(session::expires_at.gt(now))
        .order((session::created_at.desc(), session::id.desc()))
        .select(HeldRow::as_select())
        .load(connection)
        .step("read the open sessions of a person")?;
    rows.into_iter()
        .map(|row| HeldRow {
            expires_at: ends_at(row.created_at, row.expires_at, most),
            ..row
        })
        .filter(|row| row.expires_at > now)
        .map(|row| Ok(row.into_held()?.listed))
        .collect()
}

/// Every session of a person, over or not, the newest first.
pub(crate) fn all_of(
    connection: &mut AnyConnection,
    person: &PersonId,
) -> Result<Vec<SessionHeld>, StoreError> {
    let rows: Vec<HeldRow> = session::table
        .filter(session::person.eq(person.as_str()))
        .order((session::created_at.desc(), session::id.desc()))
        .select(HeldRow::as_select())
        .load(connection)
        .step("read every session of a person")?;
    rows.into_iter().map(|row| Ok(row.into_held()?)).collect()
}
