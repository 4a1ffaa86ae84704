//! What is done to a person for good, by their page: the data handed out or erased, the second factor taken away. Each
//! asks who it is anew, and before that whether it is meant.

use super::super::form::{NoFields, Sent};
use super::super::frame::Unsent;
use super::super::visit::{allow, for_fresh_visitor};
use super::PATH;
use super::account::{Asked, StateForm, asked, changed};
use super::words::PeopleWords;
use crate::accounts::{self, people};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::written;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use blis_domain::audit::Actor;
use blis_domain::rights::Action;
use blis_store::PersonListed;

/// Asks whether the second factor of a person is to be taken away.
pub(in crate::pages) async fn ask_second_factor(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
) -> HttpResponse {
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        let ask = |words: &'static PeopleWords, _: &PersonListed| Asked {
            about: words.confirm_second_factor,
            yes: words.remove_second_factor,
            way: "second-factor",
            fields: Vec::new(),
        };
        asked(&request, &state, &me, &id, Action::InvitePerson, ask).await
    })
    .await
}

/// Takes the second factor of a person away.
pub(in crate::pages) async fn remove_second_factor(
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
        "second_factor",
        |state, me, id, _, context| people::remove_second_factor(state, &me.standing, id, context),
    )
    .await
}

/// Asks whether a person is to be erased.
pub(in crate::pages) async fn ask_erase(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
) -> HttpResponse {
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        let ask = |words: &'static PeopleWords, person: &PersonListed| Asked {
            about: words.confirm_erase,
            yes: words.erase,
            way: "erase",
            fields: vec![("version", person.version.to_string())],
        };
        asked(&request, &state, &me, &id, Action::ErasePerson, ask).await
    })
    .await
}

/// Erases a person who is still as they were seen.
pub(in crate::pages) async fn erase(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
    form: Sent<StateForm>,
) -> HttpResponse {
    changed(
        &request,
        &state,
        &id,
        form,
        "erased",
        |state, me, id, form, context| {
            let is_current = |version| version == form.version;
            accounts::erase(state, &me.standing, id, is_current, context)
        },
    )
    .await
}

/// Hands out all that is held about a person, as a file.
pub(in crate::pages) async fn export(
    request: HttpRequest,
    state: Data<State>,
    id: Path<String>,
) -> HttpResponse {
    let back = format!("{PATH}/{}", *id);
    for_fresh_visitor(&request, &state, &back, async |me| {
        allow(&me, Action::ErasePerson)?;
        let context = accounts::handing_out(Actor::Person(me.person.id.clone()), &request)?;
        let (known, whose) = (state.clone(), id.to_string());
        let json = blocking(move || {
            let context = context.as_ref();
            written(&accounts::export_other(&known, &me.standing, &whose, context)?)
        })
        .await?;
        Ok(Unsent::file(json, "blis-person.json"))
    })
    .await
}
