//! `PUT /auth/invitation`.

use crate::accounts;
use crate::auth::csrf;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, put};
use blis_domain::audit::Actor;
use blis_domain::problem::Problem;
use blis_domain::wire::AcceptInvitation;

/// Accept an invitation
///
/// `token` is the last part of the link's path. The account opens with the password that is set here.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "accept_invitation",
    request_body = AcceptInvitation,
    responses(
        (status = 204, description = "The account is open; sign in"),
        (status = 403, description = "The request came from another site, or the connection is not encrypted",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The link holds no longer", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The name or the password is not taken; the reasons are named, and the link holds still",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/auth/invitation")]
pub(crate) async fn accept(
    request: HttpRequest,
    state: Data<State>,
    _: Query<Nothing>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    csrf::same_origin(&request)?;
    state.transport.way(&request).require_private()?;
    let asked: AcceptInvitation = document::read(&request, payload).await?;
    let context = trace::context(Actor::Nobody, &request);
    let turn = state.passwords.turn().await?;
    blocking(move || accounts::accept_invitation(&state, &asked, &turn, &context)).await?;
    Ok(done().finish())
}
