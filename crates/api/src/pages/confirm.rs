//! `/account/confirm`: showing anew who one is, before something grave.

use super::codes::{one_time_field, recovery_field};
use super::form::Form;
use super::frame::{Page, Unsent};
use super::message::refusal;
use super::return_to::ReturnTo;
use super::visit::{for_visitor, see_other};
use super::words::Words;
use crate::accounts::{self, Asked};
use crate::auth::csrf;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use blis_domain::wire::ConfirmSession;
use blis_store::SignedIn;
use maud::{Markup, html};
use serde::Deserialize;

/// The page and its form.
pub(super) const PATH: &str = "/account/confirm";

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Place {
    return_to: Option<String>,
}

/// What the form brings.
#[derive(Deserialize)]
pub(super) struct Filled {
    csrf: String,
    return_to: Option<String>,
    password: Option<String>,
    code: Option<String>,
}

/// The address of the page, from which somebody goes on to a path of this site.
pub(super) fn address(language: Language, back: &str) -> String {
    let back = ReturnTo::of(Some(back)).in_query();
    format!("{PATH}?lang={language}&return_to={back}")
}

/// The form.
pub(super) async fn show(request: HttpRequest, state: Data<State>, place: Query<Place>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let back = ReturnTo::of(place.return_to.as_deref());
        shown(&request, &state, &me, &back, None).await
    })
    .await
}

/// Takes the password and the code, and goes on.
pub(super) async fn submit(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<Filled>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    for_visitor(&request, &state, async |me| {
        csrf::with_field(&request, &form.csrf, &me.csrf)?;
        let back = ReturnTo::of(form.return_to.as_deref());
        let confirmation = ConfirmSession {
            password: form.password,
            code: form.code,
        };
        let turn = state.passwords.turn().await?;
        let (known, own) = (state.clone(), me.clone());
        let context = trace::context(Actor::Person(me.person.id.clone()), &request);
        let outcome =
            blocking(move || accounts::confirm_session(&known, &own, &confirmation, &turn, &context)).await;
        match outcome {
            Ok(()) => Ok(see_other(&back.in_language(language::of(&request)))),
            Err(error) => match error.draft.code {
                ProblemCode::Unacceptable | ProblemCode::TooManyRequests => {
                    shown(&request, &state, &me, &back, Some(error)).await
                }
                _ => Err(error),
            },
        }
    })
    .await
}

async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    back: &ReturnTo,
    refused: Option<ApiError>,
) -> Result<Unsent, ApiError> {
    let language = language::of(request);
    let (known, own) = (state.clone(), me.clone());
    let asked = blocking(move || accounts::asked_of(&known, &own)).await?;
    let status = match refused.as_ref().map(|error| error.draft.code) {
        None => StatusCode::OK,
        Some(ProblemCode::TooManyRequests) => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let reason = refused
        .as_ref()
        .map(|error| error.draft.in_language(language, PATH).detail);
    let page = Page {
        language,
        path: PATH,
        title: Words::of(language).codes.confirm_heading,
        body: body(language, me, asked, back, reason.as_deref()),
    };
    let mut answer = page.answer(status);
    for (name, value) in refused.iter().flat_map(|error| &error.headers) {
        answer.answer.insert_header((name.clone(), value.clone()));
    }
    Ok(answer)
}

fn body(
    language: Language,
    me: &SignedIn,
    asked: Option<Asked>,
    back: &ReturnTo,
    refused: Option<&str>,
) -> Markup {
    let words = &Words::of(language).codes;
    html! {
        @match asked {
            None => p.notice { (words.confirm_elsewhere) },
            Some(asked) => {
                p { (words.confirm_why) }
                @if let Some(reason) = refused {
                    p.form-refused role="alert" id="refused" { (reason) }
                }
                (form(language, me, asked, back, refused.is_some(), false))
                @if asked.code {
                    details {
                        summary { (words.lost) }
                        (form(language, me, asked, back, false, true))
                    }
                }
            }
        }
    }
}

fn form(
    language: Language,
    me: &SignedIn,
    asked: Asked,
    back: &ReturnTo,
    refused: bool,
    by_recovery_code: bool,
) -> Markup {
    let words = Words::of(language);
    html! {
        form.form method="post" action=(format!("{PATH}?lang={language}")) {
            input type="hidden" name="csrf" value=(me.csrf);
            input type="hidden" name="return_to" value=(back.as_str());
            @if asked.password {
                // Tells the browser's own keeper of passwords whose this one is.
                input hidden type="email" name="username" value=(me.person.email.as_str()) autocomplete="username";
                label {
                    span.label { (words.password) }
                    input.field type="password" name="password" autocomplete="current-password" required
                        aria-describedby=[refused.then_some("refused")];
                }
            }
            @if asked.code && by_recovery_code {
                (recovery_field(words.codes.recovery_code))
            } @else if asked.code {
                (one_time_field(words.codes.code, refused))
            }
            button.button.button-strong type="submit" { (words.codes.confirm) }
        }
    }
}
