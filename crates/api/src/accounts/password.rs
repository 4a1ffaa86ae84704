//! A new password in the place of the old.

use super::sign_in::over;
use crate::auth::password::Turn;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::password::{NewPassword, PasswordRefusal};
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::{Language, Text};
use blis_domain::wire::ChangePassword;
use blis_store::{AuditContext, SignedIn};

/// Changes the password of who is signed in, and ends their other sessions.
pub(crate) fn change_password(
    state: &State,
    me: &SignedIn,
    asked: &ChangePassword,
    turn: &Turn,
    context: &AuditContext,
) -> Result<(), ApiError> {
    let account = state.store.account(&me.person.email)?;
    let kept = account.and_then(|account| account.password_hash);
    let right = state.passwords.is_right(turn, kept.as_deref(), &asked.current);
    let Some(kept) = kept.filter(|_| right) else {
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

fn unacceptable(pointer: &str, code: &'static str, message: Text) -> ApiError {
    ProblemDraft {
        faults: vec![FaultDraft {
            pointer: Some(pointer.to_owned()),
            row: None,
            code,
            message: message.clone(),
        }],
        ..ProblemDraft::new(ProblemCode::Unacceptable, message.lv, message.en)
    }
    .into()
}
