//! Something that was read but is not taken.

use crate::web::problem::ApiError;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Text;

/// One member of a document is not taken, and why.
pub(crate) fn unacceptable(pointer: &str, code: &'static str, message: Text) -> ApiError {
    problem(vec![FaultDraft::at(pointer, code, message.clone())], message)
}

/// A problem with the faults, where there are any; its text is that of the first.
pub(crate) fn refuse(faults: Vec<FaultDraft>) -> Result<(), ApiError> {
    match faults.first().map(|first| first.message.clone()) {
        None => Ok(()),
        Some(message) => Err(problem(faults, message)),
    }
}

fn problem(faults: Vec<FaultDraft>, Text { lv, en }: Text) -> ApiError {
    ProblemDraft {
        faults,
        ..ProblemDraft::new(ProblemCode::Unacceptable, lv, en)
    }
    .into()
}
