//! A refusal as a page instead of a problem document, for people.

use super::frame::{Page, Unsent};
use super::table::{is_of_somebody, page_of};
use super::words::Words;
use super::{codes, confirm, page_above};
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::query::{pairs, with_query};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use blis_store::SignedIn;
use maud::{Markup, html};

/// The answer of a page, or why there is none, both as HTML.
pub(super) fn or_message(request: &HttpRequest, outcome: Result<HttpResponse, ApiError>) -> HttpResponse {
    match outcome {
        Ok(answer) => answer,
        Err(error) => refusal(request, &error).finish(),
    }
}

/// Why there is no answer, as a page that may still get cookies, with the ways on.
pub(super) fn refusal(request: &HttpRequest, error: &ApiError) -> Unsent {
    error.log();
    let language = language::of(request);
    let problem = error.draft.in_language(language, request.path());
    let address = address(request);
    let page = Page {
        language,
        path: &address,
        title: &problem.title,
        body: html! {
            p { (problem.detail) }
            (ways(request, language, error.draft.code))
        },
    };
    // A page has no use for the challenge of a program.
    let is_challenge = error.status_code() == StatusCode::UNAUTHORIZED;
    match is_challenge {
        true => page.answer(StatusCode::FORBIDDEN),
        false => page.answer(error.status_code()).with_headers_of(error),
    }
}

/// Why somebody may not do this who could, were the codes set up or shown that their role needs.
pub(super) fn asleep(request: &HttpRequest, me: &SignedIn) -> Unsent {
    let language = language::of(request);
    let words = Words::of(language);
    let (why, way, address) = match me.has_second_factor {
        true => (
            words.codes.confirm_first,
            words.codes.confirm,
            confirm::address(language, page_above(request.path())),
        ),
        false => (
            words.second_factor_needed,
            words.codes.account_link,
            format!("{}?lang={language}", codes::PATH),
        ),
    };
    let own = self::address(request);
    let page = Page {
        language,
        path: &own,
        title: ProblemCode::Forbidden.title(language),
        body: html! {
            p { (why) }
            p { a.button.button-strong href=(address) { (way) } }
        },
    };
    page.answer(StatusCode::FORBIDDEN)
}

/// Where the same is to be read in another language: the page that was asked for, or the one on which the form stood.
fn address(request: &HttpRequest) -> String {
    match request.method().is_safe() {
        true => with_query(page_of(request.path()), &pairs(request.query_string())),
        false => page_above(request.path()).to_owned(),
    }
}

/// Where somebody goes on from a refusal: to the page on which the form stood, or one that they may open for certain.
fn ways(request: &HttpRequest, language: Language, code: ProblemCode) -> Markup {
    let words = Words::of(language);
    let path = request.path();
    let signed_in = is_of_somebody(path);
    let home = match signed_in {
        true => ("/account", words.account),
        false => ("/sign-in", words.sign_in),
    };
    let above = match code {
        // It would be refused again.
        ProblemCode::Forbidden => None,
        // Neither is the page of what is not there.
        ProblemCode::NotFound => page_above(path)
            .rsplit_once('/')
            .map(|(above, _)| page_above(above)),
        _ if signed_in => Some(page_above(page_of(path))),
        _ => Some(path),
    };
    let above = above
        .filter(|above| *above != home.0)
        .map(|above| match (code, above) {
            (ProblemCode::NotFound, _) => (above, words.back),
            _ => (above, words.again),
        });
    html! {
        ul.plain.ways {
            @for (path, name) in above.into_iter().chain([home, ("/", words.start)]) {
                li { a href=(format!("{path}?lang={language}")) { (name) } }
            }
        }
    }
}
