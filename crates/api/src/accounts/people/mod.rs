//! What administrators do with people. Whom somebody sees is asked of the store by their sight, so that a person who is
//! not seen is not there; what they may do to one who is seen is asked of the table of rights and of `may_give`.

mod giving;
mod inviting;
mod look;
mod state;

pub(crate) use giving::{give_role, take_role};
pub(crate) use inviting::{invite, invite_again, language_of};
pub(crate) use look::{PeopleSought, find, seen, user};
pub(crate) use state::{end_sessions, reached, remove_second_factor, set_state};

use crate::web::problem::ApiError;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::rights::{Grant, MayNotGive};
use blis_domain::text::Text;
use blis_domain::wire::NewGrant;

/// The role that is asked for at a place of a document, such as `/grants/0`; a place too many or too few is named.
fn grant(asked: NewGrant, place: &str) -> Result<Grant, ApiError> {
    let misplaced = asked.misplaced();
    Grant::try_from(asked).map_err(|reason| {
        let misplaced = misplaced.filter(|_| reason == MayNotGive::Misplaced);
        let mut error = may_not_give(reason);
        let at = |member| FaultDraft::at(format!("{place}/{member}"), "misplaced", reason.message());
        error.draft.faults.extend(misplaced.map(at));
        error
    })
}

/// A role that this person may not give or take.
fn may_not_give(reason: MayNotGive) -> ApiError {
    let Text { lv, en } = reason.message();
    ProblemDraft::new(ProblemCode::MayNotGive, lv, en).into()
}
