//! A new password in the place of the old.

use super::sign_in::over;
use super::throttle::held;
use super::unacceptable::unacceptable;
use crate::auth::password::Turn;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::audit::actions;
use blis_domain::password::{NewPassword, PasswordRefusal};
use blis_domain::text::{Language, Text};
use blis_domain::wire::ChangePassword;
use blis_store::{AuditContext, AuditDraft, SignedIn};

/// Changes the password of who is signed in, and ends their other sessions. Wrong guesses at the present one are counted
/// as those of showing anew who one is: a session that was stolen is no way to try many.
pub(crate) fn change_password(
    state: &State,
    me: &SignedIn,
    asked: &ChangePassword,
    turn: &Turn,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let key = state.throttle.signed_in(&me.person.id);
    if let Some(wait) = state.store.sign_in_wait(&[key])? {
        return Err(held(wait));
    }
    let account = state.store.account(&me.person.email)?;
    let kept = account.and_then(|account| account.password_hash);
    let right = state.passwords.is_right(turn, kept.as_deref(), &asked.current);
    let Some(kept) = kept.filter(|_| right) else {
        let person = Some(me.person.id.as_str());
        let draft = AuditDraft::refused(context, actions::SET_PASSWORD, "person", person);
        if let Some(wait) = state.store.count_failure(&[key], &draft)? {
            return Err(held(wait));
        }
        let message = Text::new("Pašreizējā parole nav pareiza.", "The present password is wrong.");
        return Err(unacceptable("/current", "wrong_password", message));
    };
    let new = NewPassword::check(&asked.new, &me.person.email, me.person.name.as_ref())
        .map_err(|refusal| unacceptable("/new", refusal.code(), words(refusal)))?;
    let hash = state.passwords.hash(turn, &new)?;
    match state.store.change_password(me, &kept, &hash, context)? {
        true => Ok(()),
        // The password or the session was ended by somebody else meanwhile.
        false => Err(over()),
    }
}

fn words(refusal: PasswordRefusal) -> Text {
    Text::new(refusal.message(Language::Lv), refusal.message(Language::En))
}
