//! `/welcome/{token}`: the account of the first administrator.

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
use blis_domain::problem::ProblemDraft;
use blis_domain::wire::FirstAdmin;
use maud::html;
use serde::Deserialize;

/// What the form brings.
#[derive(Clone, Default, Deserialize)]
pub(in crate::pages) struct Filled {
    email: String,
    name: String,
    password: String,
}

/// The form, as long as the link holds.
pub(in crate::pages) async fn show(
    request: HttpRequest,
    state: Data<State>,
    token: Path<String>,
) -> HttpResponse {
    if let Err(error) = state.transport.way(&request).require_private() {
        return over(&request, &error).finish();
    }
    let (known, token) = (state.clone(), token.into_inner());
    match blocking(move || accounts::first_admin_may_come(&known, &token)).await {
        Ok(()) => discreet(page(&request, &Filled::default(), None).answer(StatusCode::OK)).finish(),
        Err(error) => over(&request, &error).finish(),
    }
}

/// Makes the account, and goes on to signing in.
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
    match make(&request, &state, token.into_inner(), filled.clone()).await {
        Ok(()) => {
            let (language, note) = (language::of(&request), Note::FirstAdmin.code());
            discreet(see_other(&format!("/sign-in?lang={language}&note={note}"))).finish()
        }
        Err(error) if is_for_form(&error) => {
            let page = page(&request, &filled, Some(&error.draft));
            discreet(page.answer(StatusCode::UNPROCESSABLE_ENTITY)).finish()
        }
        Err(error) => over(&request, &error).finish(),
    }
}

async fn make(
    request: &HttpRequest,
    state: &Data<State>,
    token: String,
    filled: Filled,
) -> Result<(), ApiError> {
    state.transport.way(request).require_private()?;
    let asked = FirstAdmin {
        token,
        email: filled.email,
        name: filled.name,
        password: filled.password,
    };
    let (context, language) = (trace::context(Actor::Nobody, request), language::of(request));
    let turn = state.passwords.turn().await?;
    let known = state.clone();
    blocking(move || accounts::make_first_admin(&known, &asked, language, &turn, &context)).await
}

fn over(request: &HttpRequest, error: &ApiError) -> Unsent {
    let words = LinkWords::of(language::of(request));
    ended(request, error, Some(("/sign-in", words.sign_in)))
}

fn page<'a>(request: &'a HttpRequest, typed: &Filled, refused: Option<&ProblemDraft>) -> Page<'a> {
    let language = language::of(request);
    let words = LinkWords::of(language);
    let refused = Refused::of(language, refused);
    let fields = [
        Field {
            name: "email",
            label: words.email,
            kind: "email",
            autocomplete: "username",
            value: &typed.email,
            ..Field::default()
        },
        Field {
            name: "name",
            label: words.name,
            kind: "text",
            autocomplete: "name",
            value: &typed.name,
            hint: Some(words.name_hint),
            ..Field::default()
        },
        Field {
            name: "password",
            label: words.password,
            kind: "password",
            autocomplete: "new-password",
            hint: Some(words.password_hint),
            ..Field::default()
        },
    ];
    Page {
        language,
        path: request.path(),
        title: words.welcome,
        body: html! {
            p { (words.welcome_about) }
            form.form method="post" action=(format!("{}?lang={language}", request.path())) {
                (refused.summary(&[]))
                @for one in &fields { (refused.field(one)) }
                button.button.button-strong type="submit" { (words.make_account) }
            }
        },
    }
}
