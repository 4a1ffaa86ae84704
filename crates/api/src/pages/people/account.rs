//! What is done to the account of a person by their page: suspended, let back, invited again, signed out everywhere.

use super::super::form::{NoFields, Sent};
use super::super::frame::Unsent;
use super::super::question::Question;
use super::super::visit::{after, allow, for_form, for_fresh_visitor, see_other};
use super::super::words::Words;
use super::PATH;
use super::parts::called;
use super::words::PeopleWords;
use crate::accounts::people;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::rights::Action;
use blis_domain::wire::SettableState;
use blis_store::{AuditContext, PersonListed, SignedIn};
use serde::Deserialize;

/// A change of the state that was seen.
#[derive(Deserialize)]
pub(in crate::pages) struct StateForm {
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
    let path = format!("{PATH}/{id}/{}", asked.way);
    let question = Question {
        language,
        path: &path,
        title: &format!("{}: {}", asked.yes, called(words, &person)),
        about: asked.about,
        action: &path,
        csrf: &me.csrf,
        fields: &asked.fields,
        yes: asked.yes,
        back: format!("{PATH}/{id}?lang={language}"),
    };
    Ok(question.page())
}

/// Suspends a person.
pub(in crate::pages) async fn suspend(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Sent<StateForm>,
) -> HttpResponse {
    set(&request, &state, &id, form, SettableState::Suspended, "suspended").await
}

/// Lets a person back.
pub(in crate::pages) async fn let_back(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Sent<StateForm>,
) -> HttpResponse {
    set(&request, &state, &id, form, SettableState::Active, "let_back").await
}

async fn set(
    request: &HttpRequest,
    state: &Data<State>,
    id: &str,
    form: Sent<StateForm>,
    wanted: SettableState,
    done: &str,
) -> HttpResponse {
    changed(
        request,
        state,
        id,
        form,
        done,
        move |state, me, id, form, context| {
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
    form: Sent<NoFields>,
) -> HttpResponse {
    changed(
        &request,
        &state,
        &id,
        form,
        "sessions",
        |state, me, id, _, context| people::end_sessions(state, &me.standing, id, context),
    )
    .await
}

/// Sends the invitation of a person again. It goes to the person's own address, so it is not grave.
pub(in crate::pages) async fn invite_again(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Sent<NoFields>,
) -> HttpResponse {
    changed(
        &request,
        &state,
        &id,
        form,
        "invited",
        |state, me, id, _, context| people::invite_again(state, me, id, context),
    )
    .await
}

/// Changes an account by a form of this site, and goes back to the page of the person.
pub(super) async fn changed<F: Send + 'static>(
    request: &HttpRequest,
    state: &Data<State>,
    id: &str,
    form: Sent<F>,
    done: &str,
    change: impl FnOnce(&State, &SignedIn, &str, F, &AuditContext) -> Result<(), ApiError> + Send + 'static,
) -> HttpResponse {
    for_form(request, state, form, async |me, form, context| {
        let (known, whose) = (state.clone(), id.to_owned());
        blocking(move || change(&known, &me, &whose, form, &context)).await?;
        Ok(see_other(&after(
            &format!("{PATH}/{id}"),
            language::of(request),
            done,
        )))
    })
    .await
}
