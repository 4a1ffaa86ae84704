//! Answers to be kept as a file.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, HeaderValue};

/// The same answer as a file with this name.
pub(crate) fn as_file(mut answer: HttpResponse, name: &'static str) -> HttpResponse {
    answer
        .headers_mut()
        .insert(CONTENT_DISPOSITION, disposition(name));
    answer
}

/// Says that an answer is a file with this name, which is of ASCII letters, digits, `-` and `.`.
pub(crate) fn disposition(name: &str) -> HeaderValue {
    HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"))
}
