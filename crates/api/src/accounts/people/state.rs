//! People suspended and let back, and their sessions ended.

use super::look::{seen, user};
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::person::PersonState;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Standing, Target};
use blis_domain::wire::{SettableState, User};
use blis_store::{AuditContext, Decider, PersonListed, StoreError};

/// Suspends a person or lets them back, if they are still as whoever decides has seen them: `is_current` says whether
/// that was this version. Gives the person as they are now, and their version.
pub(crate) fn set_state(
    state: &State,
    standing: &Standing,
    id: &str,
    wanted: SettableState,
    is_current: impl FnOnce(u64) -> bool,
    context: &AuditContext,
) -> Result<(User, u64), ApiError> {
    let person = reached(state, standing, Action::SuspendPerson, id)?;
    if standing.person() == Some(&person.id) {
        return Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            "Pats savu kontu neviens neaptur un neatjauno.",
            "Nobody suspends their own account or lets it back.",
        )
        .into());
    }
    if !is_current(person.version) {
        return Err(StoreError::Stale.into());
    }
    if wanted == SettableState::Active && person.state == PersonState::Invited {
        return Err(ProblemDraft::new(
            ProblemCode::Conflict,
            "Uzaicinātais savu kontu atver pats ar saiti no vēstules; uzaicinājumu var sūtīt vēlreiz.",
            "Whoever is invited opens the account themselves by the link in the letter; the invitation can be sent again.",
        )
        .into());
    }
    let suspended = wanted == SettableState::Suspended;
    state
        .store
        .set_suspended(&person.id, suspended, person.version, context)?;
    let now = seen(state, standing, Action::SuspendPerson, id)?.person;
    let version = now.version;
    Ok((user(now), version))
}

/// Ends every session of a person.
pub(crate) fn end_sessions(
    state: &State,
    standing: &Standing,
    id: &str,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let action = Action::SuspendPerson;
    let person = reached(state, standing, action, id)?;
    state
        .store
        .end_sessions(&person.id, Decider::ByRights(standing, action), context)
        .map(drop)
        .map_err(refused)
}

/// Takes the second factor of a person away who lost it; their sessions end. For one's own there is another way, which
/// asks for a code.
pub(crate) fn remove_second_factor(
    state: &State,
    standing: &Standing,
    id: &str,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let action = Action::InvitePerson;
    let person = reached(state, standing, action, id)?;
    if standing.person() == Some(&person.id) {
        return Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            "Savus vienreizējos kodus maina sava konta lapā.",
            "One's own one-time codes are changed on the page of one's account.",
        )
        .into());
    }
    let removed = state
        .store
        .remove_second_factor(&person.id, Decider::ByRights(standing, action), context);
    match removed.map_err(refused)? {
        true => Ok(()),
        false => Err(ProblemDraft::not_found(
            "Šim lietotājam vienreizējie kodi nav iestatīti.",
            "This person has no one-time codes.",
        )
        .into()),
    }
}

/// A person who is seen, and whose whole account is within reach of an action. That is so at this moment: a change asks
/// again in its own transaction, by [`Decider`] or by the version that was seen.
pub(crate) fn reached(
    state: &State,
    standing: &Standing,
    action: Action,
    id: &str,
) -> Result<PersonListed, ApiError> {
    let found = seen(state, standing, action, id)?;
    let target = Target::Person {
        id: &found.person.id,
        places: &found.places,
    };
    match standing.may_on(action, &target) {
        true => Ok(found.person),
        false => Err(beyond_reach()),
    }
}

/// A refusal of the store; one by the table of rights reads as it does before the change.
fn refused(error: StoreError) -> ApiError {
    match error {
        StoreError::BeyondReach => beyond_reach(),
        error => error.into(),
    }
}

fn beyond_reach() -> ApiError {
    ProblemDraft::new(
            ProblemCode::Forbidden,
            "Šim lietotājam ir lomas arī ārpus jūsu pašvaldības, tāpēc viņa kontu kopumā maina sistēmas administrators. \
             Lomas savā pašvaldībā varat atņemt.",
            "This person has roles outside your municipality as well, so the account as a whole is changed by the \
             administrator of the system. You can take the roles in your own municipality.",
        )
        .into()
}
