//! `POST /me/second-factor`.

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
use blis_domain::wire::SecondFactorSecret;

/// Begin to set up one-time codes
///
/// Gives a secret for an authenticator, which is shown this once. It holds when `PUT` brings a code of it; one that
/// holds already goes on to hold until then. Needs a sign-in or a confirmation of the last 15 minutes.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "prepare_my_second_factor",
    responses((status = 201, description = "The secret", body = SecondFactorSecret))
)]
#[post("/me/second-factor")]
pub(crate) async fn prepare_second_factor(
    granted: Granted<UseOwnAccount, Fresh>,
    request: HttpRequest,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    let secret = blocking(move || accounts::prepare_second_factor(&state, &me, &context)).await?;
    Ok(private(HttpResponse::Created(), language, written(&secret)?))
}
