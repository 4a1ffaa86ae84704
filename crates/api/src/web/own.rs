//! Answers that belong to one caller: kept by nobody on the way.

use super::language::Wanted;
use super::problem::ApiError;
use super::query::following;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, ContentType, LINK};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use serde::Serialize;

/// Something in JSON, in the language asked for.
pub(crate) fn private(
    mut answer: HttpResponseBuilder,
    Wanted(language): Wanted,
    json: Vec<u8>,
) -> HttpResponse {
    answer
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_LANGUAGE, language.tag()))
        .content_type(ContentType::json())
        .body(json)
}

/// Something in JSON. A receipt of many rows is written on the blocking pool, for it takes long enough to hold up
/// whoever asks meanwhile.
pub(crate) fn written<T: Serialize>(value: &T) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(value).map_err(ApiError::internal)
}

/// A page of a list in JSON, with the address of the page after it.
pub(crate) fn paged(
    request: &HttpRequest,
    path: &str,
    language: Wanted,
    json: Vec<u8>,
    next: Option<&str>,
) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    if let Some(cursor) = next {
        let next = following(path, request.query_string(), cursor);
        answer.insert_header((LINK, format!("<{next}>; rel=\"next\"")));
    }
    private(answer, language, json)
}

/// Done, with nothing to say.
pub(crate) fn done() -> HttpResponseBuilder {
    let mut answer = HttpResponse::NoContent();
    answer.insert_header((CACHE_CONTROL, "no-store"));
    answer
}
