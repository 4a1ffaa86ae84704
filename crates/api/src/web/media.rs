//! The media type of a request's body.

use actix_web::HttpRequest;
use actix_web::http::header::CONTENT_TYPE;

/// Whether the body says it is of this media type, whatever parameters follow.
pub(crate) fn is(request: &HttpRequest, media: &str) -> bool {
    let header = request.headers().get(CONTENT_TYPE);
    let said = header.and_then(|value| value.to_str().ok()).unwrap_or("");
    let said = said.split(';').next().unwrap_or("").trim();
    said.eq_ignore_ascii_case(media)
}
