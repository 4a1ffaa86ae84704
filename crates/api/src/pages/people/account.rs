//! What is done to the account of a person by their page: suspended, let back, invited again, signed out everywhere.

use super::super::form::Form;
use super::super::frame::{Page, Unsent};
use super::super::message::refusal;
use super::super::visit::{allow, for_fresh_visitor, for_visitor, see_other};
use super::super::words::Words;
use super::parts::Question;
use super::words::PeopleWords;
use super::{PATH, after};
use crate::accounts::people;
use crate::auth::csrf;
use crate::pages::account::BareForm;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use crate::web::trace;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::rights::Action;
use blis_domain::wire::SettableState;
use blis_store::{AuditContext, PersonListed, SignedIn};
use serde::Deserialize;

/// A change of the state that was seen.
#[derive(Deserialize)]
pub(in crate::pages) struct StateForm {
    pub(super) csrf: String,
    pub(super) version: u64,
}

/// Asks whether a person is to be suspended.
pub(in crate::pages) async fn ask_suspend(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
) -> HttpResponse {
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        let ask = |words: &'static PeopleWords, person: &PersonListed| Asked {
            about: words.confirm_suspend,
            yes: words.suspend,
            way: "suspend",
            fields: vec![("version", person.version.to_string())],
        };
        asked(&request, &state, &me, &id, Action::SuspendPerson, ask).await
    })
    .await
}

/// Asks whether all sessions of a person are to end.
pub(in crate::pages) async fn ask_sessions(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
) -> HttpResponse {
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        let ask = |words: &'static PeopleWords, _: &PersonListed| Asked {
            about: words.confirm_sessions,
            yes: words.end_sessions,
            way: "sessions",
            fields: Vec::new(),
        };
        asked(&request, &state, &me, &id, Action::SuspendPerson, ask).await
    })
    .await
}

/// What is asked before something that hurts.
pub(super) struct Asked {
    pub(super) about: &'static str,
    pub(super) yes: &'static str,
    /// The last part of the address of the form.
    pub(super) way: &'static str,
    pub(super) fields: Vec<(&'static str, String)>,
}

/// The page that asks, for whoever may do this to the person.
pub(super) async fn asked(
    request: &HttpRequest,
    state: &Data<State>,
    me: &SignedIn,
    id: &str,
    action: Action,
    ask: impl FnOnce(&'static PeopleWords, &PersonListed) -> Asked,
) -> Result<Unsent, ApiError> {
    allow(me, action)?;
    let language = language::of(request);
    let (known, standing, whose) = (state.clone(), me.standing.clone(), id.to_owned());
    let person = blocking(move || people::reached(&known, &standing, action, &whose)).await?;
    let words = &Words::of(language).people;
    let asked = ask(words, &person);
    let called = person.name.as_ref().map(|name| name.as_str());
    let called = called.or(person.email.as_ref().map(|email| email.as_str()));
    let title = format!("{}: {}", asked.yes, called.unwrap_or(words.nameless));
    let path = format!("{PATH}/{id}/{}", asked.way);
    let page = Page {
        language,
        path: &path,
        title: &title,
        body: Question {
            about: asked.about,
            action: format!("{path}?lang={language}"),
            csrf: &me.csrf,
            fields: &asked.fields,
            yes: asked.yes,
            back: format!("{PATH}/{id}?lang={language}"),
            cancel: words.cancel,
        }
        .markup(),
    };
    Ok(page.answer(StatusCode::OK))
}

/// Suspends a person.
pub(in crate::pages) async fn suspend(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Result<Form<StateForm>, ApiError>,
) -> HttpResponse {
    set(
        &request,
        &state,
        &id,
        form,
        (SettableState::Suspended, "suspended"),
    )
    .await
}

/// Lets a person back.
pub(in crate::pages) async fn let_back(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Result<Form<StateForm>, ApiError>,
) -> HttpResponse {
    set(&request, &state, &id, form, (SettableState::Active, "let_back")).await
}

async fn set(
    request: &HttpRequest,
    state: &Data<State>,
    id: &str,
    form: Result<Form<StateForm>, ApiError>,
    (wanted, done): (SettableState, &str),
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(request, &error).finish(),
    };
    changed(
        request,
        state,
        id,
        &form.csrf,
        (Action::SuspendPerson, done),
        move |state, me, id, context| {
            let is_current = |version| version == form.version;
            people::set_state(state, &me.standing, id, wanted, is_current, context).map(drop)
        },
    )
    .await
}

/// Ends all sessions of a person.
pub(in crate::pages) async fn end_sessions(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Result<Form<BareForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    changed(
        &request,
        &state,
        &id,
        &form.csrf,
        (Action::SuspendPerson, "sessions"),
        |state, me, id, context| people::end_sessions(state, &me.standing, id, context),
    )
    .await
}

/// Sends the invitation of a person again. It goes to the person's own address, so it is not grave.
pub(in crate::pages) async fn invite_again(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Result<Form<BareForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    let rights = (Action::InvitePerson, "invited");
    for_visitor(&request, &state, async |me| {
        by_form(
            &request,
            &state,
            me,
            (&id, &form.csrf),
            rights,
            people::invite_again,
        )
        .await
    })
    .await
}

/// Does something grave to an account by a form of this site, and goes back to the page of the person. Whoever signed in
/// too long ago shows first who they are, and begins again at that page.
async fn changed(
    request: &HttpRequest,
    state: &Data<State>,
    id: &str,
    csrf: &str,
    done: (Action, &str),
    change: impl FnOnce(&State, &SignedIn, &str, &AuditContext) -> Result<(), ApiError> + Send + 'static,
) -> HttpResponse {
    let back = format!("{PATH}/{id}");
    for_fresh_visitor(request, state, &back, async |me| {
        by_form(request, state, me, (id, csrf), done, change).await
    })
    .await
}

async fn by_form(
    request: &HttpRequest,
    state: &Data<State>,
    me: SignedIn,
    (id, csrf): (&str, &str),
    (action, done): (Action, &str),
    change: impl FnOnce(&State, &SignedIn, &str, &AuditContext) -> Result<(), ApiError> + Send + 'static,
) -> Result<Unsent, ApiError> {
    csrf::with_field(request, csrf, &me.csrf)?;
    allow(&me, action)?;
    let context = trace::context(Actor::Person(me.person.id.clone()), request);
    let (known, whose) = (state.clone(), id.to_owned());
    blocking(move || change(&known, &me, &whose, &context)).await?;
    Ok(see_other(&after(id, language::of(request), done)))
}
