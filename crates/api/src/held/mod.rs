//! Held figures: what has arrived and waits for a steward.

mod decide;
mod list;
mod seen;

pub(crate) use decide::*;
pub(crate) use list::*;
pub(crate) use seen::seen;

use crate::web::problem::ApiError;
use blis_domain::desk::{Decide, LONGEST_REASON, reason};
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Text;

/// A decision as it may be kept: with a reason that says something.
pub(crate) fn checked(asked: Decide) -> Result<Decide, ApiError> {
    if let Some(reason) = reason(&asked.reason) {
        return Ok(Decide {
            reason: reason.to_owned(),
            ..asked
        });
    }
    let message = Text::new(
        format!("Lēmumam jānorāda pamatojums: 1 līdz {LONGEST_REASON} rakstzīmes."),
        format!("A decision needs a reason: 1 to {LONGEST_REASON} characters."),
    );
    Err(ProblemDraft {
        faults: vec![FaultDraft::at("/reason", "invalid_reason", message)],
        ..ProblemDraft::new(
            ProblemCode::Unacceptable,
            "Lēmumu pieņemt nevar: trūkst derīga pamatojuma.",
            "The decision cannot be taken: it has no reason that can be kept.",
        )
    }
    .into())
}
