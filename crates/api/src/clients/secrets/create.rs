//! `POST /clients/{id}/secrets`.

use crate::accounts::clients;
use crate::auth::{Fresh, Granted, ManageClients};
use crate::clients::ClientPath;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::{ClientSecretOnce, NewClientSecret};

/// Give a machine client another secret
///
/// The secret is in this answer and nowhere else. Those there are hold on beside it, so that the client can change
/// over without an interruption; five may hold at once.
#[utoipa::path(
    tag = "Machine clients",
    operation_id = "add_client_secret",
    params(ClientPath),
    request_body = NewClientSecret,
    responses(
        (status = 201, description = "The secret, this once", body = ClientSecretOnce),
        (status = 409, description = "As many secrets hold as may", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It cannot hold for so many days", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/clients/{id}/secrets")]
pub(crate) async fn create(
    granted: Granted<ManageClients, Fresh>,
    path: Path<ClientPath>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: NewClientSecret = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let once = blocking(move || clients::add_secret(&state, &path.id, &asked, &context)).await?;
    Ok(private(HttpResponse::Created(), language, written(&once)?))
}
