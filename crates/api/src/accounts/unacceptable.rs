//! Something that was read but is not taken.

use crate::web::problem::ApiError;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Text;

/// One member of a document is not taken, and why.
pub(crate) fn unacceptable(pointer: &str, code: &'static str, message: Text) -> ApiError {
    refused_for(vec![FaultDraft::at(pointer, code, message)])
}

/// A problem with the faults, where there are any.
pub(crate) fn refuse(faults: Vec<FaultDraft>) -> Result<(), ApiError> {
    match faults.is_empty() {
        true => Ok(()),
        false => Err(refused_for(faults)),
    }
}

/// A problem with these faults; its text is that of the first.
pub(crate) fn refused_for(faults: Vec<FaultDraft>) -> ApiError {
    let first = faults.first().map(|first| first.message.clone());
    let Text { lv, en } = first.unwrap_or_default();
    ProblemDraft {
        faults,
        ..ProblemDraft::new(ProblemCode::Unacceptable, lv, en)
    }
    .into()
}
