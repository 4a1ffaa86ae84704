//! A small JSON document as the body of a request: checked for its kind and size, read into a type, and refused with
//! the place where it broke.

use super::arrival::broken;
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
    read_up_to(request, body, MOST_BYTES).await
}

/// The same, of a document that may have so many bytes.
pub(crate) async fn read_up_to<T: DeserializeOwned>(
    request: &HttpRequest,
    body: Payload,
    most_bytes: usize,
) -> Result<T, ApiError> {
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
        .to_bytes_limited(most_bytes)
        .await
        .map_err(|_| ApiError::of_code(ProblemCode::BodyTooLarge))?
        .map_err(|error| broken(&error, broke_off))?;
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
            // The library's own words say what was expected; they are English and stay so.
            message: Text::new(without_value(error), without_value(error)),
        }],
        ..ProblemDraft::new(
            ProblemCode::MalformedBody,
            format!("JSON nevar nolasīt: {line}. rinda, {column}. zīme."),
            format!("The JSON cannot be read: line {line}, column {column}."),
        )
    }
    .into()
}

/// What was wrong, without what was sent: it may be a password or a code in the place of something else, and an answer
/// ends up in logs. The library writes `invalid type: string "…", expected …`, and for numbers `` integer `…` ``.
fn without_value(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let is_about_value = ["invalid type: ", "invalid value: "]
        .iter()
        .any(|start| text.starts_with(start));
    let kind_end = text.find(['"', '`']).filter(|_| is_about_value);
    // The last one: what was sent may hold the words, too.
    let rest = text.rfind(", expected ");
    match (kind_end, rest) {
        (Some(end), Some(rest)) if end < rest => format!("{}{}", text[..end].trim_end(), &text[rest..]),
        _ => text,
    }
}

pub(crate) fn broke_off() -> ApiError {
    ProblemDraft::new(
        ProblemCode::MalformedBody,
        "Saturs aprāvās, pirms bija vesels.",
        "The body broke off before it was whole.",
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::wire::SignIn;

    fn told(json: &str) -> String {
        let error = serde_json::from_str::<SignIn>(json).err().unwrap();
        without_value(&error)
    }

    #[test]
    fn what_was_sent_is_not_repeated() {
        for json in [
            r#"{"email": "a@b.lv", "password": 31415926}"#,
            r#"{"email": "a@b.lv", "password": 31415926.5}"#,
            r#"{"email": "a@b.lv", "password": "x", "code": 31415926}"#,
            r#""31415926""#,
            r#""31415926, expected \" x""#,
            r#"{"email": "a@b.lv", "password": {"31415926": 1}}"#,
            r#"{"email": "a@b.lv", "password": ["31415926"]}"#,
        ] {
            let told = told(json);
            assert!(!told.contains("31415926"), "{json}: {told}");
            assert!(told.contains("expected "), "{json}: {told}");
        }
        assert!(told(r#"{"email": true, "password": "x"}"#).starts_with("invalid type: boolean, expected"));
        assert!(told("{").contains("line 1"), "where it broke is told");
    }

    #[test]
    fn a_document_that_goes_too_deep_is_refused() {
        let deep = format!(r#"{{"email": {}"#, "[".repeat(100_000));
        assert!(!told(&deep).is_empty());
        let deep: Result<serde_json::Value, _> = serde_json::from_str(&"[".repeat(100_000));
        assert!(deep.unwrap_err().to_string().contains("recursion limit"));
    }
}
