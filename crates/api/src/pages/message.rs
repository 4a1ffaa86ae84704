//! A refusal as a page instead of a problem document, for people.

use super::frame::{Page, Unsent};
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use maud::html;

/// The answer of a page, or why there is none, both as HTML.
pub(super) fn or_message(request: &HttpRequest, outcome: Result<HttpResponse, ApiError>) -> HttpResponse {
    match outcome {
        Ok(answer) => answer,
        Err(error) => refusal(request, &error).finish(),
    }
}

/// Why there is no answer, as a page that may still get cookies.
pub(super) fn refusal(request: &HttpRequest, error: &ApiError) -> Unsent {
    error.log();
    let language = language::of(request);
    let problem = error.draft.in_language(language, request.path());
    let page = Page {
        language,
        path: "/account",
        title: &problem.title,
        body: html! { p { (problem.detail) } },
    };
    let status = error.status_code();
    // A page has no use for the challenge of a program.
    let status = if status == StatusCode::UNAUTHORIZED {
        StatusCode::FORBIDDEN
    } else {
        status
    };
    let mut unsent = page.answer(status);
    for (name, value) in error.headers.iter().filter(|(name, _)| name == RETRY_AFTER) {
        unsent.answer.insert_header((name.clone(), value.clone()));
    }
    unsent
}
