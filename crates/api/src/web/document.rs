//! A small JSON document as the body of a request: checked for its kind and size, read into a type, and refused with
//! the place where it broke.

use super::media;
use super::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::web::Payload;
use blis_domain::problem::{FaultDraft, ProblemCode, ProblemDraft};
use blis_domain::text::Text;
use serde::de::DeserializeOwned;

/// More than any honest document takes.
const MOST_BYTES: usize = 16 * 1024;

/// Reads the body of a request. Called by the handler, after the door: whoever may not come in learns nothing of what
/// is read there.
pub(crate) async fn read<T: DeserializeOwned>(request: &HttpRequest, body: Payload) -> Result<T, ApiError> {
    // A form of another site can send anything but this.
    if !media::is(request, "application/json") {
        return Err(ProblemDraft::new(
            ProblemCode::UnsupportedMediaType,
            "Content-Type jābūt application/json.",
            "The Content-Type must be application/json.",
        )
        .into());
    }
    let bytes = body
        .to_bytes_limited(MOST_BYTES)
        .await
        .map_err(|_| ApiError::of_code(ProblemCode::BodyTooLarge))?
        .map_err(|_| broke_off())?;
    // The library reads a list as the members of a type in their order, and an empty one as none of them.
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err(ProblemDraft::new(
            ProblemCode::MalformedBody,
            "JSON saturam jābūt objektam, nevis sarakstam.",
            "The JSON must be an object and not a list.",
        )
        .into());
    }
    serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> ApiError {
    let (line, column) = (error.line(), error.column());
    ProblemDraft {
        faults: vec![FaultDraft {
            pointer: None,
            row: None,
            code: "unreadable",
            // The library's own words name the field; they are English and stay so.
            message: Text::new(error.to_string(), error.to_string()),
        }],
        ..ProblemDraft::new(
            ProblemCode::MalformedBody,
            format!("JSON nevar nolasīt: {line}. rinda, {column}. zīme."),
            format!("The JSON cannot be read: line {line}, column {column}."),
        )
    }
    .into()
}

fn broke_off() -> ApiError {
    ProblemDraft::new(
        ProblemCode::MalformedBody,
        "Saturs aprāvās, pirms bija vesels.",
        "The body broke off before it was whole.",
    )
    .into()
}
