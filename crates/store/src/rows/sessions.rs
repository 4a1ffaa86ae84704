//! Sessions: one sign-in in one browser each. `refresh_tokens` keeps them going, `sessions_listed` shows them.

use super::{grants, parsed, refresh_tokens};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::schema::session;
use blis_domain::person::PersonId;
use blis_domain::rights::Grant;
use diesel::prelude::*;
use std::fmt;
use time::Duration;

/// The longest session of whoever holds a role that needs a second factor: a working day, and the next one begins with
/// a code.
const MOST_OF_GUARDED: Duration = Duration::hours(12);

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

    pub(super) fn of(code: &str) -> Result<SessionWay, Corrupt> {
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
    /// Every reason.
    pub const ALL: [SessionEnd; 6] = [
        SessionEnd::SignedOut,
        SessionEnd::Ended,
        SessionEnd::TokenReused,
        SessionEnd::PasswordSet,
        SessionEnd::Suspended,
        SessionEnd::Erased,
    ];

    /// The stable code in the store.
    pub fn code(self) -> &'static str {
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

#[derive(Queryable, Selectable)]
#[diesel(table_name = session)]
struct SessionRow {
    id: String,
    person: String,
    csrf: String,
    way: String,
    second_factor: bool,
    created_at: Micros,
    expires_at: Micros,
    confirmed_at: Option<Micros>,
}

/// A session that is open.
pub(crate) struct OpenSession {
    pub(crate) id: String,
    /// Whose it is.
    pub(crate) person: PersonId,
    /// What they hold now.
    pub(crate) grants: Vec<Grant>,
    pub(crate) csrf: String,
    pub(crate) way: SessionWay,
    pub(crate) second_factor: bool,
    created_at: Micros,
    /// When it ends if it is not used.
    pub(crate) expires_at: Micros,
    /// When the person last showed who they are: when they signed in, or later.
    pub(crate) confirmed_at: Micros,
}

/// Opens a session under this id.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    id: &str,
    new: &NewSession,
    now: Micros,
) -> Result<(), StoreError> {
    let grants = grants::of_person(connection, &new.person)?;
    let expires = expiry(now, now, new.life);
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
            session::expires_at.eq(ends_at(now, expires, longest(&grants))),
        ))
        .execute(connection)
        .step("open the session")?;
    refresh_tokens::insert(connection, &new.refresh_hash, id, now)
}

/// The session with this id, if it is open. This is the one place that says so: whatever asks for a session asks here,
/// and the bound of guarded roles holds for all of it.
pub(crate) fn open(
    connection: &mut AnyConnection,
    id: &str,
    now: Micros,
) -> Result<Option<OpenSession>, StoreError> {
    if super::cannot_be_stored(id) {
        return Ok(None);
    }
    let row: Option<SessionRow> = session::table
        .filter(session::id.eq(id))
        .filter(session::ended_at.is_null())
        .filter(session::expires_at.gt(now))
        .select(SessionRow::as_select())
        .first(connection)
        .optional()
        .step("read the session")?;
    let Some(row) = row else { return Ok(None) };
    let person: PersonId = parsed("session.person", &row.person)?;
    let grants = grants::of_person(connection, &person)?;
    // A role that was given while the session was open bounds it too.
    let expires_at = ends_at(row.created_at, row.expires_at, longest(&grants));
    if expires_at <= now {
        return Ok(None);
    }
    Ok(Some(OpenSession {
        way: SessionWay::of(&row.way)?,
        confirmed_at: row.confirmed_at.unwrap_or(row.created_at),
        id: row.id,
        person,
        grants,
        csrf: row.csrf,
        second_factor: row.second_factor,
        created_at: row.created_at,
        expires_at,
    }))
}

/// Keeps a session for longer, because it is used.
pub(crate) fn keep(
    connection: &mut AnyConnection,
    session: &OpenSession,
    life: SessionLife,
    now: Micros,
) -> Result<(), StoreError> {
    let expires = expiry(session.created_at, now, life);
    diesel::update(session::table.find(&session.id))
        .set((
            session::last_seen_at.eq(now),
            session::expires_at.eq(ends_at(session.created_at, expires, longest(&session.grants))),
        ))
        .execute(connection)
        .map(drop)
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

/// The longest session of whoever holds these roles, when there is a bound for one of them.
pub(super) fn longest(grants: &[Grant]) -> Option<Duration> {
    let guarded = grants.iter().any(|grant| grant.role.needs_second_factor());
    guarded.then_some(MOST_OF_GUARDED)
}

/// When a session ends that is to end at one instant, and at the most so long after it was opened.
pub(super) fn ends_at(opened: Micros, expires: Micros, most: Option<Duration>) -> Micros {
    match most {
        Some(most) => after(opened, most).min(expires),
        None => expires,
    }
}

fn after(start: Micros, length: Duration) -> Micros {
    let length = Micros::try_from(length.whole_microseconds()).unwrap_or(Micros::MAX);
    start.saturating_add(length)
}
