//! `/sign-in/code`: the second step of signing in, where a second factor is set up.

use super::codes::{Cursor, one_time_field, recovery_field};
use super::form::Sent;
use super::frame::{Page, Unsent};
use super::message::or_message;
use super::return_to::ReturnTo;
use super::sign_in::{Place, landing};
use super::visit::see_other;
use super::words::Words;
use crate::accounts::{self, Origin, PENDING_LIFE, PendingSignIn};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use maud::{Markup, html};
use serde::Deserialize;

/// The page and its form.
pub(super) const PATH: &str = "/sign-in/code";

/// What the form brings.
#[derive(Deserialize)]
pub(super) struct Filled {
    code: String,
    return_to: Option<String>,
}

/// Sends a browser whose password was right here, and lets it hold the sign-in that waits.
pub(super) fn ask(
    request: &HttpRequest,
    state: &State,
    pending: &PendingSignIn,
    back: &ReturnTo,
) -> Result<Unsent, ApiError> {
    let mut answer = see_other(&format!(
        "{PATH}?{}return_to={}",
        language::chosen(request),
        back.in_query()
    ));
    let sealed = pending.sealed(state)?;
    state
        .transport
        .give_pending(&mut answer.answer, &sealed, PENDING_LIFE);
    Ok(answer)
}

/// The form, while a sign-in waits for it.
pub(super) async fn show(request: HttpRequest, state: Data<State>, place: Query<Place>) -> HttpResponse {
    let back = ReturnTo::of(place.return_to.as_deref());
    match waiting(&request, &state) {
        Some(_) => page(&request, &back, &back.after(PATH), None)
            .answer(StatusCode::OK)
            .finish(),
        None => from_the_beginning(&request, &back).finish(),
    }
}

/// Takes the code, and signs in.
pub(super) async fn submit(request: HttpRequest, state: Data<State>, form: Sent<Filled>) -> HttpResponse {
    let outcome = match form {
        Ok(form) => submitted(&request, &state, form.fields).await,
        Err(error) => Err(error),
    };
    or_message(&request, outcome)
}

async fn submitted(
    request: &HttpRequest,
    state: &Data<State>,
    filled: Filled,
) -> Result<HttpResponse, ApiError> {
    let language = language::of(request);
    let back = ReturnTo::of(filled.return_to.as_deref());
    let Some(pending) = waiting(request, state) else {
        return Ok(from_the_beginning(request, &back).finish());
    };
    let from = Origin::of(state, request);
    let turn = state.passwords.turn().await?;
    let known = state.clone();
    let outcome =
        blocking(move || accounts::finish_sign_in(&known, &pending, &filled.code, from, &turn)).await;
    let error = match outcome {
        Ok(opened) => {
            let mut answer = see_other(&landing(request, &opened.signed_in, &back));
            state
                .transport
                .give(&mut answer.answer, &opened.access, &opened.refresh);
            state.transport.clear_pending(&mut answer.answer);
            return Ok(answer.finish());
        }
        Err(error) => error,
    };
    let (status, reason) = match error.draft.code {
        // A page has no use for the challenge of a program.
        ProblemCode::SignInFailed => (StatusCode::FORBIDDEN, Words::of(language).codes.wrong.to_owned()),
        ProblemCode::TooManyRequests => (
            StatusCode::TOO_MANY_REQUESTS,
            error.draft.in_language(language, PATH).detail,
        ),
        _ => return Err(error),
    };
    let address = back.after(PATH);
    let page = page(request, &back, &address, Some(&reason));
    Ok(page.answer(status).with_headers_of(&error).finish())
}

fn waiting(request: &HttpRequest, state: &State) -> Option<PendingSignIn> {
    PendingSignIn::opened(state, &state.transport.pending(request)?)
}

fn from_the_beginning(request: &HttpRequest, back: &ReturnTo) -> Unsent {
    let chosen = language::chosen(request);
    see_other(&format!("/sign-in?{chosen}return_to={}", back.in_query()))
}

fn page<'p>(request: &HttpRequest, back: &ReturnTo, address: &'p str, refused: Option<&str>) -> Page<'p> {
    let language = language::of(request);
    let chosen = language::chosen(request);
    let words = &Words::of(language).codes;
    Page {
        language,
        path: address,
        title: words.heading,
        body: html! {
            p { (words.ask) }
            @if let Some(reason) = refused {
                p.form-refused role="alert" id="refused" { (reason) }
            }
            (form(language, &chosen, back, &one_time_field(words.code, refused.is_some(), Cursor::Here)))
            details {
                summary { (words.lost) }
                (form(language, &chosen, back, &recovery_field(words.recovery_code)))
            }
            p { a href=(format!("{}&lang={language}", back.after("/sign-in"))) { (words.another_account) } }
        },
    }
}

fn form(language: Language, chosen: &str, back: &ReturnTo, field: &Markup) -> Markup {
    html! {
        form.form method="post" action=(format!("{PATH}?{}", chosen.trim_end_matches('&'))) {
            input type="hidden" name="return_to" value=(back.as_str());
            (field)
            button.button.button-strong type="submit" { (Words::of(language).sign_in) }
        }
    }
}
