//! Showing anew who one is, in a session that is open: before something grave, and to wake the roles that sleep in a
//! session without a second factor.

use super::codes;
use super::sign_in::over;
use super::throttle::held;
use super::unacceptable::unacceptable;
use crate::auth::password::Turn;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::audit::actions;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::text::Text;
use blis_domain::wire::ConfirmSession;
use blis_store::{Account, AuditContext, AuditDraft, SecondFactor, SessionWay, ShownCode, SignedIn};

/// What somebody is asked for to show who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The password.
    pub(crate) password: bool,
    /// A code.
    pub(crate) code: bool,
}

/// What is asked of who is signed in; nothing of somebody whom another service let in, and who has no second factor: for
/// them signing in again is the only way.
pub(crate) fn asked_of(state: &State, me: &SignedIn) -> Result<Option<Asked>, ApiError> {
    let account = state.store.account(&me.person.email)?;
    Ok(asked(
        me.way,
        has_password(account.as_ref()),
        me.has_second_factor,
    ))
}

fn asked(way: SessionWay, has_password: bool, code: bool) -> Option<Asked> {
    let password = has_password && (way == SessionWay::Password || !code);
    (password || code).then_some(Asked { password, code })
}

fn has_password(account: Option<&Account>) -> bool {
    account.is_some_and(|account| account.password_hash.is_some())
}

/// Takes the password and the code of who is signed in. Wrong ones are counted by the person, and hold up nobody but
/// who is signed in as that person.
pub(crate) fn confirm_session(
    state: &State,
    me: &SignedIn,
    shown: &ConfirmSession,
    turn: &Turn,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let key = state.throttle.signed_in(&me.person.id);
    if let Some(wait) = state.store.sign_in_wait(&[key])? {
        return Err(held(wait));
    }
    let failed = |refusal: ApiError| -> Result<ApiError, ApiError> {
        let person = Some(me.person.id.as_str());
        let draft = AuditDraft::refused(context, actions::CONFIRM_SESSION, "person", person);
        Ok(match state.store.count_failure(&[key], &draft)? {
            Some(wait) => held(wait),
            None => refusal,
        })
    };
    let account = state.store.account(&me.person.email)?;
    let factor = state.store.second_factor(&me.person.id)?;
    let asked = asked(me.way, has_password(account.as_ref()), factor.is_some());
    let asked = asked.ok_or_else(nothing_to_show)?;
    let kept = account.and_then(|account| account.password_hash);
    let kept = kept.filter(|_| asked.password);
    if let Some(kept) = &kept {
        let typed = shown.password.as_deref().ok_or_else(|| missing("/password"))?;
        if !state.passwords.is_right(turn, Some(kept), typed) {
            return Err(failed(wrong_password())?);
        }
        // Of many guesses sent at once, all but the first few are too late by now.
        if let Some(wait) = state.store.sign_in_wait(&[key])? {
            return Err(held(wait));
        }
    }
    let code = match &factor {
        None => None,
        Some(factor) => match shown_code(state, me, factor, shown)? {
            Some(code) => Some(code),
            None => return Err(failed(wrong_code())?),
        },
    };
    let confirmed = state
        .store
        .confirm_session(me, kept.as_deref(), code.as_ref(), context)?;
    match (confirmed, code) {
        (true, _) => Ok(state.store.forget_failures(&key)?),
        // No such recovery code, or one that was used.
        (false, Some(_)) => Err(failed(wrong_code())?),
        (false, None) => Err(over()),
    }
}

fn shown_code(
    state: &State,
    me: &SignedIn,
    factor: &SecondFactor,
    shown: &ConfirmSession,
) -> Result<Option<ShownCode>, ApiError> {
    let typed = shown.code.as_deref().ok_or_else(|| missing("/code"))?;
    codes::shown(state, &me.person.id, factor, typed)
}

fn missing(pointer: &str) -> ApiError {
    let message = match pointer {
        "/code" => Text::new("Vajadzīgs vienreizējais kods.", "A one-time code is needed."),
        _ => Text::new("Vajadzīga parole.", "The password is needed."),
    };
    unacceptable(pointer, "missing", message)
}

fn wrong_password() -> ApiError {
    let message = Text::new("Parole nav pareiza.", "The password is wrong.");
    unacceptable("/password", "wrong_password", message)
}

/// A code that does not fit.
pub(super) fn wrong_code() -> ApiError {
    let message = Text::new(
        "Kods nav pareizs vai jau ir izmantots. Gaidiet nākamo kodu un mēģiniet vēlreiz.",
        "The code is wrong or was used. Wait for the next code and try again.",
    );
    unacceptable("/code", "wrong_code", message)
}

fn nothing_to_show() -> ApiError {
    ProblemDraft::new(
        ProblemCode::Conflict,
        "Jūs pierakstījāties ar citas organizācijas pakalpojumu. Izrakstieties un pierakstieties vēlreiz.",
        "You signed in by the service of another organisation. Sign out and sign in again.",
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_shows_what_signing_in_asks_of_them() {
        use SessionWay::{External, Password};
        for (way, has_password, code, shows) in [
            (Password, true, false, Some((true, false))),
            (Password, true, true, Some((true, true))),
            (External, true, false, Some((true, false))),
            (External, true, true, Some((false, true))),
            (External, false, true, Some((false, true))),
            (External, false, false, None),
        ] {
            let shows = shows.map(|(password, code)| Asked { password, code });
            assert_eq!(
                asked(way, has_password, code),
                shows,
                "{way:?} {has_password} {code}"
            );
        }
    }
}
