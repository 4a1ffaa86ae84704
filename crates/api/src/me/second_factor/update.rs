//! `PUT /me/second-factor`.

use crate::accounts;
use crate::auth::{Fresh, Granted, UseOwnAccount};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, put};
use blis_domain::problem::Problem;
use blis_domain::wire::{RecoveryCodes, SecondFactorCode};

/// Set up one-time codes
///
/// Takes a code of the secret that `POST` gave. From now on signing in needs one, the roles that waited for it hold in
/// this session, and the person's other sessions end. The recovery codes of the answer are shown this once.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "confirm_my_second_factor",
    request_body = SecondFactorCode,
    responses(
        (status = 200, description = "One-time codes are set up", body = RecoveryCodes),
        (status = 409, description = "No secret waits for a code", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The code is not one of the secret, now", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[put("/me/second-factor")]
pub(crate) async fn confirm_second_factor(
    granted: Granted<UseOwnAccount, Fresh>,
    request: HttpRequest,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: SecondFactorCode = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    let codes = blocking(move || accounts::confirm_second_factor(&state, &me, &asked.code, &context)).await?;
    Ok(private(HttpResponse::Ok(), language, written(&codes)?))
}
