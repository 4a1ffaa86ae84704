//! Sessions: opened, kept and ended, each end with its entry in the audit log.

use super::{Store, entries};
use crate::audit::AuditContext;
use crate::database::AnyConnection;
use crate::error::StoreError;
use crate::instant::{self, Micros};
use crate::rows::people::{self, Person};
use crate::rows::second_factor::{self, ShownCode};
use crate::rows::sessions::{self, NewSession, OpenSession, SessionEnd, SessionLife, SessionWay};
use crate::rows::sessions_listed::{self, SessionListed};
use crate::rows::{audit, refresh_tokens};
use blis_domain::person::PersonId;
use blis_domain::rights::{Standing, Subject};
use std::fmt;
use time::{Duration, OffsetDateTime};

/// The most sessions a person has at a time: more browsers than anybody uses.
pub const MOST_SESSIONS: i64 = 20;

/// How long after its successor was given a refresh token may still come from another tab of the same browser.
const TABS_APART: Duration = Duration::seconds(10);

/// An open session, and who stands behind it.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The id of the session.
    pub session: String,
    /// What a page must send with every change.
    pub csrf: String,
    /// Who it is.
    pub person: Person,
    /// What they may do, with the roles as they are now.
    pub standing: Standing,
    /// How they signed in.
    pub way: SessionWay,
    /// Whether a second factor is set up; whether this session has one is for `standing` to say.
    pub has_second_factor: bool,
    /// When they last showed who they are.
    pub confirmed_at: OffsetDateTime,
    /// When the session ends if it is not used: RFC 3339, UTC.
    pub expires_at: String,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedIn({})", self.person.id)
    }
}

/// What came of a refresh token that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renewal {
    /// It was the current one; the next is in its place.
    Renewed(Box<SignedIn>),
    /// It was replaced a moment ago: another tab of the same browser was quicker, and the browser holds the next.
    JustReplaced,
    /// It was replaced earlier. Two hold it, so the session was ended.
    Reused,
    /// There is no such token, or its session is over.
    Unknown,
}

impl Store {
    /// Opens a session for a person who may sign in; nothing when they may not any more, or have another password by
    /// now. Of more than [`MOST_SESSIONS`] the oldest end. Whatever actor `context` names, the log says that it was
    /// this person who signed in.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_session(
        &self,
        new: &NewSession,
        context: &AuditContext,
    ) -> Result<Option<SignedIn>, StoreError> {
        self.open_by(new, None, context)
    }

    /// The same by a code as well, which is used up. Nothing also when it is not good, or not any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_session_by_code(
        &self,
        new: &NewSession,
        code: &ShownCode,
        context: &AuditContext,
    ) -> Result<Option<SignedIn>, StoreError> {
        let new = NewSession {
            second_factor: true,
            ..new.clone()
        };
        self.open_by(&new, Some(code), context)
    }

    fn open_by(
        &self,
        new: &NewSession,
        code: Option<&ShownCode>,
        context: &AuditContext,
    ) -> Result<Option<SignedIn>, StoreError> {
        let now = self.micros();
        let open = |connection: &mut _| open(connection, new, code, context, now);
        self.inner.database.write(open)
    }

    /// Who stands behind a session: nobody when it is over, or its owner may not sign in any more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn signed_in(&self, session: &str) -> Result<Option<SignedIn>, StoreError> {
        let now = self.micros();
        let find = |connection: &mut _| signed_in(connection, session, now);
        self.inner.database.read(find)
    }

    /// Who stands behind a refresh token, given as its SHA-256, that is the current one of its session. Nothing is spent
    /// by asking, so the answer may get lost.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn signed_in_by(&self, shown: &[u8; 32]) -> Result<Option<SignedIn>, StoreError> {
        let now = self.micros();
        self.inner.database.read(|connection| {
            let token = refresh_tokens::find(connection, shown)?;
            match token.filter(|token| token.replaced_at.is_none()) {
                Some(token) => signed_in(connection, &token.session, now),
                None => Ok(None),
            }
        })
    }

    /// Takes a refresh token, given as its SHA-256, and puts the next in its place.
    ///
    /// Renewing is no entry in the audit log; a session that ends because its token was shown twice is one.
    ///
    /// `from_page` says that the request came from a page of this server, as the browser itself witnesses: then a
    /// token that another tab used a moment ago does not end the session.
    ///
    /// Whoever may not sign in, or is not among those whom `lets_in` names, gets nothing and keeps the token for later.
    ///
    /// # Errors
    /// When the database fails.
    pub fn renew_session(
        &self,
        shown: &[u8; 32],
        next: &[u8; 32],
        life: SessionLife,
        from_page: bool,
        lets_in: impl Fn(&Person) -> bool,
        context: &AuditContext,
    ) -> Result<Renewal, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let Some(token) = refresh_tokens::find(connection, shown)? else {
                return Ok(Renewal::Unknown);
            };
            let Some(open) = sessions::open(connection, &token.session, now)? else {
                return Ok(Renewal::Unknown);
            };
            if let Some(replaced_at) = token.replaced_at {
                let since = Duration::microseconds(now.saturating_sub(replaced_at));
                if from_page && since < TABS_APART {
                    return Ok(Renewal::JustReplaced);
                }
                end(connection, &open.id, SessionEnd::TokenReused, context, now)?;
                return Ok(Renewal::Reused);
            }
            // Before anything is written: a person who may not sign in for now keeps the token for later.
            if !who_may_sign_in(connection, &open.person)?.is_some_and(|person| lets_in(&person)) {
                return Ok(Renewal::Unknown);
            }
            if !refresh_tokens::replace(connection, &open.id, shown, next, now)? {
                // Somebody else with the same token was quicker by an instant.
                return match from_page {
                    true => Ok(Renewal::JustReplaced),
                    false => {
                        end(connection, &open.id, SessionEnd::TokenReused, context, now)?;
                        Ok(Renewal::Reused)
                    }
                };
            }
            sessions::keep(connection, &open, life, now)?;
            let found = signed_in(connection, &open.id, now)?;
            Ok(found.map_or(Renewal::Unknown, |found| Renewal::Renewed(Box::new(found))))
        })
    }

    /// Ends a session; `false` when it was over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_session(
        &self,
        session: &str,
        because: SessionEnd,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let now = self.micros();
        let end = |connection: &mut _| end(connection, session, because, context, now);
        self.inner.database.write(end)
    }

    /// Ends the session of a refresh token, given as its SHA-256, whether it is the current one or was replaced.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_session_of_token(&self, shown: &[u8; 32], context: &AuditContext) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner
            .database
            .write(|connection| match refresh_tokens::find(connection, shown)? {
                Some(token) => end(connection, &token.session, SessionEnd::SignedOut, context, now),
                None => Ok(false),
            })
    }

    /// Ends a session of this person; `false` when they have no such session.
    ///
    /// # Errors
    /// When the database fails.
    pub fn end_session_of(
        &self,
        person: &PersonId,
        session: &str,
        context: &AuditContext,
    ) -> Result<bool, StoreError> {
        let now = self.micros();
        self.inner.database.write(|connection| {
            let theirs = match sessions::open(connection, session, now)? {
                Some(open) => open.person == *person,
                None => false,
            };
            match theirs {
                true => end(connection, session, SessionEnd::Ended, context, now),
                false => Ok(false),
            }
        })
    }

    /// The open sessions of a person, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sessions_of(&self, person: &PersonId) -> Result<Vec<SessionListed>, StoreError> {
        let now = self.micros();
        let list = |connection: &mut _| sessions_listed::open_of(connection, person, now);
        self.inner.database.read(list)
    }
}

