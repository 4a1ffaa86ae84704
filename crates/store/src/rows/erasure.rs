//! Erasing a person: whatever says who it was goes, and the row with its id stays, because the audit log and documents
//! name it.
//!
//! A table that refers to a person joins here together with its migration; a test fills every such table, and looks for
//! the person in every column of the database afterwards.

use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant::Micros;
use crate::rows::sessions::{self, SessionEnd};
use crate::schema::{
    audit_detail, audit_entry, external_identity, letter, one_time_link, person, recovery_code,
    refresh_token, role_grant, session, totp_secret,
};
use blis_domain::person::{PersonId, PersonState};
use blis_domain::text::Language;
use diesel::prelude::*;

/// How much was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Roles that were taken.
    pub grants: usize,
    /// Sessions that were emptied, over or not.
    pub sessions: usize,
    /// Entries of the audit log that lost their details.
    pub details: usize,
}

/// Empties a person. The entries of the log about them lose their details: what was there before and after, and from
/// where. What they did to others stays as it is, for it is the record of the office and not about them.
pub(crate) fn erase(
    connection: &mut AnyConnection,
    id: &PersonId,
    now: Micros,
) -> Result<Erased, StoreError> {
    let grants = diesel::delete(role_grant::table.filter(role_grant::person.eq(id.as_str())))
        .execute(connection)
        .step("take the roles of who is erased")?;
    let sessions = erase_sessions(connection, id, now)?;
    erase_ways_in(connection, id)?;
    let about = audit_entry::table
        .filter(audit_entry::target_kind.eq("person"))
        .filter(audit_entry::target.eq(id.as_str()))
        .select(audit_entry::seq);
    let details = diesel::delete(audit_detail::table.filter(audit_detail::seq.eq_any(about)))
        .execute(connection)
        .step("erase the details of the audit log about a person")?;
    let nothing: Option<&str> = None;
    diesel::update(person::table.find(id.as_str()))
        .set((
            person::email.eq(nothing),
            person::email_folded.eq(nothing),
            person::name.eq(nothing),
            person::language.eq(Language::Lv.tag()),
            person::password_hash.eq(nothing),
            person::password_set_at.eq(None::<Micros>),
            person::state.eq(PersonState::Erased.code()),
            person::version.eq(person::version + 1),
        ))
        .execute(connection)
        .step("empty the person")?;
    Ok(Erased {
        grants,
        sessions,
        details,
    })
}

/// Takes away what would let the person in again, and the letters about it.
fn erase_ways_in(connection: &mut AnyConnection, id: &PersonId) -> Result<(), StoreError> {
    let step = "take away the ways in of who is erased";
    diesel::delete(one_time_link::table.filter(one_time_link::person.eq(id.as_str())))
        .execute(connection)
        .step(step)?;
    diesel::delete(letter::table.filter(letter::person.eq(id.as_str())))
        .execute(connection)
        .step(step)?;
    diesel::delete(totp_secret::table.find(id.as_str()))
        .execute(connection)
        .step(step)?;
    diesel::delete(recovery_code::table.filter(recovery_code::person.eq(id.as_str())))
        .execute(connection)
        .step(step)?;
    diesel::delete(external_identity::table.filter(external_identity::person.eq(id.as_str())))
        .execute(connection)
        .map(drop)
        .step(step)
}

/// Ends the sessions, and takes the browser and the address from all there ever were: when they were is left.
fn erase_sessions(connection: &mut AnyConnection, id: &PersonId, now: Micros) -> Result<usize, StoreError> {
    sessions::end_all_of(connection, id, None, SessionEnd::Erased, now)?;
    let theirs = session::table
        .filter(session::person.eq(id.as_str()))
        .select(session::id);
    diesel::delete(refresh_token::table.filter(refresh_token::session.eq_any(theirs)))
        .execute(connection)
        .step("forget the refresh tokens of who is erased")?;
    diesel::update(session::table.filter(session::person.eq(id.as_str())))
        .set((session::device.eq(""), session::address.eq("")))
        .execute(connection)
        .step("empty the sessions of who is erased")
}
