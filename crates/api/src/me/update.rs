//! `PATCH /me`.

use super::show;
use crate::accounts;
use crate::auth::{Granted, UseOwnAccount};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, patch};
use blis_domain::problem::Problem;
use blis_domain::wire::{Me, UpdateMe};
use blis_store::SignedIn;

/// Change one's own name and language
///
/// What is left out stays as it is.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "change_me",
    request_body = UpdateMe,
    responses(
        (status = 200, description = "Who is signed in, as it is now", body = Me),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The name is not taken; the reason is named",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/me")]
pub(crate) async fn update(
    granted: Granted<UseOwnAccount>,
    _: Query<Nothing>,
    state: Data<State>,
    request: HttpRequest,
    language: Wanted,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: UpdateMe = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    let now = blocking(move || {
        let person = accounts::change_account(&state, &me, &asked, &context)?;
        Ok(SignedIn { person, ..me })
    })
    .await?;
    Ok(private(HttpResponse::Ok(), language, written(&show::of(&now))?))
}
