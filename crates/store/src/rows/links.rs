//! Links that let somebody in once: made, looked at, used.

use super::{parsed, people};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant::{self, Micros};
use crate::rows::people::Person;
use crate::schema::one_time_link;
use blis_domain::person::{PersonId, PersonState};
use diesel::prelude::*;
use std::fmt;
use time::OffsetDateTime;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Accepting an invitation.
    Invitation,
    /// Setting a new password in the place of a forgotten one.
    PasswordReset,
    /// Making the account of the first administrator.
    FirstAdmin,
}

impl LinkPurpose {
    /// The stable code in the store.
    pub fn code(self) -> &'static str {
        match self {
            LinkPurpose::Invitation => "invitation",
            LinkPurpose::PasswordReset => "password_reset",
            LinkPurpose::FirstAdmin => "first_admin",
        }
    }

    /// The state in which a person can follow such a link: an invitation accepted otherwise is no way in any more, and
    /// who is suspended gets no new password.
    fn of_people_who_are(self) -> Option<PersonState> {
        match self {
            LinkPurpose::Invitation => Some(PersonState::Invited),
            LinkPurpose::PasswordReset => Some(PersonState::Active),
            LinkPurpose::FirstAdmin => None,
        }
    }
}

/// A link to be made.
#[derive(Clone)]
pub struct NewLink {
    /// SHA-256 of the secret in it.
    pub hash: [u8; 32],
    /// From when on it holds no longer.
    pub expires_at: OffsetDateTime,
}

/// Without the hash, by which a link is found.
impl fmt::Debug for NewLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewLink(until {})", self.expires_at)
    }
}

/// Whom a link lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkHolder {
    /// Who it is.
    pub person: Person,
    /// When the link ends: RFC 3339, UTC.
    pub expires_at: String,
}

/// Makes a link. Those of the same purpose that the person has end with it: the last letter is the one that counts.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: &NewLink,
    purpose: LinkPurpose,
    person: Option<&PersonId>,
    created_by: &str,
    now: Micros,
) -> Result<(), StoreError> {
    end_all_of(connection, purpose, person, now)?;
    diesel::insert_into(one_time_link::table)
        .values((
            one_time_link::hash.eq(new.hash.as_slice()),
            one_time_link::purpose.eq(purpose.code()),
            one_time_link::person.eq(person.map(PersonId::as_str)),
            one_time_link::created_by.eq(created_by),
            one_time_link::created_at.eq(now),
            one_time_link::expires_at.eq(instant::micros(new.expires_at)),
        ))
        .execute(connection)
        .map(drop)
        .step("make the link")
}

/// Ends every link of a purpose that a person has; those of nobody in particular when no person is named.
pub(crate) fn end_all_of(
    connection: &mut AnyConnection,
    purpose: LinkPurpose,
    person: Option<&PersonId>,
    now: Micros,
) -> Result<usize, StoreError> {
    let open = one_time_link::table
        .filter(one_time_link::purpose.eq(purpose.code()))
        .filter(one_time_link::used_at.is_null());
    let end = one_time_link::used_at.eq(now);
    match person {
        Some(person) => diesel::update(open.filter(one_time_link::person.eq(person.as_str())))
            .set(end)
            .execute(connection),
        None => diesel::update(open.filter(one_time_link::person.is_null()))
            .set(end)
            .execute(connection),
    }
    .step("end the links of a person")
}

/// Whom a link lets in at this instant. Looking at it does not use it up.
pub(crate) fn holder(
    connection: &mut AnyConnection,
    hash: &[u8; 32],
    purpose: LinkPurpose,
    now: Micros,
) -> Result<Option<LinkHolder>, StoreError> {
    let Some((person, expires_at)) = open(connection, hash, purpose, now)? else {
        return Ok(None);
    };
    let Some(id) = person else {
        return Ok(None);
    };
    let id: PersonId = parsed("one_time_link.person", &id)?;
    let needed = purpose.of_people_who_are();
    let person = people::find(connection, &id)?.filter(|person| Some(person.state) == needed);
    person
        .map(|person| {
            Ok(LinkHolder {
                person,
                expires_at: instant::rfc3339(expires_at)?,
            })
        })
        .transpose()
}

/// Whether a link holds at this instant, whoever it is for.
pub(crate) fn holds(
    connection: &mut AnyConnection,
    hash: &[u8; 32],
    purpose: LinkPurpose,
    now: Micros,
) -> Result<bool, StoreError> {
    Ok(open(connection, hash, purpose, now)?.is_some())
}

fn open(
    connection: &mut AnyConnection,
    hash: &[u8; 32],
    purpose: LinkPurpose,
    now: Micros,
) -> Result<Option<(Option<String>, Micros)>, StoreError> {
    one_time_link::table
        .find(hash.as_slice())
        .filter(one_time_link::purpose.eq(purpose.code()))
        .filter(one_time_link::used_at.is_null())
        .filter(one_time_link::expires_at.gt(now))
        .select((one_time_link::person, one_time_link::expires_at))
        .first(connection)
        .optional()
        .step("look for the link")
}

/// Uses a link up; `false` when it does not hold. Of two who use it at once, one succeeds.
pub(crate) fn use_up(
    connection: &mut AnyConnection,
    hash: &[u8; 32],
    purpose: LinkPurpose,
    now: Micros,
) -> Result<bool, StoreError> {
    let used = diesel::update(one_time_link::table.find(hash.as_slice()))
        .filter(one_time_link::purpose.eq(purpose.code()))
        .filter(one_time_link::used_at.is_null())
        .filter(one_time_link::expires_at.gt(now))
        .set(one_time_link::used_at.eq(now))
        .execute(connection)
        .step("use the link")?;
    Ok(used == 1)
}

/// Uses up a link of a person whom it can let in, and says who it is.
pub(crate) fn let_in(
    connection: &mut AnyConnection,
    hash: &[u8; 32],
    purpose: LinkPurpose,
    now: Micros,
) -> Result<Option<Person>, StoreError> {
    let Some(holder) = holder(connection, hash, purpose, now)? else {
        return Ok(None);
    };
    // The person first, and held: whoever is suspended this instant keeps the link unused.
    let lets_in = people::hold_state(connection, &holder.person.id, holder.person.state)?
        && use_up(connection, hash, purpose, now)?;
    Ok(lets_in.then_some(holder.person))
}
