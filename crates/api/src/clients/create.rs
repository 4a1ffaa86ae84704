//! `POST /clients`.

use super::tagged;
use crate::accounts::clients;
use crate::auth::{Fresh, Granted, ManageClients};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::{ClientView, NewClient};

/// Make a machine client
///
/// It has no secret yet: `POST /clients/{id}/secrets` makes one.
#[utoipa::path(
    tag = "Machine clients",
    operation_id = "add_client",
    request_body = NewClient,
    responses(
        (status = 201, description = "The machine client", body = ClientView, headers(
            ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))),
        (status = 409, description = "The id is taken, also by a client that was removed", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Something cannot be so; the faults say what and why", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/clients")]
pub(crate) async fn create(
    granted: Granted<ManageClients, Fresh>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: NewClient = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let shown = blocking(move || clients::add(&state, asked, &context)).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header((LOCATION, format!("{BASE}/clients/{}", shown.view.id)));
    tagged(answer, language, &shown)
}
