//! `PUT /auth/password-reset`.

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
use blis_domain::wire::ResetPassword;

/// Set a new password by the link of a letter
///
/// `token` is the last part of the link's path. All sessions of the person end.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "reset_password",
    request_body = ResetPassword,
    responses(
        (status = 204, description = "The new password holds; sign in with it"),
        (status = 403, description = "The request came from another site, or the connection is not encrypted",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The link holds no longer", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The password is not taken; the reason is named, and the link holds still",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/auth/password-reset")]
pub(crate) async fn reset(
    request: HttpRequest,
    state: Data<State>,
    _: Query<Nothing>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    csrf::same_origin(&request)?;
    state.transport.way(&request).require_private()?;
    let asked: ResetPassword = document::read(&request, payload).await?;
    let context = trace::context(Actor::Nobody, &request);
    let turn = state.passwords.turn().await?;
    blocking(move || accounts::reset_password(&state, &asked, &turn, &context)).await?;
    Ok(done().finish())
}
