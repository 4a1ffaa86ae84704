//! `/account`: who is signed in, what they may do, where they are signed in, and their password.

mod body;

use super::external;
use super::form::Form;
use super::frame::{Page, Unsent};
use super::message::{or_message, refusal};
use super::visit::{Visit, for_fresh_visitor, for_visitor, see_other};
use super::words::Words;
use crate::accounts;
use crate::auth::{csrf, secret};
use crate::me::FILE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::own::written;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::problem::ProblemCode;
use blis_domain::text::Language;
use blis_domain::wire::{ChangePassword, UpdateMe};
use blis_store::{SessionEnd, SignedIn};
use body::body;
use maud::html;
use serde::Deserialize;

/// What the form of name and language brings.
#[derive(Deserialize)]
pub(in crate::pages) struct AboutForm {
    csrf: String,
    name: String,
    language: Language,
}

/// What the form of the password brings.
#[derive(Deserialize)]
pub(in crate::pages) struct NewPasswordForm {
    csrf: String,
    current: String,
    new: String,
}

/// What the form of a session brings.
#[derive(Deserialize)]
pub(in crate::pages) struct SessionForm {
    csrf: String,
    id: String,
}

/// A form that brings nothing but the token of its session.
#[derive(Deserialize)]
pub(in crate::pages) struct BareForm {
    pub(in crate::pages) csrf: String,
}

/// What the page says of a form that was sent before.
enum Told<'a> {
    Nothing,
    AboutRefused(&'a str),
    AboutChanged,
    PasswordRefused(&'a str),
    PasswordChanged,
}

/// The page.
pub(in crate::pages) async fn show(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_visitor(&request, &state, async |me| {
        shown(&request, &state, &me, Told::Nothing).await
    })
    .await
}

async fn shown(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    told: Told<'_>,
) -> Result<Unsent, ApiError> {
    let language = language::of(request);
    let status = match told {
        Told::AboutRefused(_) | Told::PasswordRefused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let person = me.person.id.clone();
    let known = state.clone();
    let (sessions, areas, identities) = blocking(move || {
        let store = &known.store;
        Ok((
            store.sessions_of(&person)?,
            store.areas()?,
            store.identities_of(&person)?,
        ))
    })
    .await?;
    let page = Page {
        language,
        path: "/account",
        title: Words::of(language).account,
        body: html! {
            (body(language, me, &sessions, &areas, state.letters.lie(), &told))
            (external::section(state, language, me, &identities))
        },
    };
    Ok(page.answer(status))
}

/// Hands out all that is held about who asks, as a file.
pub(in crate::pages) async fn export(request: HttpRequest, state: Data<State>) -> HttpResponse {
    for_fresh_visitor(&request, &state, "/account", async |me| {
        let context = accounts::handing_out(Actor::Person(me.person.id.clone()), &request)?;
        let (known, own) = (state.clone(), me.person.id.clone());
        let json = blocking(move || written(&accounts::export_own(&known, &own, context.as_ref())?)).await?;
        Ok(Unsent::file(json, FILE))
    })
    .await
}

/// Changes name and language.
pub(in crate::pages) async fn change_about(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<AboutForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    for_visitor(&request, &state, async |me| {
        csrf::with_field(&request, &form.csrf, &me.csrf)?;
        let asked = UpdateMe {
            // Whoever has no name yet may leave it so.
            name: (me.person.name.is_some() || !form.name.is_empty()).then_some(form.name),
            language: Some(form.language),
        };
        let context = trace::context(Actor::Person(me.person.id.clone()), &request);
        let (known, own) = (state.clone(), me.clone());
        match blocking(move || accounts::change_account(&known, &own, &asked, &context)).await {
            Ok(person) => {
                let now = SignedIn { person, ..me };
                shown(&request, &state, &now, Told::AboutChanged).await
            }
            Err(error) if error.draft.code == ProblemCode::Unacceptable => {
                let problem = error.draft.in_language(language::of(&request), request.path());
                shown(&request, &state, &me, Told::AboutRefused(&problem.detail)).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}

/// Changes the password.
pub(in crate::pages) async fn change_password(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<NewPasswordForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    for_visitor(&request, &state, async |me| {
        csrf::with_field(&request, &form.csrf, &me.csrf)?;
        let asked = ChangePassword {
            current: form.current,
            new: form.new,
        };
        let turn = state.passwords.turn().await?;
        let (known, own) = (state.clone(), me.clone());
        let context = trace::context(Actor::Person(me.person.id.clone()), &request);
        match blocking(move || accounts::change_password(&known, &own, &asked, &turn, &context)).await {
            Ok(()) => shown(&request, &state, &me, Told::PasswordChanged).await,
            Err(error) if error.draft.code == ProblemCode::Unacceptable => {
                let problem = error.draft.in_language(language::of(&request), request.path());
                shown(&request, &state, &me, Told::PasswordRefused(&problem.detail)).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}

/// Ends one of the sessions.
pub(in crate::pages) async fn end_session(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<SessionForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    for_visitor(&request, &state, async |me| {
        csrf::with_field(&request, &form.csrf, &me.csrf)?;
        let person = me.person.id.clone();
        let context = trace::context(Actor::Person(person.clone()), &request);
        let known = state.clone();
        blocking(move || Ok(known.store.end_session_of(&person, &form.id, &context)?)).await?;
        Ok(see_other(&format!("/account?lang={}", language::of(&request))))
    })
    .await
}

/// Signs out.
pub(in crate::pages) async fn sign_out(
    request: HttpRequest,
    state: Data<State>,
    form: Result<Form<BareForm>, ApiError>,
) -> HttpResponse {
    let outcome = async {
        let Form(form) = form?;
        end_own(&request, &state, &form.csrf).await?;
        let mut gone = see_other(&format!("/?lang={}", language::of(&request)));
        state.transport.clear(&mut gone.answer);
        Ok(gone.finish())
    };
    let outcome = outcome.await;
    or_message(&request, outcome)
}

/// Ends the session of who signs out; with tokens too old to open it, by the token itself.
async fn end_own(request: &HttpRequest, state: &Data<State>, shown: &str) -> Result<bool, ApiError> {
    let refresh = state.transport.refresh(request);
    let known = state.clone();
    if let Some(visit) = Visit::of(request, state).await? {
        csrf::with_field(request, shown, &visit.signed_in.csrf)?;
        let context = trace::context(Actor::Person(visit.signed_in.person.id), request);
        let session = visit.signed_in.session;
        return blocking(move || {
            Ok(known
                .store
                .end_session(&session, SessionEnd::SignedOut, &context)?)
        })
        .await;
    }
    let Some(refresh) = refresh else {
        return Ok(false);
    };
    let context = trace::context(Actor::Nobody, request);
    blocking(move || {
        Ok(known
            .store
            .end_session_of_token(&secret::hash(&refresh), &context)?)
    })
    .await
}
