//! Asking for a letter with a link to set a new password, so that the answer tells nothing.

use super::super::sign_in::may_sign_in;
use super::super::throttle::wait_for;
use crate::accounts::faults::Faults;
use crate::auth::Way;
use crate::letters;
use crate::state::State;
use crate::web::problem::ApiError;
use crate::web::{peer, trace};
use actix_web::HttpRequest;
use actix_web::web::Data;
use blis_domain::audit::{Actor, actions};
use blis_domain::person::{EmailAddress, PersonId};
use blis_store::{AuditContext, AuditDraft, LinkPurpose};
use std::net::IpAddr;

/// From where somebody asks.
pub(crate) struct Asker {
    counted: Option<IpAddr>,
    /// Whether somebody on the way can read along.
    way: Way,
    context: AuditContext,
}

impl Asker {
    /// As the request says.
    pub(crate) fn of(state: &State, request: &HttpRequest) -> Asker {
        Asker {
            counted: peer::counted(request),
            way: state.transport.way(request),
            context: trace::context(Actor::Nobody, request),
        }
    }
}

/// Takes the wish for a letter. What comes of it is found out after the answer, so that its content and its time are
/// the same for an address that has an account and for one that has none. Whoever asks too often is told to wait,
/// counted by what was typed and by where it comes from: nobody is flooded with letters.
pub(crate) async fn ask_password_reset(
    state: &Data<State>,
    typed: String,
    from: Asker,
) -> Result<(), ApiError> {
    from.way.require_private()?;
    letters::require(state)?;
    let mut faults = Faults::default();
    let Some(email) = faults.email(&typed) else {
        return Err(faults.into_error());
    };
    let known = state.clone();
    let (address, counted) = (email.clone(), from.counted);
    crate::web::blocking::blocking(move || count(&known, &address, counted)).await?;
    let (known, context) = (state.clone(), from.context);
    // Nobody waits for it. A server that stops at this instant may lose it; whoever gets no letter asks again.
    actix_web::rt::spawn(async move {
        let written = crate::web::blocking::blocking(move || write(&known, &email, &context));
        if let Err(error) = written.await {
            error.log();
        }
    });
    Ok(())
}

fn count(state: &State, email: &EmailAddress, counted: Option<IpAddr>) -> Result<(), ApiError> {
    let mut keys = vec![state.throttle.letters_to(email.as_str())];
    keys.extend(counted.map(|address| state.throttle.letters_from(address)));
    match state.store.count_asking(&keys)? {
        Some(wait) => Err(too_often(wait)),
        None => Ok(()),
    }
}

/// Writes the letter, or nothing but a line in the log.
fn write(state: &State, email: &EmailAddress, context: &AuditContext) -> Result<(), ApiError> {
    let account = state.store.account(email)?;
    let id = account.as_ref().map(|account| account.person.clone());
    let Some(account) = account.filter(|account| may_sign_in(state, account)) else {
        return refused(state, id.as_ref(), context);
    };
    let Some(person) = state.store.person(&account.person)? else {
        return refused(state, id.as_ref(), context);
    };
    let link = letters::link(state, LinkPurpose::PasswordReset)?;
    let letter = letters::password_reset(state, (person.name.as_ref(), person.language), &link);
    match state
        .store
        .ask_password_reset(&person.id, &link.new, &letter, context)?
    {
        true => Ok(()),
        // Suspended this instant.
        false => refused(state, id.as_ref(), context),
    }
}

fn refused(state: &State, person: Option<&PersonId>, context: &AuditContext) -> Result<(), ApiError> {
    let person = person.map(PersonId::as_str);
    let draft = AuditDraft::refused(context, actions::ASK_PASSWORD_RESET, "person", person);
    state.store.record(&draft)?;
    Ok(())
}

fn too_often(seconds: u64) -> ApiError {
    wait_for(
        seconds,
        "Vēstule jau ir lūgta vairākas reizes.",
        "The letter was asked for several times already.",
    )
}
