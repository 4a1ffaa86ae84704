//! `/sign-in`: the form, and what comes of it.

use super::external;
use super::form::Sent;
use super::frame::{Page, Unsent};
use super::links::Note;
use super::message::or_message;
use super::return_to::ReturnTo;
use super::sign_in_code;
use super::visit::see_other;
use super::words::Words;
use super::{codes, confirm};
use crate::accounts::{self, Origin, SignInStep, Visit};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use blis_domain::wire::SignIn;
use blis_store::SignedIn;
use maud::{Markup, html};
use serde::Deserialize;

/// The page and its form.
const PATH: &str = "/sign-in";

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Place {
    pub(super) return_to: Option<String>,
    note: Option<String>,
}

/// What the form brings.
#[derive(Deserialize)]
pub(super) struct Filled {
    email: String,
    password: String,
    return_to: Option<String>,
}

/// The empty form; whoever is signed in goes on.
pub(super) async fn show(request: HttpRequest, state: Data<State>, place: Query<Place>) -> HttpResponse {
    let outcome = shown(&request, &state, place.into_inner()).await;
    or_message(&request, outcome)
}

async fn shown(request: &HttpRequest, state: &Data<State>, place: Place) -> Result<HttpResponse, ApiError> {
    let language = language::of(request);
    let back = ReturnTo::of(place.return_to.as_deref());
    if let Some(visit) = Visit::of(request, state).await? {
        let mut answer = see_other(&back.in_language(language));
        visit.keep(state, &mut answer.answer);
        return Ok(answer.finish());
    }
    let note = place.note.as_deref().and_then(Note::of);
    let told = Told {
        chosen: language::chosen(request),
        note: note.map(|note| note.sentence(language)),
        ..Told::default()
    };
    let address = back.after(PATH);
    let page = page(state, language, &back, &address, &told);
    Ok(page.answer(StatusCode::OK).finish())
}

/// Signs in, or says that it failed with the address as it was typed.
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
    let asked = SignIn {
        email: filled.email.trim().to_owned(),
        password: filled.password,
        code: None,
    };
    let (from, typed) = (Origin::of(state, request), asked.email.clone());
    let turn = state.passwords.turn().await?;
    let known = state.clone();
    match blocking(move || accounts::sign_in(&known, &asked, from, &turn)).await {
        Ok(SignInStep::CodeNeeded(pending)) => {
            sign_in_code::ask(request, state, &pending, &back).map(Unsent::finish)
        }
        Ok(SignInStep::Done(opened)) => {
            let mut answer = see_other(&landing(request, &opened.signed_in, &back));
            state
                .transport
                .give(&mut answer.answer, &opened.access, &opened.refresh);
            Ok(answer.finish())
        }
        Err(error) => {
            let status = match error.draft.code {
                // A page has no use for the challenge of a program.
                ProblemCode::SignInFailed => StatusCode::FORBIDDEN,
                ProblemCode::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
                _ => return Err(error),
            };
            let reason = error.draft.in_language(language, request.path()).detail;
            let answer = page(
                state,
                language,
                &back,
                &back.after(PATH),
                &Told {
                    chosen: language::chosen(request),
                    typed: &typed,
                    refused: Some(&reason),
                    note: None,
                },
            )
            .answer(status);
            Ok(answer.with_headers_of(&error).finish())
        }
    }
}

/// What stands on the form besides the fields.
#[derive(Default)]
struct Told<'a> {
    /// The choice of a language, as an address carries it on.
    chosen: String,
    typed: &'a str,
    refused: Option<&'a str>,
    note: Option<&'static str>,
}

/// Where somebody goes who just signed in: where they wanted to, unless a role of theirs waits for a second factor.
pub(super) fn landing(request: &HttpRequest, me: &SignedIn, back: &ReturnTo) -> String {
    let language = language::asked(request).unwrap_or(me.person.language);
    match (me.standing.lacks_second_factor(), me.has_second_factor) {
        (false, _) => back.in_language(language),
        (true, false) => format!("{}?lang={language}", codes::PATH),
        (true, true) => confirm::address(language, back.as_str()),
    }
}

fn page<'p>(
    state: &State,
    language: Language,
    back: &ReturnTo,
    address: &'p str,
    told: &Told<'_>,
) -> Page<'p> {
    let words = Words::of(language);
    Page {
        language,
        path: address,
        title: words.sign_in,
        body: html! {
            (form(language, words, back, told))
            (external::choices(state, language, back))
        },
    }
}

fn form(language: Language, words: &Words, back: &ReturnTo, told: &Told<'_>) -> Markup {
    let Told {
        typed, refused, note, ..
    } = *told;
    html! {
        @if let Some(note) = note { p.notice role="status" { (note) } }
        form.form method="post" action=(format!("/sign-in?{}", told.chosen.trim_end_matches('&'))) {
            @if let Some(reason) = refused {
                p.form-refused role="alert" id="refused" { (reason) }
            }
            input type="hidden" name="return_to" value=(back.as_str());
            label {
                span.label { (words.email) }
                input.field type="email" name="email" value=(typed) autocomplete="username" required
                    autofocus[typed.is_empty()] aria-describedby=[refused.map(|_| "refused")];
            }
            label {
                span.label { (words.password) }
                input.field type="password" name="password" autocomplete="current-password" required
                    autofocus[!typed.is_empty()] aria-describedby=[refused.map(|_| "refused")];
            }
            button.button.button-strong type="submit" { (words.sign_in) }
        }
        p { a href=(format!("/reset?lang={language}")) { (words.forgotten) } }
        p.quiet { (words.no_account) }
    }
}
