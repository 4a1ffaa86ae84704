//! Something that was read but is not taken.

use crate::web::problem::ApiError;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Text;

/// One member of a document is not taken, and why.
pub(crate) fn unacceptable(pointer: &str, code: &'static str, message: Text) -> ApiError {
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
