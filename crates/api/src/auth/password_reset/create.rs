//! `POST /auth/password-reset`.

use crate::accounts::{self, Asker};
use crate::auth::csrf;
use crate::state::State;
use crate::web::document;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::AskPasswordReset;

/// Ask for a link to set a new password
///
/// A letter with a link, which works once and for an hour, goes to the address if there is an active account with it.
/// The answer is the same whether there is one or not. Whoever asks again and again waits.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "ask_password_reset",
    request_body = AskPasswordReset,
    responses(
        (status = 202, description = "If there is such an account, the letter is on its way"),
        (status = 403, description = "The request came from another site, or the connection is not encrypted",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "This installation sends no letters", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "This is no e-mail address; the reason is named", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Asked for too often; `Retry-After` says how long to wait", body = Problem,
            content_type = "application/problem+json",
            headers(("Retry-After" = u32, description = "Seconds to wait"))),
    )
)]
#[post("/auth/password-reset")]
pub(crate) async fn ask(
    request: HttpRequest,
    state: Data<State>,
    _: Query<Nothing>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    csrf::same_origin(&request)?;
    let asked: AskPasswordReset = document::read(&request, payload).await?;
    let from = Asker::of(&state, &request);
    accounts::ask_password_reset(&state, asked.email, from).await?;
    let mut answer = HttpResponse::Accepted();
    Ok(answer.insert_header((CACHE_CONTROL, "no-store")).finish())
}
