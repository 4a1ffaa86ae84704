//! `PATCH /clients/{id}`.

use super::{ClientPath, tagged};
use crate::accounts::clients;
use crate::auth::{Fresh, Granted, ManageClients};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::version::Expected;
use crate::web::{document, trace};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, patch};
use blis_domain::problem::Problem;
use blis_domain::wire::{ClientView, UpdateClient};
use blis_store::StoreError;

/// Change a machine client
///
/// What is left out or `null` stays. A suspended client gets no token, and those it has open nothing from now on.
#[utoipa::path(
    tag = "Machine clients",
    operation_id = "update_client",
    params(ClientPath, ("If-Match" = String, Header, description = "The `ETag` of what is changed")),
    request_body = UpdateClient,
    responses(
        (status = 200, description = "The machine client as it is now", body = ClientView,
            headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "It was changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Something cannot be so; the faults say what and why", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/clients/{id}")]
pub(crate) async fn update(
    granted: Granted<ManageClients, Fresh>,
    path: Path<ClientPath>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let expected = Expected::of(&request)?;
    let asked: UpdateClient = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let (known, id) = (state.clone(), path.into_inner().id);
    let seen = blocking(move || clients::show(&known, &id)).await?;
    if !expected.is(seen.version) {
        return Err(StoreError::Stale.into());
    }
    let shown = blocking(move || clients::change(&state, &seen, asked, &context)).await?;
    tagged(HttpResponse::Ok(), language, &shown)
}
