//! Answers to be kept as a file.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, HeaderValue};

/// The same answer as a file with this name, which the caller has made of ASCII letters, digits, `-` and `.`.
pub(crate) fn as_file(mut answer: HttpResponse, name: &str) -> HttpResponse {
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        answer.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    answer
}
