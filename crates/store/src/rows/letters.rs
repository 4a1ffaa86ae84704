//! Letters on their way: queued, taken by one sender at a time, sent or given up.

use super::{links, unsigned};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::rows::letter_purpose::LetterPurpose;
use crate::schema::letter;
use blis_domain::person::PersonId;
use diesel::prelude::*;
use std::fmt;
use time::{Duration, OffsetDateTime};

/// A letter to be queued. Its address is that of the person.
#[derive(Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// Its subject, on one line.
    pub subject: String,
    /// Its text, with a link that opens an account where its purpose has one.
    pub body: String,
}

impl fmt::Debug for NewLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewLetter(…)")
    }
}

/// A letter that was taken to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct TakenLetter {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub purpose: LetterPurpose,
    /// Where it goes.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// When it was queued.
    pub created_at: OffsetDateTime,
    /// Which attempt this is, counted from 1.
    pub attempt: u32,
    /// From when on there is no use in sending it.
    pub expires_at: OffsetDateTime,
}

impl fmt::Debug for TakenLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TakenLetter({}, attempt {})", self.id, self.attempt)
    }
}

/// A letter that lies in the outbox of a demonstration.
#[derive(Clone, PartialEq, Eq)]
pub struct LyingLetter {
    /// Its id.
    pub id: String,
    /// Where it would go.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// When it was queued: RFC 3339, UTC.
    pub created_at: String,
}

impl fmt::Debug for LyingLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LyingLetter({})", self.id)
    }
}

/// A letter to a person, as far as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterHeld {
    /// What it is about.
    pub purpose: LetterPurpose,
    /// Where it went or goes.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// When it was queued: RFC 3339, UTC.
    pub created_at: String,
    /// When a mail server took it: RFC 3339, UTC.
    pub sent_at: Option<String>,
}

/// What became of an attempt to send a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterOutcome<'r> {
    /// A server took it.
    Sent,
    /// Not now; it is tried again after this time.
    Later {
        /// How long to wait.
        after: Duration,
        /// Why, without addresses.
        because: &'r str,
    },
    /// Never.
    GivenUp {
        /// Why, without addresses.
        because: &'r str,
    },
}

/// How many letters are where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LetterCounts {
    /// Waiting to be sent.
    pub waiting: u64,
    /// Given up within the last week.
    pub given_up: u64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = letter)]
struct LetterRow {
    id: String,
    purpose: String,
    recipient: String,
    subject: String,
    body: String,
    created_at: Micros,
    attempts: i32,
    expires_at: Micros,
}

impl LetterRow {
    fn into_taken(self) -> Result<TakenLetter, Corrupt> {
        Ok(TakenLetter {
            purpose: LetterPurpose::from_code(&self.purpose)?,
            created_at: instant::moment(self.created_at)?,
            expires_at: instant::moment(self.expires_at)?,
            // The row is as it was before it was taken.
            attempt: unsigned::<u32>("letter.attempts", self.attempts)?.saturating_add(1),
            id: self.id,
            recipient: self.recipient,
            subject: self.subject,
            body: self.body,
        })
    }
}

/// Queues a letter to a person. Those of the same purpose with a link that wait still are given up: their links have
/// ended. What has no link tells of something else each time, and is sent.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: &NewLetter,
    purpose: LetterPurpose,
    (person, recipient): (&PersonId, &str),
    expires_at: OffsetDateTime,
    now: Micros,
) -> Result<(), StoreError> {
    if purpose != LetterPurpose::RolesGiven {
        withdraw(connection, person, purpose, now)?;
    }
    diesel::insert_into(letter::table)
        .values((
            letter::id.eq(instant::id(now)),
            letter::person.eq(person.as_str()),
            letter::purpose.eq(purpose.code()),
            letter::recipient.eq(recipient),
            letter::subject.eq(&new.subject),
            letter::body.eq(&new.body),
            letter::created_at.eq(now),
            letter::due_at.eq(now),
            letter::expires_at.eq(instant::micros(expires_at)),
            letter::attempts.eq(0),
        ))
        .execute(connection)
        .map(drop)
        .step("queue the letter")
}

/// Gives up the letters of a purpose that a person has not got yet.
pub(crate) fn withdraw(
    connection: &mut AnyConnection,
    person: &PersonId,
    purpose: LetterPurpose,
    now: Micros,
) -> Result<(), StoreError> {
    diesel::update(letter::table)
        .filter(letter::person.eq(person.as_str()))
        .filter(letter::purpose.eq(purpose.code()))
        .filter(letter::sent_at.is_null())
        .filter(letter::given_up_at.is_null())
        .set((
            letter::given_up_at.eq(now),
            letter::body.eq(""),
            letter::failure.eq("its link holds no longer"),
        ))
        .execute(connection)
        .map(drop)
        .step("withdraw letters that wait")
}

/// Ends every link that was sent to a person and not used, and gives up the letters that would bring one.
pub(crate) fn end_links_of(
    connection: &mut AnyConnection,
    person: &PersonId,
    now: Micros,
) -> Result<(), StoreError> {
    for purpose in LetterPurpose::ALL {
        if let Some(link) = purpose.link() {
            links::end_all_of(connection, link, Some(person), now)?;
            withdraw(connection, person, purpose, now)?;
        }
    }
    Ok(())
}

