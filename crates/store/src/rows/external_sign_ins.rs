//! Sign-ins under way at the services of other organisations.

use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::schema::external_sign_in;
use blis_domain::text::Language;
use diesel::prelude::*;
use std::fmt;
use time::{Duration, OffsetDateTime};

/// How long somebody may stay at the other service.
pub const EXTERNAL_SIGN_IN_LASTS: Duration = Duration::minutes(10);

/// How many old rows go when one comes: more than one, so that they become fewer.
const SWEPT: i64 = 100;

/// A sign-in that was begun here and goes on at another service.
#[derive(Clone, PartialEq, Eq)]
pub struct ExternalSignIn {
    /// SHA-256 of what the service gives back.
    pub state_hash: [u8; 32],
    /// SHA-256 of a cookie of the browser that was sent there.
    pub browser_hash: [u8; 32],
    /// The id of the service.
    pub provider: String,
    /// What the service repeats in the token.
    pub nonce: String,
    /// What proves that whoever exchanges the code is who asked for it (RFC 7636).
    pub verifier: String,
    /// The language of the pages.
    pub language: Language,
    /// Where to go afterwards: a path of this site.
    pub return_to: String,
    /// The session whose owner links the identity; nothing where somebody signs in.
    pub session: Option<String>,
    /// When it was begun.
    pub begun_at: OffsetDateTime,
}

impl fmt::Debug for ExternalSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternalSignIn({})", self.provider)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = external_sign_in)]
struct Row {
    browser_hash: Vec<u8>,
    provider: String,
    nonce: String,
    verifier: String,
    language: String,
    return_to: String,
    session: Option<String>,
    created_at: Micros,
}

/// Keeps a sign-in until its answer comes.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: &ExternalSignIn,
    now: Micros,
) -> Result<(), StoreError> {
    diesel::insert_into(external_sign_in::table)
        .values((
            external_sign_in::state_hash.eq(new.state_hash.as_slice()),
            external_sign_in::browser_hash.eq(new.browser_hash.as_slice()),
            external_sign_in::provider.eq(&new.provider),
            external_sign_in::nonce.eq(&new.nonce),
            external_sign_in::verifier.eq(&new.verifier),
            external_sign_in::language.eq(new.language.tag()),
            external_sign_in::return_to.eq(&new.return_to),
            external_sign_in::session.eq(&new.session),
            external_sign_in::created_at.eq(now),
        ))
        .execute(connection)
        .map(drop)
        .step("keep a sign-in at another service")
}

/// Whether there is such a sign-in, over or not.
pub(crate) fn is_known(connection: &mut AnyConnection, state_hash: &[u8; 32]) -> Result<bool, StoreError> {
    let found: Option<Micros> = external_sign_in::table
        .find(state_hash.as_slice())
        .select(external_sign_in::created_at)
        .first(connection)
        .optional()
        .step("look for a sign-in at another service")?;
    Ok(found.is_some())
}

/// Takes a sign-in away and gives it; nothing when there is none, when somebody else was quicker by an instant, or when
/// its time is over.
pub(crate) fn take(
    connection: &mut AnyConnection,
    state_hash: &[u8; 32],
    now: Micros,
) -> Result<Option<ExternalSignIn>, StoreError> {
    let row: Option<Row> = external_sign_in::table
        .find(state_hash.as_slice())
        .select(Row::as_select())
        .first(connection)
        .optional()
        .step("read a sign-in at another service")?;
    let taken = diesel::delete(external_sign_in::table.find(state_hash.as_slice()))
        .execute(connection)
        .step("take a sign-in at another service")?;
    let Some(row) = row.filter(|_| taken == 1) else {
        return Ok(None);
    };
    if row.created_at <= earliest(now) {
        return Ok(None);
    }
    let corrupt = |what, found: String| Corrupt::new(what, found);
    Ok(Some(ExternalSignIn {
        state_hash: *state_hash,
        browser_hash: row
            .browser_hash
            .try_into()
            .map_err(|_| corrupt("external_sign_in.browser_hash", "another length".to_owned()))?,
        provider: row.provider,
        nonce: row.nonce,
        verifier: row.verifier,
        language: Language::from_tag(&row.language)
            .ok_or_else(|| corrupt("external_sign_in.language", row.language.clone()))?,
        return_to: row.return_to,
        session: row.session,
        begun_at: OffsetDateTime::from_unix_timestamp_nanos(i128::from(row.created_at) * 1000)
            .map_err(|_| corrupt("external_sign_in.created_at", row.created_at.to_string()))?,
    }))
}

/// Takes away some of those whose answer never came.
pub(crate) fn sweep(connection: &mut AnyConnection, now: Micros) -> Result<(), StoreError> {
    let old: Vec<Vec<u8>> = external_sign_in::table
        .filter(external_sign_in::created_at.le(earliest(now)))
        .order(external_sign_in::created_at)
        .limit(SWEPT)
        .select(external_sign_in::state_hash)
        .load(connection)
        .step("look for sign-ins that were given up")?;
    if old.is_empty() {
        return Ok(());
    }
    diesel::delete(external_sign_in::table.filter(external_sign_in::state_hash.eq_any(old)))
        .execute(connection)
        .map(drop)
        .step("take away sign-ins that were given up")
}

/// What was begun then or before is over.
fn earliest(now: Micros) -> Micros {
    let lasts = Micros::try_from(EXTERNAL_SIGN_IN_LASTS.whole_microseconds()).unwrap_or(Micros::MAX);
    now.saturating_sub(lasts)
}
