//! Refusals that name the field of the request they are about.

use crate::web::problem::ApiError;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Text;

/// A field whose content is not taken.
pub(super) fn unacceptable(pointer: &str, code: &'static str, message: Text) -> ApiError {
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
