//! What is done to a person for good, by their page: the data handed out or erased, the second factor taken away. Each
//! asks who it is anew, and before that whether it is meant.

use super::super::form::Form;
use super::super::frame::Unsent;
use super::super::message::refusal;
use super::super::visit::{allow, for_fresh_visitor, see_other};
use super::account::{Asked, StateForm, asked};
use super::words::PeopleWords;
use super::{PATH, after};
use crate::accounts::{self, people};
use crate::auth::csrf;
use crate::pages::account::BareForm;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language;
use crate::web::own::written;
use crate::web::problem::ApiError;
use crate::web::trace;
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
    form: Result<Form<BareForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        csrf::with_field(&request, &form.csrf, &me.csrf)?;
        allow(&me, Action::InvitePerson)?;
        let context = trace::context(Actor::Person(me.person.id.clone()), &request);
        let (known, whose) = (state.clone(), id.to_string());
        blocking(move || people::remove_second_factor(&known, &me.standing, &whose, &context)).await?;
        Ok(see_other(&after(&id, language::of(&request), "second_factor")))
    })
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
    form: Result<Form<StateForm>, ApiError>,
) -> HttpResponse {
    let Form(form) = match form {
        Ok(form) => form,
        Err(error) => return refusal(&request, &error).finish(),
    };
    for_fresh_visitor(&request, &state, request.path(), async |me| {
        csrf::with_field(&request, &form.csrf, &me.csrf)?;
        allow(&me, Action::ErasePerson)?;
        let context = trace::context(Actor::Person(me.person.id.clone()), &request);
        let (known, whose) = (state.clone(), id.to_string());
        blocking(move || {
            let is_current = |version| version == form.version;
            accounts::erase(&known, &me.standing, &whose, is_current, &context)
        })
        .await?;
        Ok(see_other(&after(&id, language::of(&request), "erased")))
    })
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