/// Takes the letter that is due for the longest, for as long as `lease`: until then nobody else gets it. Nothing when
/// none is due, or when another sender took it this instant.
pub(crate) fn take(
    connection: &mut AnyConnection,
    lease: Duration,
    now: Micros,
) -> Result<Option<TakenLetter>, StoreError> {
    let due: Option<LetterRow> = letter::table
        .filter(letter::sent_at.is_null())
        .filter(letter::given_up_at.is_null())
        .filter(letter::due_at.le(now))
        .order((letter::due_at, letter::id))
        .select(LetterRow::as_select())
        .first(connection)
        .optional()
        .step("look for a letter that is due")?;
    let Some(row) = due else {
        return Ok(None);
    };
    let lease = Micros::try_from(lease.whole_microseconds()).unwrap_or(Micros::MAX);
    // The number of attempts is the token: whoever raised it from what both read holds the letter.
    let taken = diesel::update(letter::table.find(&row.id))
        .filter(letter::attempts.eq(row.attempts))
        .filter(letter::sent_at.is_null())
        .filter(letter::given_up_at.is_null())
        .set((
            letter::attempts.eq(letter::attempts + 1),
            letter::due_at.eq(now.saturating_add(lease)),
        ))
        .execute(connection)
        .step("take a letter to be sent")?;
    match taken {
        1 => Ok(Some(row.into_taken()?)),
        _ => Ok(None),
    }
}

/// Writes down what became of an attempt; `false` when the letter was withdrawn meanwhile, or somebody else took it
/// after the lease. A letter that was sent was sent, whoever holds it by now.
pub(crate) fn settle(
    connection: &mut AnyConnection,
    taken: &TakenLetter,
    outcome: LetterOutcome<'_>,
    now: Micros,
) -> Result<bool, StoreError> {
    let open = diesel::update(letter::table.find(&taken.id)).filter(letter::sent_at.is_null());
    let attempt = i32::try_from(taken.attempt).unwrap_or(i32::MAX);
    let changed = match outcome {
        LetterOutcome::Sent => open
            .set((
                letter::sent_at.eq(now),
                letter::given_up_at.eq(None::<Micros>),
                letter::body.eq(""),
                letter::failure.eq(None::<String>),
            ))
            .execute(connection),
        LetterOutcome::Later { after, because } => {
            open.filter(letter::given_up_at.is_null())
                .filter(letter::attempts.eq(attempt))
                .set((
                    letter::due_at.eq(now
                        .saturating_add(Micros::try_from(after.whole_microseconds()).unwrap_or(Micros::MAX))),
                    letter::failure.eq(because),
                ))
                .execute(connection)
        }
        LetterOutcome::GivenUp { because } => open
            .filter(letter::given_up_at.is_null())
            .filter(letter::attempts.eq(attempt))
            .set((
                letter::given_up_at.eq(now),
                letter::body.eq(""),
                letter::failure.eq(because),
            ))
            .execute(connection),
    }
    .step("write down what became of a letter")?;
    Ok(changed == 1)
}

/// The instant at which the next letter is due; nothing when none waits.
pub(crate) fn next_due(connection: &mut AnyConnection) -> Result<Option<OffsetDateTime>, StoreError> {
    let due: Option<Micros> = letter::table
        .filter(letter::sent_at.is_null())
        .filter(letter::given_up_at.is_null())
        .order(letter::due_at)
        .select(letter::due_at)
        .first(connection)
        .optional()
        .step("look for the next letter")?;
    Ok(due.map(instant::moment).transpose()?)
}

/// How many letters wait, and how many were given up since an instant.
pub(crate) fn count(connection: &mut AnyConnection, since: Micros) -> Result<LetterCounts, StoreError> {
    let waiting: i64 = letter::table
        .filter(letter::sent_at.is_null())
        .filter(letter::given_up_at.is_null())
        .count()
        .get_result(connection)
        .step("count the letters that wait")?;
    let given_up: i64 = letter::table
        .filter(letter::given_up_at.ge(since))
        .count()
        .get_result(connection)
        .step("count the letters given up")?;
    Ok(LetterCounts {
        waiting: unsigned("letters that wait", waiting)?,
        given_up: unsigned("letters given up", given_up)?,
    })
}

/// The letters that lie unsent, the latest first.
pub(crate) fn lying(connection: &mut AnyConnection, limit: i64) -> Result<Vec<LyingLetter>, StoreError> {
    let rows: Vec<LetterRow> = letter::table
        .filter(letter::sent_at.is_null())
        .filter(letter::given_up_at.is_null())
        .order(letter::id.desc())
        .limit(limit)
        .select(LetterRow::as_select())
        .load(connection)
        .step("read the letters of the outbox")?;
    rows.into_iter()
        .map(|row| {
            Ok(LyingLetter {
                created_at: instant::rfc3339(row.created_at)?,
                id: row.id,
                recipient: row.recipient,
                subject: row.subject,
                body: row.body,
            })
        })
        .collect()
}

/// The letters to a person, the newest first.
pub(crate) fn of_person(
    connection: &mut AnyConnection,
    person: &PersonId,
) -> Result<Vec<LetterHeld>, StoreError> {
    let rows: Vec<(String, String, String, Micros, Option<Micros>)> = letter::table
        .filter(letter::person.eq(person.as_str()))
        .order(letter::id.desc())
        .select((
            letter::purpose,
            letter::recipient,
            letter::subject,
            letter::created_at,
            letter::sent_at,
        ))
        .load(connection)
        .step("read the letters to a person")?;
    rows.into_iter()
        .map(|(purpose, recipient, subject, created_at, sent_at)| {
            Ok(LetterHeld {
                purpose: LetterPurpose::from_code(&purpose)?,
                recipient,
                subject,
                created_at: instant::rfc3339(created_at)?,
                sent_at: sent_at.map(instant::rfc3339).transpose()?,
            })
        })
        .collect()
}
