//! `/invitation/{token}`: name, language and password of somebody who was invited.

use super::super::fields::{Field, Refused};
use super::super::form::Sent;
use super::super::frame::{Page, Unsent};
use super::super::visit::see_other;
use super::form::{discreet, ended, is_for_form};
use super::words::{LinkWords, Note};
use crate::accounts;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::{language, trace};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::person::PersonName;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Language;
use blis_domain::wire::AcceptInvitation;
use maud::html;
use serde::Deserialize;

/// What the form brings.
#[derive(Clone, Deserialize)]
pub(in crate::pages) struct Filled {
    name: String,
    language: Language,
    password: String,
}

/// What stands in the form, besides the password.
struct Shown<'a> {
    email: &'a str,
    name: &'a str,
    language: Language,
}

/// The form, as long as the link holds, with what the invitation says already.
pub(in crate::pages) async fn show(
    request: HttpRequest,
    state: Data<State>,
    token: Path<String>,
) -> HttpResponse {
    if let Err(error) = state.transport.way(&request).require_private() {
        return over(&request, &error).finish();
    }
    let (known, token) = (state.clone(), token.into_inner());
    match blocking(move || accounts::invited(&known, &token)).await {
        Ok(holder) => {
            let shown = Shown {
                email: holder.person.email.as_str(),
                name: holder.person.name.as_ref().map_or("", PersonName::as_str),
                language: holder.person.language,
            };
            discreet(page(&request, &shown, None).answer(StatusCode::OK)).finish()
        }
        Err(error) => over(&request, &error).finish(),
    }
}

/// Accepts the invitation, and goes on to signing in.
pub(in crate::pages) async fn submit(
    request: HttpRequest,
    state: Data<State>,
    token: Path<String>,
    form: Sent<Filled>,
) -> HttpResponse {
    let filled = match form {
        Ok(form) => form.fields,
        Err(error) => return over(&request, &error).finish(),
    };
    let token = token.into_inner();
    let error = match accept(&request, &state, &token, filled.clone()).await {
        Ok(()) => {
            let (language, note) = (filled.language, Note::Accepted.code());
            return discreet(see_other(&format!("/sign-in?lang={language}&note={note}"))).finish();
        }
        Err(error) => error,
    };
    if !is_for_form(&error) {
        return over(&request, &error).finish();
    }
    let known = state.clone();
    match blocking(move || accounts::invited(&known, &token)).await {
        Ok(holder) => {
            let shown = Shown {
                email: holder.person.email.as_str(),
                name: &filled.name,
                language: filled.language,
            };
            let page = page(&request, &shown, Some(&error.draft));
            discreet(page.answer(StatusCode::UNPROCESSABLE_ENTITY)).finish()
        }
        Err(error) => over(&request, &error).finish(),
    }
}

async fn accept(
    request: &HttpRequest,
    state: &Data<State>,
    token: &str,
    filled: Filled,
) -> Result<(), ApiError> {
    state.transport.way(request).require_private()?;
    let asked = AcceptInvitation {
        token: token.to_owned(),
        name: filled.name,
        language: filled.language,
        password: filled.password,
    };
    let context = trace::context(Actor::Nobody, request);
    let turn = state.passwords.turn().await?;
    let known = state.clone();
    blocking(move || accounts::accept_invitation(&known, &asked, &turn, &context)).await
}

fn over(request: &HttpRequest, error: &ApiError) -> Unsent {
    let words = LinkWords::of(language::of(request));
    ended(request, error, Some(("/sign-in", words.sign_in)))
}

fn page<'a>(request: &'a HttpRequest, shown: &Shown<'_>, refused: Option<&ProblemDraft>) -> Page<'a> {
    let language = language::of(request);
    let words = LinkWords::of(language);
    let refused = Refused::of(language, refused);
    let name = Field {
        name: "name",
        label: words.name,
        kind: "text",
        autocomplete: "name",
        value: shown.name,
        hint: Some(words.name_hint),
        ..Field::default()
    };
    let password = Field {
        name: "password",
        label: words.password,
        kind: "password",
        autocomplete: "new-password",
        hint: Some(words.password_hint),
        ..Field::default()
    };
    Page {
        language,
        path: request.path(),
        title: words.invitation,
        body: html! {
            p.subtitle { (shown.email) }
            p { (words.invitation_about) }
            form.form method="post" action=(format!("{}?lang={language}", request.path())) {
                (refused.summary(&[]))
                (refused.field(&name))
                label {
                    span.label { (words.language) }
                    select.field name="language" {
                        @for (tag, label) in words.languages {
                            option value=(tag) selected[tag == shown.language.tag()] { (label) }
                        }
                    }
                }
                input type="hidden" name="username" value=(shown.email) autocomplete="username";
                (refused.field(&password))
                button.button.button-strong type="submit" { (words.begin) }
            }
        },
    }
}
