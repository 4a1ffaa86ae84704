//! `GET /me`.

use crate::accounts;
use crate::state::State;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::wire::{GrantView, Me, MyPerson, SecondFactorState};
use blis_store::SignedIn;

/// Say who is signed in
///
/// Nobody is an answer too: `person` is then `null`, and `may` holds what everybody may. A browser whose access token
/// has ended is told as well, by its refresh token, which is not spent: it renews the session before it does anything.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "show_me",
    responses((status = 200, description = "Who is signed in, and what they may do", body = Me))
)]
#[get("/me")]
pub(crate) async fn show(
    request: HttpRequest,
    state: Data<State>,
    _: Query<Nothing>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let found = accounts::who_is_there(&request, &state).await?;
    let me = found.as_ref().map_or_else(Me::nobody, of);
    Ok(private(HttpResponse::Ok(), language, written(&me)?))
}

/// The person of a session, as they see themselves.
pub(crate) fn of(signed_in: &SignedIn) -> Me {
    let SignedIn {
        person,
        standing,
        csrf,
        expires_at,
        has_second_factor,
        ..
    } = signed_in;
    Me {
        person: Some(MyPerson {
            id: person.id.clone(),
            name: person.name.clone(),
            email: person.email.clone(),
            language: person.language,
        }),
        grants: standing.given().iter().map(GrantView::from).collect(),
        may: standing.actions(),
        second_factor: match (standing.lacks_second_factor(), has_second_factor) {
            (true, _) => SecondFactorState::Required,
            (false, true) => SecondFactorState::Set,
            (false, false) => SecondFactorState::None,
        },
        csrf_token: Some(csrf.clone()),
        expires_at: Some(expires_at.clone()),
    }
}
