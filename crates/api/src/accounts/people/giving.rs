//! Roles given and taken.

use super::look::{self, seen};
use super::{grant, may_not_give};
use crate::accounts::unacceptable::unacceptable;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Standing, may_give};
use blis_domain::text::Text;
use blis_domain::wire::{NewGrant, UserGrant};
use blis_store::{AuditContext, StoreError};

/// Gives a person a role.
pub(crate) fn give_role(
    state: &State,
    giver: &Standing,
    to: &str,
    asked: NewGrant,
    context: &AuditContext,
) -> Result<UserGrant, ApiError> {
    let to = seen(state, giver, Action::ChangeGrants, to)?.person.id;
    let grant = grant(asked, "")?;
    may_give(giver, &to, &grant).map_err(may_not_give)?;
    let ids = state.store.give_roles(&to, &[grant], context).map_err(refused)?;
    let given = seen(state, giver, Action::ChangeGrants, to.as_str())?;
    let given = given.person.grants.into_iter().find(|one| ids.contains(&one.id));
    // Taken again already: whoever was quicker has the last word.
    given.map(look::grant).ok_or_else(no_such_role)
}

/// Takes a role from a person.
pub(crate) fn take_role(
    state: &State,
    taker: &Standing,
    from: &str,
    id: &str,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let from = seen(state, taker, Action::ChangeGrants, from)?.person;
    let held = from
        .grants
        .iter()
        .find(|one| one.id == id)
        .ok_or_else(no_such_role)?;
    may_give(taker, &from.id, &held.grant).map_err(may_not_give)?;
    match state.store.take_role(&from.id, id, context).map_err(refused)? {
        true => Ok(()),
        false => Err(no_such_role()),
    }
}

/// A refusal of the store, with the place in the body where it names one.
pub(super) fn refused(error: StoreError) -> ApiError {
    match &error {
        StoreError::UnknownArea(code) => unacceptable(
            "/municipality",
            "unknown_area",
            Text::new(
                format!("Pašvaldības ar kodu „{code}” nav."),
                format!("There is no municipality “{code}”."),
            ),
        ),
        StoreError::UnknownNetwork(code) => unacceptable(
            "/network",
            "unknown_network",
            Text::new(
                format!("Tīkla „{code}” nav."),
                format!("There is no network “{code}”."),
            ),
        ),
        _ => error.into(),
    }
}

fn no_such_role() -> ApiError {
    let problem = ProblemDraft::new(
        ProblemCode::NotFound,
        "Šim lietotājam šādas lomas nav.",
        "The person has no such role.",
    );
    problem.into()
}
