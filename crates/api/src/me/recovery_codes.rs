//! `POST /me/recovery-codes`.

use crate::accounts;
use crate::auth::{Fresh, Granted, UseOwnAccount};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::RecoveryCodes;

/// Make new recovery codes
///
/// They are shown this once, and take the place of the old ones, used or not. Needs a sign-in or a confirmation of the
/// last 15 minutes.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "create_my_recovery_codes",
    responses(
        (status = 201, description = "The codes, each good once", body = RecoveryCodes),
        (status = 409, description = "One-time codes are not set up", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/me/recovery-codes")]
pub(crate) async fn create_recovery_codes(
    granted: Granted<UseOwnAccount, Fresh>,
    request: HttpRequest,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    let codes = blocking(move || accounts::replace_recovery_codes(&state, &me, &context)).await?;
    Ok(private(HttpResponse::Created(), language, written(&codes)?))
}
