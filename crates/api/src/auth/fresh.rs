//! How long ago somebody showed who they are: what is grave asks that it was just now.

use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_store::SignedIn;
use time::Duration;

/// How long it counts as just now.
const FRESH: Duration = Duration::minutes(15);

/// Whether somebody signed in, or showed anew who they are, just now, and with everything they set up: whom another
/// service let in did not show a code yet, and must not get around it by making new ones.
pub(crate) fn is_fresh(state: &State, me: &SignedIn) -> bool {
    let shown_all = me.standing.second_factor() || !me.has_second_factor;
    shown_all && state.clock.now() - me.confirmed_at < FRESH
}

/// The refusal of something grave.
pub(crate) fn sign_in_again() -> ApiError {
    ProblemDraft::new(
        ProblemCode::SignInAgain,
        "Apliecināt sevi vajag ne agrāk kā pirms 15 minūtēm, arī ar kodu, ja kodi ir iestatīti; programmas to dara ar \
         POST /api/v1/auth/session/confirmation.",
        "You must have shown who you are in the last 15 minutes, with a code too where codes are set up; programs do \
         so by POST /api/v1/auth/session/confirmation.",
    )
    .into()
}
