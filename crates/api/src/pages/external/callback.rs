//! `GET /sign-in/with/{provider}/callback`: where the service sends the browser back to.

use super::super::frame::{Page, Unsent};
use super::super::return_to::ReturnTo;
use super::super::words::Words;
use super::onward;
use crate::accounts::{self, Ending, Finished, Origin, Returned};
use crate::state::State;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::http::header::REFERRER_POLICY;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use blis_domain::text::Language;
use maud::html;
use serde::Deserialize;

/// What the service sends along (OpenID Connect Core, 3.1.2.5; RFC 9207). What else it adds is nothing to BLIS.
#[derive(Deserialize)]
pub(in crate::pages) struct Sent {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// Ends the sign-in, and opens the page it was begun for.
pub(in crate::pages) async fn callback(
    request: HttpRequest,
    state: Data<State>,
    provider: Path<String>,
    sent: Option<Query<Sent>>,
) -> HttpResponse {
    // An answer that names something twice is as good as none.
    let sent = sent.map(Query::into_inner);
    let returned = Returned {
        via: state.transport.via(&request),
        state: sent.as_ref().and_then(|sent| sent.state.clone()),
        code: sent.as_ref().and_then(|sent| sent.code.clone()),
        issuer: sent.as_ref().and_then(|sent| sent.iss.clone()),
        error: sent.and_then(|sent| sent.error),
    };
    let from = Origin::of(&state, &request);
    let Ending { begun, outcome } = accounts::finish_external(&state, &provider, returned, from).await;
    let language = begun
        .as_ref()
        .map_or_else(|| language::of(&request), |begun| begun.language);
    let is_linked = begun.as_ref().is_some_and(|begun| begun.session.is_some());
    let back = ReturnTo::of(begun.as_ref().map(|begun| begun.return_to.as_str())).in_language(language);
    let words = &Words::of(language).external;
    let mut answer = match outcome {
        Ok(Finished::SignedIn(opened)) => {
            let mut answer = onward(language, words.signed_in, words.you_are_signed_in, &back);
            state
                .transport
                .give(&mut answer.answer, &opened.access, &opened.refresh);
            answer
        }
        Ok(Finished::Linked) => onward(language, words.linked, words.is_linked, &back),
        Err(error) => refused(language, &request, is_linked, &error),
    };
    // The cookie of a sign-in that this answer has nothing to do with stays.
    if begun.is_some() {
        state.transport.clear_via(&mut answer.answer);
    }
    answer.finish()
}

/// Why nobody was signed in, and the way back.
fn refused(language: Language, request: &HttpRequest, is_linked: bool, error: &ApiError) -> Unsent {
    error.log();
    let problem = error.draft.in_language(language, request.path());
    let words = Words::of(language);
    let (path, name) = match is_linked {
        true => ("/account", words.account),
        false => ("/sign-in", words.external.again),
    };
    let page = Page {
        language,
        path,
        title: &problem.title,
        body: html! {
            p role="alert" { (problem.detail) }
            p { a.button href=(format!("{path}?lang={language}")) { (name) } }
        },
    };
    let status = match error.status_code() {
        // A page has no use for the challenge of a program.
        StatusCode::UNAUTHORIZED => StatusCode::FORBIDDEN,
        status => status,
    };
    let mut answer = page.answer(status);
    answer.answer.insert_header((REFERRER_POLICY, "no-referrer"));
    answer.with_headers_of(error)
}
