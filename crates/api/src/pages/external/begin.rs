//! `GET /sign-in/with/{provider}` and `POST /account/identities`: the way to the service.

use super::super::form::Sent;
use super::super::message::or_message;
use super::super::return_to::ReturnTo;
use super::super::visit::{for_form, see_other};
use super::super::words::Words;
use super::onward;
use crate::accounts::{self, Origin};
use crate::auth::csrf;
use crate::state::State;
use crate::web::language;
use crate::web::problem::ApiError;
use actix_web::http::header::REFERRER_POLICY;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

/// Where to go afterwards.
#[derive(Deserialize)]
pub(in crate::pages) struct Place {
    return_to: Option<String>,
}

/// What the form of the account page brings.
#[derive(Deserialize)]
pub(in crate::pages) struct LinkForm {
    provider: String,
}

/// Sends the browser to the service.
pub(in crate::pages) async fn start(
    request: HttpRequest,
    state: Data<State>,
    provider: Path<String>,
    place: Query<Place>,
) -> HttpResponse {
    let outcome = started(&request, &state, &provider, place.into_inner()).await;
    or_message(&request, outcome)
}

async fn started(
    request: &HttpRequest,
    state: &Data<State>,
    provider: &str,
    place: Place,
) -> Result<HttpResponse, ApiError> {
    let language = language::of(request);
    let back = ReturnTo::of(place.return_to.as_deref());
    // Another site must not sign anybody in, not even as themselves, nor spoil a sign-in that is under way.
    if csrf::same_origin(request).is_err() {
        return Ok(see_other(&format!("/sign-in?lang={language}")).finish());
    }
    let from = Origin::of(state, request);
    let begun = accounts::begin_external(state, provider, back.as_str(), language, None, &from).await?;
    let mut answer = see_other(begun.address.as_str());
    answer.answer.insert_header((REFERRER_POLICY, "no-referrer"));
    state.transport.give_via(&mut answer.answer, &begun.via);
    Ok(answer.finish())
}

/// Sends whoever is signed in to the service, to link their identity there.
pub(in crate::pages) async fn link(
    request: HttpRequest,
    state: Data<State>,
    form: Sent<LinkForm>,
) -> HttpResponse {
    // Whoever links an identity opens the account to it.
    for_form(&request, &state, form, async |me, form, _| {
        let language = language::of(&request);
        let from = Origin::of(&state, &request);
        let begun =
            accounts::begin_external(&state, &form.provider, "/account", language, Some(&me), &from).await?;
        let words = &Words::of(language).external;
        let mut page = onward(language, words.going, words.at_service, begun.address.as_str());
        state.transport.give_via(&mut page.answer, &begun.via);
        Ok(page)
    })
    .await
}
