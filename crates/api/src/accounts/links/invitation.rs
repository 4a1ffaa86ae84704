//! Accepting an invitation.

use super::expired;
use crate::accounts::faults::Faults;
use crate::auth::password::Turn;
use crate::auth::secret;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::wire::AcceptInvitation;
use blis_store::{AuditContext, LinkHolder, LinkPurpose};

/// Who is invited by a link, for showing the form.
pub(crate) fn invited(state: &State, token: &str) -> Result<LinkHolder, ApiError> {
    state
        .store
        .open_link(&secret::hash(token), LinkPurpose::Invitation)?
        .ok_or_else(over)
}

/// Accepts an invitation: the person signs in with the password from now on.
pub(crate) fn accept_invitation(
    state: &State,
    asked: &AcceptInvitation,
    turn: &Turn,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let person = invited(state, &asked.token)?.person;
    let mut faults = Faults::default();
    let name = faults.name(&asked.name);
    let password = faults.password(&asked.password, &person.email, name.as_ref());
    let (Some(name), Some(password)) = (name, password) else {
        return Err(faults.into_error());
    };
    let hash = state.passwords.hash(turn, &password)?;
    let id = state
        .store
        .accept_invitation(&secret::hash(&asked.token), &name, asked.language, &hash, context)?
        .ok_or_else(over)?;
    tracing::info!(person = %id, "an invitation was accepted");
    Ok(())
}

fn over() -> ApiError {
    expired(
        "Lūdziet administratoram sūtīt uzaicinājumu vēlreiz; ja paroli jau esat izvēlējies, pierakstieties.",
        "Ask the administrator to send the invitation again; if you have chosen a password already, sign in.",
    )
}
