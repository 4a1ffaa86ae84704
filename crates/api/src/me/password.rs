//! `PUT /me/password`.

use crate::accounts;
use crate::auth::{Granted, UseOwnAccount};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, put};
use blis_domain::problem::Problem;
use blis_domain::wire::ChangePassword;

/// Change one's own password
///
/// Every other session ends.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "change_my_password",
    request_body = ChangePassword,
    responses(
        (status = 204, description = "The new password holds"),
        (status = 403, description = "The caller may not, the request came from another site, or the connection is not encrypted",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The present password is wrong, or the new one is not taken; the reason is named",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/me/password")]
pub(crate) async fn change_password(
    granted: Granted<UseOwnAccount>,
    _: Query<Nothing>,
    state: Data<State>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    state.transport.way(&request).require_private()?;
    let asked: ChangePassword = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    let turn = state.passwords.turn().await?;
    blocking(move || accounts::change_password(&state, &me, &asked, &turn, &context)).await?;
    Ok(done().finish())
}
