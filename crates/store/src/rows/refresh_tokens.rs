//! Refresh tokens: a session is a family of them, of which one is current.

use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant::Micros;
use crate::schema::refresh_token;
use diesel::prelude::*;

/// How long a refresh token that was replaced is remembered, so that one shown again is known: a day.
const REPLACED_KEPT_MICROS: Micros = 86_400_000_000;

/// A refresh token that was given out at some time.
#[derive(Queryable, Selectable)]
#[diesel(table_name = refresh_token)]
pub(crate) struct RefreshRow {
    pub(crate) session: String,
    pub(crate) replaced_at: Option<Micros>,
}

/// A refresh token by its SHA-256.
pub(crate) fn find(
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

/// Puts the next refresh token of a session in the place of the current one; `false` when the token shown is not the
/// current one any more.
pub(crate) fn replace(
    connection: &mut AnyConnection,
    session: &str,
    shown: &[u8; 32],
    next: &[u8; 32],
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
        .filter(refresh_token::session.eq(session))
        .filter(refresh_token::replaced_at.lt(now.saturating_sub(REPLACED_KEPT_MICROS)))
        .execute(connection)
        .step("forget old refresh tokens")?;
    insert(connection, next, session, now)?;
    Ok(true)
}

/// Keeps the SHA-256 of a token as the current one of a session.
pub(crate) fn insert(
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
