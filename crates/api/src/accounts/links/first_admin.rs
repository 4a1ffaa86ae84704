//! The first administrator, who comes by a link that the server prints at its start.

use super::expired;
use crate::accounts::faults::{Faults, taken};
use crate::auth::password::Turn;
use crate::auth::secret;
use crate::letters;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::text::Language;
use blis_domain::wire::FirstAdmin;
use blis_store::{AuditContext, Clock, LinkPurpose, NewPerson, Store, StoreError};

/// Why there is no link for the first administrator.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Without randomness no link is secret.
    #[error("the system gives no randomness for a link")]
    NoRandomness,
    /// The store failed.
    #[error("the link for the first administrator cannot be kept")]
    Store(#[from] StoreError),
}

/// Makes the link by which the first administrator of the installation at `site` comes in; nothing when there is one.
/// It is for the eyes of whoever started the server: no log and no other file should hold it.
///
/// # Errors
/// When the database fails, or the system gives no randomness.
pub fn first_admin_link(store: &Store, clock: &Clock, site: &str) -> Result<Option<String>, LinkError> {
    let link =
        letters::link_of(site, clock.now(), LinkPurpose::FirstAdmin).map_err(|_| LinkError::NoRandomness)?;
    let made = store.offer_first_admin(&link.new, &AuditContext::command("serve"))?;
    Ok(made.then_some(link.address))
}

/// Lets on a link that holds, for showing the form. A demonstration has its invented administrator, and takes in nobody
/// real.
pub(crate) fn first_admin_may_come(state: &State, token: &str) -> Result<(), ApiError> {
    if state.demonstration {
        return Err(expired(
            "Demonstrācijā administratora kontu neveido.",
            "No account of an administrator is made in a demonstration.",
        ));
    }
    match state.store.first_admin_may_come(&secret::hash(token))? {
        true => Ok(()),
        false => Err(over()),
    }
}

/// Makes the account of the first administrator.
pub(crate) fn make_first_admin(
    state: &State,
    asked: &FirstAdmin,
    language: Language,
    turn: &Turn,
    context: &AuditContext,
) -> Result<(), ApiError> {
    first_admin_may_come(state, &asked.token)?;
    let mut faults = Faults::default();
    let (email, name) = (faults.email(&asked.email), faults.name(&asked.name));
    let password = email
        .as_ref()
        .and_then(|email| faults.password(&asked.password, email, name.as_ref()));
    let (Some(email), Some(name), Some(password)) = (email, name, password) else {
        return Err(faults.into_error());
    };
    let new = NewPerson {
        email,
        name: Some(name),
        language,
        password_hash: Some(state.passwords.hash(turn, &password)?),
        demonstration: false,
        grants: vec![Grant::new(Role::Admin, Within::Everywhere)],
        added_by: "blis serve".to_owned(),
    };
    match state
        .store
        .add_first_admin(&secret::hash(&asked.token), &new, context)
    {
        Ok(Some(id)) => {
            tracing::info!(person = %id, "the first administrator made their account");
            Ok(())
        }
        Ok(None) => Err(over()),
        Err(StoreError::PersonExists) => Err(taken()),
        Err(error) => Err(error.into()),
    }
}

fn over() -> ApiError {
    expired(
        "Kamēr administratora nav, serveris katrā startā izdrukā jaunu saiti; vecā tad vairs nav derīga.",
        "As long as there is no administrator, the server prints a new link at each start, and the old one ends.",
    )
}
