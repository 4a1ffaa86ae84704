//! What people say of themselves.

use super::sign_in::over;
use super::unacceptable::unacceptable;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::person::PersonName;
use blis_domain::wire::UpdateMe;
use blis_store::{AuditContext, Person, SignedIn};

/// Changes the name and the language of who is signed in, and gives them as they are then.
pub(crate) fn change_account(
    state: &State,
    me: &SignedIn,
    asked: &UpdateMe,
    context: &AuditContext,
) -> Result<Person, ApiError> {
    let name: Option<PersonName> = match &asked.name {
        Some(name) => Some(
            name.parse()
                .map_err(|fault: blis_domain::person::InvalidPersonName| {
                    unacceptable("/name", fault.code(), fault.message())
                })?,
        ),
        None => None,
    };
    state
        .store
        .change_account(&me.person.id, name.as_ref(), asked.language, context)?
        .ok_or_else(over)
}