/// Opens a session, as [`Store::open_session`] does.
pub(super) fn open(
    connection: &mut AnyConnection,
    new: &NewSession,
    code: Option<&ShownCode>,
    context: &AuditContext,
    now: Micros,
) -> Result<Option<SignedIn>, StoreError> {
    let id = instant::id(now);
    if who_may_sign_in(connection, &new.person)?.is_none() {
        return Ok(None);
    }
    if let Some(checked) = &new.password_hash
        && !people::hold_password(connection, &new.person, checked)?
    {
        return Ok(None);
    }
    if let Some(code) = code
        && !second_factor::use_code(connection, &new.person, code, now)?
    {
        return Ok(None);
    }
    for oldest in sessions::beyond(connection, &new.person, MOST_SESSIONS - 1, now)? {
        end(connection, &oldest, SessionEnd::Ended, context, now)?;
    }
    sessions::insert(connection, &id, new, now)?;
    let found = signed_in(connection, &id, now)?;
    let draft = entries::signed_in(new, &id, code, context);
    audit::append(connection, &draft, now)?;
    Ok(found)
}

fn signed_in(
    connection: &mut AnyConnection,
    session: &str,
    now: Micros,
) -> Result<Option<SignedIn>, StoreError> {
    match sessions::open(connection, session, now)? {
        Some(open) => behind(connection, open),
        None => Ok(None),
    }
}

/// The person with this id, unless they may not sign in.
fn who_may_sign_in(connection: &mut AnyConnection, id: &PersonId) -> Result<Option<Person>, StoreError> {
    Ok(people::find(connection, id)?.filter(|person| person.state.may_sign_in()))
}

fn behind(connection: &mut AnyConnection, open: OpenSession) -> Result<Option<SignedIn>, StoreError> {
    let Some(person) = who_may_sign_in(connection, &open.person)? else {
        return Ok(None);
    };
    Ok(Some(SignedIn {
        expires_at: instant::rfc3339(open.expires_at)?,
        way: open.way,
        has_second_factor: second_factor::of(connection, &open.person)?.is_some(),
        confirmed_at: instant::moment(open.confirmed_at)?,
        standing: Standing::new(Subject::Person(open.person), open.grants, open.second_factor),
        session: open.id,
        csrf: open.csrf,
        person,
    }))
}

/// Ends a session, and adds the entry about its owner; `false` when it was over.
fn end(
    connection: &mut AnyConnection,
    session: &str,
    because: SessionEnd,
    context: &AuditContext,
    now: Micros,
) -> Result<bool, StoreError> {
    if !sessions::end(connection, session, because, now)? {
        return Ok(false);
    }
    let owner = sessions::owner(connection, session)?;
    let draft = entries::session_ended(session, owner.as_ref(), because, context);
    audit::append(connection, &draft, now)?;
    Ok(true)
}
