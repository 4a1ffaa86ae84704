//! Sessions: one sign-in in one browser each, a family of refresh tokens of which one is current.

use super::parsed;
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{Micros, rfc3339};
use crate::schema::{refresh_token, session};
use blis_domain::person::PersonId;
use diesel::prelude::*;
use std::fmt;
use time::Duration;

/// How long a refresh token that was replaced is remembered, so that one shown again is known: a day.
const REPLACED_KEPT_MICROS: Micros = 86_400_000_000;

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionWay {
    /// With the password kept here.
    Password,
    /// Through another service (OpenID Connect).
    External,
}

impl SessionWay {
    pub(crate) fn code(self) -> &'static str {
        match self {
            SessionWay::Password => "password",
            SessionWay::External => "external",
        }
    }

    fn of(code: &str) -> Result<SessionWay, Corrupt> {
        match code {
            "password" => Ok(SessionWay::Password),
            "external" => Ok(SessionWay::External),
            _ => Err(Corrupt::new("session.way", code)),
        }
    }
}

/// Why a session ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// Its owner signed out in it.
    SignedOut,
    /// Its owner, or somebody who may, ended it from elsewhere.
    Ended,
    /// A refresh token came a second time: one of the two who showed it is a thief.
    TokenReused,
    /// The password was set anew.
    PasswordSet,
    /// The account was suspended.
    Suspended,
    /// The person was erased.
    Erased,
}

impl SessionEnd {
    pub(crate) fn code(self) -> &'static str {
        match self {
            SessionEnd::SignedOut => "signed_out",
            SessionEnd::Ended => "ended",
            SessionEnd::TokenReused => "token_reused",
            SessionEnd::PasswordSet => "password_set",
            SessionEnd::Suspended => "suspended",
            SessionEnd::Erased => "erased",
        }
    }
}

/// How long a session lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLife {
    /// Without being used.
    pub idle: Duration,
    /// At the most.
    pub most: Duration,
}

/// A session to be opened.
#[derive(Clone)]
pub struct NewSession {
    /// Whose.
    pub person: PersonId,
    /// How they signed in.
    pub way: SessionWay,
    /// The hash that the password was checked against; it must be the one that holds when the session is opened.
    pub password_hash: Option<String>,
    /// Whether a second factor was shown; by a code of ours it is [`crate::Store::open_session_by_code`] that knows.
    pub second_factor: bool,
    /// What a page must send with every change.
    pub csrf: String,
    /// SHA-256 of its first refresh token.
    pub refresh_hash: [u8; 32],
    /// The browser, as it names itself.
    pub device: String,
    /// The address it was opened from.
    pub address: String,
    /// How long it lasts.
    pub life: SessionLife,
}

impl fmt::Debug for NewSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewSession({})", self.person)
    }
}

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

/// A session that is open.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = session)]
pub(crate) struct SessionRow {
    pub(crate) id: String,
    person: String,
    pub(crate) csrf: String,
    way: String,
    pub(crate) second_factor: bool,
    pub(crate) created_at: Micros,
    pub(crate) expires_at: Micros,
    confirmed_at: Option<Micros>,
}

impl SessionRow {
    pub(crate) fn person(&self) -> Result<PersonId, Corrupt> {
        parsed("session.person", &self.person)
    }

    pub(crate) fn way(&self) -> Result<SessionWay, Corrupt> {
        SessionWay::of(&self.way)
    }

    /// When the person last showed who they are: when they signed in, or later.
    pub(crate) fn confirmed_at(&self) -> Micros {
        self.confirmed_at.unwrap_or(self.created_at)
    }
}

/// A refresh token that was given out at some time.
#[derive(Queryable, Selectable)]
#[diesel(table_name = refresh_token)]
pub(crate) struct RefreshRow {
    pub(crate) session: String,
    pub(crate) replaced_at: Option<Micros>,
}

/// Opens a session under this id.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    id: &str,
    new: &NewSession,
    now: Micros,
) -> Result<(), StoreError> {
    diesel::insert_into(session::table)
        .values((
            session::id.eq(id),
            session::person.eq(new.person.as_str()),
            session::csrf.eq(&new.csrf),
            session::way.eq(new.way.code()),
            session::second_factor.eq(new.second_factor),
            session::device.eq(&new.device),
            session::address.eq(&new.address),
            session::created_at.eq(now),
            session::last_seen_at.eq(now),
            session::expires_at.eq(expiry(now, now, new.life)),
        ))
        .execute(connection)
        .step("open the session")?;
    insert_refresh(connection, &new.refresh_hash, id, now)
}

