//! `/account/codes`: one-time codes, set up, replaced and taken away, and the recovery codes.

mod body;
pub(super) mod words;

pub(super) use body::{one_time_field, recovery_field};

use super::form::Form;
use super::frame::{Page, Unsent};
use super::message::refusal;
use super::visit::{for_fresh_visitor, for_visitor, see_other};
use super::words::Words;
use crate::accounts;
use crate::auth::{csrf, is_fresh};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use blis_domain::wire::RecoveryCodes;
use blis_store::{AuditContext, SignedIn};
use maud::Markup;
use serde::Deserialize;

/// The page.
pub(super) const PATH: &str = "/account/codes";
/// Where its forms go.
pub(super) const CONFIRM: &str = "/account/codes/confirm";
pub(super) const RECOVERY: &str = "/account/codes/recovery";
pub(super) const REMOVE: &str = "/account/codes/remove";

/// A form that brings nothing but the token of its session.
#[derive(Deserialize)]
pub(super) struct BareForm {
    csrf: String,
}

/// What the form of the first code brings.
#[derive(Deserialize)]
pub(super) struct CodeForm {
    csrf: String,
    code: String,
}

/// How it stands.
pub(super) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        let (known, person) = (state.clone(), me.person.id.clone());
        let left = blocking(move || Ok(known.store.recovery_codes_left(&person)?)).await?;
        let language = language::of(&request);
        let body = body::state(language, &me, is_fresh(&state, &me), left);
        Ok(page(language, body, StatusCode::OK))
    })
    .await
}

/// Gives a secret, and asks for its first code.
pub(super) async fn prepare(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<BareForm>, ApiError>,
) -> HttpResponse {
    of_form(
        &request,
        &state,
        form,
        |form| &form.csrf,
        async |me, _, context| {
            let (known, own) = (state.clone(), me.clone());
            let secret = blocking(move || accounts::prepare_second_factor(&known, &own, &context)).await?;
            let language = language::of(&request);
            Ok(page(
                language,
                body::secret(language, &me, &secret, None),
                StatusCode::OK,
            ))
        },
    )
    .await
}

/// Takes the first code, and shows the recovery codes.
pub(super) async fn confirm(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<CodeForm>, ApiError>,
) -> HttpResponse {
    of_form(
        &request,
        &state,
        form,
        |form| &form.csrf,
        async |me, form, context| {
            let (known, own) = (state.clone(), me.clone());
            let outcome =
                blocking(move || accounts::confirm_second_factor(&known, &own, &form.code, &context)).await;
            let language = language::of(&request);
            match outcome {
                Ok(codes) => Ok(told(language, &codes)),
                Err(error) if error.draft.code == ProblemCode::Unacceptable => {
                    let (known, own) = (state.clone(), me.clone());
                    let waiting = blocking(move || accounts::waiting_second_factor(&known, &own)).await?;
                    let secret = waiting.ok_or(error)?;
                    let wrong = Some(Words::of(language).codes.wrong);
                    let body = body::secret(language, &me, &secret, wrong);
                    Ok(page(language, body, StatusCode::UNPROCESSABLE_ENTITY))
                }
                Err(error) => Err(error),
            }
        },
    )
    .await
}

/// Makes new recovery codes, and shows them.
pub(super) async fn replace_recovery_codes(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<BareForm>, ApiError>,
) -> HttpResponse {
    of_form(
        &request,
        &state,
        form,
        |form| &form.csrf,
        async |me, _, context| {
            let known = state.clone();
            let codes = blocking(move || accounts::replace_recovery_codes(&known, &me, &context)).await?;
            Ok(told(language::of(&request), &codes))
        },
    )
    .await
}

/// Takes one-time codes away.
pub(super) async fn remove(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<BareForm>, ApiError>,
) -> HttpResponse {
    of_form(
        &request,
        &state,
        form,
        |form| &form.csrf,
        async |me, _, context| {
            let known = state.clone();
            blocking(move || accounts::take_away_second_factor(&known, &me, &context)).await?;
            Ok(see_other(&format!("{PATH}?lang={}", language::of(&request))))
        },
    )
    .await
}

/// Answers a form of somebody who signed in just now; others show first who they are, and send it again.
async fn of_form<F>(
    request: &HttpRequest,
    state: &Data<State>,
    form: Result<Form<F>, ApiError>,
    csrf: impl Fn(&F) -> &str,
    page: impl AsyncFnOnce(SignedIn, F, AuditContext) -> Result<Unsent, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(request, &error).finish(),
    };
    for_fresh_visitor(request, state, PATH, async |me| {
        csrf::with_field(request, csrf(&form), &me.csrf)?;
        let context = trace::context(Actor::Person(me.person.id.clone()), request);
        page(me, form, context).await
    })
    .await
}

fn told(language: Language, codes: &RecoveryCodes) -> Unsent {
    page(language, body::recovery_codes(language, codes), StatusCode::OK)
}

fn page(language: Language, body: Markup, status: StatusCode) -> Unsent {
    let page = Page {
        language,
        path: PATH,
        title: Words::of(language).codes.heading,
        body,
    };
    page.answer(status)
}
