//! `POST /users/{id}/grants`.

use super::super::UserPath;
use crate::accounts::people;
use crate::auth::{ChangeGrants, Fresh, Granted};
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
use blis_domain::wire::{NewGrant, UserGrant};

/// Give a person a role
///
/// Nobody gives roles to themselves. The administrator of a municipality gives the roles of that municipality; those of
/// networks and of the whole system are given by the administrator of the system.
#[utoipa::path(
    tag = "People",
    operation_id = "give_role",
    params(UserPath),
    request_body = NewGrant,
    responses(
        (status = 201, description = "The role holds from now on", body = UserGrant),
        (status = 409, description = "The person has this role there already",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "There is no such municipality or network",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/users/{id}/grants")]
pub(crate) async fn give_role(
    granted: Granted<ChangeGrants, Fresh>,
    path: Path<UserPath>,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: NewGrant = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let json = blocking(move || {
        let standing = granted.caller.standing();
        written(&people::give_role(&state, standing, &path.id, asked, &context)?)
    })
    .await?;
    Ok(private(HttpResponse::Created(), language, json))
}
