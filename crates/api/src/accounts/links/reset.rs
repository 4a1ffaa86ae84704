//! A new password in the place of a forgotten one, by the link of a letter.

use super::expired;
use crate::accounts::faults::Faults;
use crate::auth::password::Turn;
use crate::auth::secret;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::wire::ResetPassword;
use blis_store::{AuditContext, LinkHolder, LinkPurpose};

/// Whose password a link resets, for showing the form.
pub(crate) fn resetting(state: &State, token: &str) -> Result<LinkHolder, ApiError> {
    state
        .store
        .open_link(&secret::hash(token), LinkPurpose::PasswordReset)?
        .ok_or_else(over)
}

/// Sets the new password. All sessions end, and whoever was held for failing to sign in is held no longer: the link
/// shows that the letters of the account are theirs.
pub(crate) fn reset_password(
    state: &State,
    asked: &ResetPassword,
    turn: &Turn,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let person = resetting(state, &asked.token)?.person;
    let mut faults = Faults::default();
    let Some(password) = faults.password(&asked.password, &person.email, person.name.as_ref()) else {
        return Err(faults.into_error());
    };
    let hash = state.passwords.hash(turn, &password)?;
    let id = state
        .store
        .reset_password(&secret::hash(&asked.token), &hash, context)?
        .ok_or_else(over)?;
    state
        .store
        .forget_failures(&state.throttle.account(person.email.as_str()))?;
    tracing::info!(person = %id, "a password was set by the link of a letter");
    Ok(())
}

fn over() -> ApiError {
    expired("Palūdziet jaunu saiti.", "Ask for a new one.")
}
