//! What the forms behind links have in common.

use super::super::frame::{Page, Unsent};
use super::super::message::refusal;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, REFERRER_POLICY};
use blis_domain::problem::ProblemCode;
use maud::html;

/// Whether a refusal belongs on the form, for whoever typed to correct it.
pub(super) fn is_for_form(error: &ApiError) -> bool {
    matches!(
        error.draft.code,
        ProblemCode::Unacceptable | ProblemCode::TooManyRequests
    )
}

/// The answer of a page whose address holds a secret.
pub(super) fn discreet(mut unsent: Unsent) -> Unsent {
    unsent
        .answer
        .insert_header((REFERRER_POLICY, HeaderValue::from_static("no-referrer")));
    unsent
}

/// A refusal that ends here, with the way on where there is one.
pub(super) fn ended(request: &HttpRequest, error: &ApiError, on: Option<(&str, &str)>) -> Unsent {
    if error.draft.code != ProblemCode::LinkExpired {
        return discreet(refusal(request, error));
    }
    let language = language::of(request);
    let page = Page {
        language,
        path: request.path(),
        title: error.draft.code.title(language),
        body: html! {
            p { (error.draft.detail.get(language)) }
            @if let Some((path, words)) = on {
                p { a href=(format!("{path}?lang={language}")) { (words) } }
            }
        },
    };
    discreet(page.answer(StatusCode::GONE))
}