/// The session with this id, if it is open.
pub(crate) fn open(
    connection: &mut AnyConnection,
    id: &str,
    now: Micros,
) -> Result<Option<SessionRow>, StoreError> {
    if super::cannot_be_stored(id) {
        return Ok(None);
    }
    session::table
        .filter(session::id.eq(id))
        .filter(session::ended_at.is_null())
        .filter(session::expires_at.gt(now))
        .select(SessionRow::as_select())
        .first(connection)
        .optional()
        .step("read the session")
}

/// The open sessions of a person, the newest first. None lasts longer than `most` after it was opened.
pub(crate) fn open_of(
    connection: &mut AnyConnection,
    person: &PersonId,
    most: Option<Duration>,
    now: Micros,
) -> Result<Vec<SessionListed>, StoreError> {
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

/// A refresh token by its SHA-256.
pub(crate) fn refresh(
    connection: &mut AnyConnection,
    hash: &[u8; 32],
) -> Result<Option<RefreshRow>, StoreError> {
    refresh_token::table
        .find(hash.as_slice())
        .select(RefreshRow::as_select())
        .first(connection)
        .optional()
        .step("look for the refresh token")
}

/// Puts the next refresh token in the place of the current one, and keeps the session for longer; `false` when the
/// token shown is not the current one any more.
pub(crate) fn renew(
    connection: &mut AnyConnection,
    row: &SessionRow,
    shown: &[u8; 32],
    next: &[u8; 32],
    life: SessionLife,
    now: Micros,
) -> Result<bool, StoreError> {
    let replaced = diesel::update(refresh_token::table)
        .filter(refresh_token::hash.eq(shown.as_slice()))
        .filter(refresh_token::replaced_at.is_null())
        .set(refresh_token::replaced_at.eq(now))
        .execute(connection)
        .step("take back the refresh token")?;
    if replaced == 0 {
        return Ok(false);
    }
    // What was replaced long ago is as good as a token that never was.
    diesel::delete(refresh_token::table)
        .filter(refresh_token::session.eq(&row.id))
        .filter(refresh_token::replaced_at.lt(now.saturating_sub(REPLACED_KEPT_MICROS)))
        .execute(connection)
        .step("forget old refresh tokens")?;
    insert_refresh(connection, next, &row.id, now)?;
    diesel::update(session::table.find(&row.id))
        .set((
            session::last_seen_at.eq(now),
            session::expires_at.eq(expiry(row.created_at, now, life)),
        ))
        .execute(connection)
        .map(|_| true)
        .step("keep the session for longer")
}

/// How many sessions are open.
pub(crate) fn count_open(connection: &mut AnyConnection, now: Micros) -> Result<u64, StoreError> {
    let open: i64 = session::table
        .filter(session::ended_at.is_null())
        .filter(session::expires_at.gt(now))
        .count()
        .get_result(connection)
        .step("count the open sessions")?;
    Ok(super::unsigned("the open sessions", open)?)
}

/// The ids of the open sessions of a person beyond the newest so many.
pub(crate) fn beyond(
    connection: &mut AnyConnection,
    person: &PersonId,
    most: i64,
    now: Micros,
) -> Result<Vec<String>, StoreError> {
    session::table
        .filter(session::person.eq(person.as_str()))
        .filter(session::ended_at.is_null())
        .filter(session::expires_at.gt(now))
        .order((session::created_at.desc(), session::id.desc()))
        // SQLite has no offset without a limit.
        .limit(1000)
        .offset(most)
        .select(session::id)
        .load(connection)
        .step("read the oldest sessions of a person")
}

/// Ends a session; `false` when it is not open.
pub(crate) fn end(
    connection: &mut AnyConnection,
    id: &str,
    because: SessionEnd,
    now: Micros,
) -> Result<bool, StoreError> {
    let ended = diesel::update(session::table)
        .filter(session::id.eq(id))
        .filter(session::ended_at.is_null())
        .set((
            session::ended_at.eq(now),
            session::ended_because.eq(because.code()),
        ))
        .execute(connection)
        .step("end the session")?;
    Ok(ended == 1)
}

/// Whose a session is, over or not.
pub(crate) fn owner(connection: &mut AnyConnection, id: &str) -> Result<Option<PersonId>, StoreError> {
    let owner: Option<String> = session::table
        .find(id)
        .select(session::person)
        .first(connection)
        .optional()
        .step("look for the owner of a session")?;
    Ok(owner.map(|id| parsed("session.person", &id)).transpose()?)
}

/// Ends every session of a person but this one, and counts them.
pub(crate) fn end_all_of(
    connection: &mut AnyConnection,
    person: &PersonId,
    but: Option<&str>,
    because: SessionEnd,
    now: Micros,
) -> Result<usize, StoreError> {
    diesel::update(session::table)
        .filter(session::person.eq(person.as_str()))
        .filter(session::ended_at.is_null())
        .filter(session::id.ne(but.unwrap_or_default()))
        .set((
            session::ended_at.eq(now),
            session::ended_because.eq(because.code()),
        ))
        .execute(connection)
        .step("end the sessions of a person")
}

/// Ends every session of a person that was opened through another service, but this one, and counts them.
pub(crate) fn end_external_of(
    connection: &mut AnyConnection,
    person: &PersonId,
    but: &str,
    now: Micros,
) -> Result<usize, StoreError> {
    diesel::update(session::table)
        .filter(session::person.eq(person.as_str()))
        .filter(session::way.eq(SessionWay::External.code()))
        .filter(session::ended_at.is_null())
        .filter(session::id.ne(but))
        .set((
            session::ended_at.eq(now),
            session::ended_because.eq(SessionEnd::Ended.code()),
        ))
        .execute(connection)
        .step("end the sessions opened through another service")
}

fn insert_refresh(
    connection: &mut AnyConnection,
    hash: &[u8; 32],
    session: &str,
    now: Micros,
) -> Result<(), StoreError> {
    diesel::insert_into(refresh_token::table)
        .values((
            refresh_token::hash.eq(hash.as_slice()),
            refresh_token::session.eq(session),
            refresh_token::issued_at.eq(now),
        ))
        .execute(connection)
        .map(drop)
        .step("store the refresh token")
}

/// Says that the person showed anew who they are; with a second factor where one was shown now or before. `false` when
/// the session is over.
pub(crate) fn confirm(
    connection: &mut AnyConnection,
    id: &str,
    by_second_factor: bool,
    now: Micros,
) -> Result<bool, StoreError> {
    let still_open = session::table
        .filter(session::id.eq(id))
        .filter(session::ended_at.is_null());
    let confirmed = match by_second_factor {
        true => diesel::update(still_open)
            .set((session::confirmed_at.eq(now), session::second_factor.eq(true)))
            .execute(connection),
        false => diesel::update(still_open)
            .set(session::confirmed_at.eq(now))
            .execute(connection),
    };
    Ok(confirmed.step("confirm the session")? == 1)
}

/// Forgets that a second factor was shown in the sessions of a person.
pub(crate) fn forget_second_factor(
    connection: &mut AnyConnection,
    person: &PersonId,
) -> Result<(), StoreError> {
    diesel::update(session::table)
        .filter(session::person.eq(person.as_str()))
        .filter(session::ended_at.is_null())
        .set(session::second_factor.eq(false))
        .execute(connection)
        .map(drop)
        .step("forget the second factor of sessions")
}

/// When a session ends that was opened and used at these instants.
fn expiry(opened: Micros, used: Micros, life: SessionLife) -> Micros {
    after(opened, life.most).min(after(used, life.idle))
}

/// When a session ends that is to end at one instant, and at the most so long after it was opened.
pub(crate) fn ends_at(opened: Micros, expires: Micros, most: Option<Duration>) -> Micros {
    match most {
        Some(most) => after(opened, most).min(expires),
        None => expires,
    }
}

fn after(start: Micros, length: Duration) -> Micros {
    let length = Micros::try_from(length.whole_microseconds()).unwrap_or(Micros::MAX);
    start.saturating_add(length)
}
