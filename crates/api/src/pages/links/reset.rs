//! `/reset`: asking for a letter, and `/reset/{token}`: the new password.

use super::super::fields::{Field, Refused};
use super::super::form::Sent;
use super::super::frame::{Page, Unsent};
use super::super::message::or_message;
use super::super::visit::see_other;
use super::form::{discreet, ended, is_for_form};
use super::words::{LinkWords, Note};
use crate::accounts::{self, Asker};
use crate::letters;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::{language, trace};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Language;
use blis_domain::wire::ResetPassword;
use maud::html;
use serde::Deserialize;

/// What the first form brings.
#[derive(Deserialize)]
pub(in crate::pages) struct Asked {
    email: String,
}

/// What the second form brings.
#[derive(Deserialize)]
pub(in crate::pages) struct Chosen {
    password: String,
}

/// The form that asks for a letter; where none is sent, it says so.
pub(in crate::pages) async fn ask(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let outcome = letters::require(&state).map(|()| {
        asking(language::of(&request), "", None)
            .answer(StatusCode::OK)
            .finish()
    });
    or_message(&request, outcome)
}

/// Takes the wish for a letter. The page says the same whether there is such an account or not.
pub(in crate::pages) async fn asked(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<Asked>,
) -> HttpResponse {
    let language = language::of(&request);
    let outcome = async {
        let Asked { email } = form?.fields;
        let typed = email.trim().to_owned();
        let from = Asker::of(&state, &request);
        match accounts::ask_password_reset(&state, typed.clone(), from).await {
            Ok(()) => {
                let words = LinkWords::of(language);
                let page = Page {
                    language,
                    path: "/reset",
                    title: words.reset,
                    body: html! { p.notice role="status" { (words.letter_on_its_way) } },
                };
                Ok(page.answer(StatusCode::ACCEPTED).finish())
            }
            Err(error) if is_for_form(&error) => {
                let page = asking(language, &typed, Some(&error.draft));
                Ok(with_headers(page, &error).finish())
            }
            Err(error) => Err(error),
        }
    };
    let outcome = outcome.await;
    or_message(&request, outcome)
}

/// A form that was refused, with the headers of the refusal.
fn with_headers(page: Page<'_>, error: &ApiError) -> Unsent {
    let status = StatusCode::from_u16(error.draft.code.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    page.answer(status).with_headers_of(error)
}

fn asking(language: Language, typed: &str, refused: Option<&ProblemDraft>) -> Page<'static> {
    let words = LinkWords::of(language);
    let refused = Refused::of(language, refused);
    let email = Field {
        name: "email",
        label: words.email,
        kind: "email",
        autocomplete: "username",
        value: typed,
        ..Field::default()
    };
    Page {
        language,
        path: "/reset",
        title: words.reset,
        body: html! {
            p.subtitle { (words.reset_about) }
            form.form method="post" action=(format!("/reset?lang={language}")) {
                (refused.summary(&[]))
                (refused.field(&email))
                button.button.button-strong type="submit" { (words.send_letter) }
            }
            p { a href=(format!("/sign-in?lang={language}")) { (words.sign_in) } }
        },
    }
}

/// The form for the new password, as long as the link holds.
pub(in crate::pages) async fn show(
    request: HttpRequest,
    state: Data<State>,
    token: Path<String>,
) -> HttpResponse {
    if let Err(error) = state.transport.way(&request).require_private() {
        return over(&request, &error).finish();
    }
    let (known, token) = (state.clone(), token.into_inner());
    match blocking(move || accounts::resetting(&known, &token)).await {
        Ok(holder) => {
            let page = choosing(&request, holder.person.email.as_str(), None);
            discreet(page.answer(StatusCode::OK)).finish()
        }
        Err(error) => over(&request, &error).finish(),
    }
}

/// Sets the new password, and goes on to signing in.
pub(in crate::pages) async fn submit(
    request: HttpRequest,
    state: Data<State>,
    token: Path<String>,
    form: Sent<Chosen>,
) -> HttpResponse {
    let token = token.into_inner();
    let outcome = set(&request, &state, &token, form).await;
    let error = match outcome {
        Ok(()) => {
            let (language, note) = (language::of(&request), Note::PasswordSet.code());
            return discreet(see_other(&format!("/sign-in?lang={language}&note={note}"))).finish();
        }
        Err(error) => error,
    };
    if !is_for_form(&error) {
        return over(&request, &error).finish();
    }
    let known = state.clone();
    match blocking(move || accounts::resetting(&known, &token)).await {
        Ok(holder) => {
            let page = choosing(&request, holder.person.email.as_str(), Some(&error.draft));
            discreet(with_headers(page, &error)).finish()
        }
        Err(error) => over(&request, &error).finish(),
    }
}

async fn set(
    request: &HttpRequest,
    state: &Data<State>,
    token: &str,
    form: Sent<Chosen>,
) -> Result<(), ApiError> {
    state.transport.way(request).require_private()?;
    let Chosen { password } = form?.fields;
    let asked = ResetPassword {
        token: token.to_owned(),
        password,
    };
    let context = trace::context(Actor::Nobody, request);
    let turn = state.passwords.turn().await?;
    let known = state.clone();
    blocking(move || accounts::reset_password(&known, &asked, &turn, &context)).await
}

fn over(request: &HttpRequest, error: &ApiError) -> Unsent {
    let words = LinkWords::of(language::of(request));
    ended(request, error, Some(("/reset", words.ask_again)))
}

fn choosing<'a>(request: &'a HttpRequest, email: &str, refused: Option<&ProblemDraft>) -> Page<'a> {
    let language = language::of(request);
    let words = LinkWords::of(language);
    let refused = Refused::of(language, refused);
    let password = Field {
        name: "password",
        label: words.new_password,
        kind: "password",
        autocomplete: "new-password",
        hint: Some(words.password_hint),
        ..Field::default()
    };
    Page {
        language,
        path: request.path(),
        title: words.new_password,
        body: html! {
            p.subtitle { (email) }
            p { (words.new_password_about) }
            form.form method="post" action=(format!("{}?lang={language}", request.path())) {
                (refused.summary(&[]))
                // For the keeper of passwords in the browser: whose it is.
                input type="hidden" name="username" value=(email) autocomplete="username";
                (refused.field(&password))
                button.button.button-strong type="submit" { (words.set_password) }
            }
        },
    }
}
