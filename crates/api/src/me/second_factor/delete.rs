//! `DELETE /me/second-factor`.

use crate::accounts;
use crate::auth::{Fresh, Granted, UseOwnAccount};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete};
use blis_domain::problem::Problem;

/// Take one-time codes away
///
/// With them the recovery codes. Needs a sign-in or a confirmation of the last 15 minutes.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "remove_my_second_factor",
    responses(
        (status = 204, description = "Signing in needs no code any more"),
        (status = 409, description = "None is set up, or one of the person's roles needs it", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[delete("/me/second-factor")]
pub(crate) async fn remove_second_factor(
    granted: Granted<UseOwnAccount, Fresh>,
    request: HttpRequest,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    blocking(move || accounts::take_away_second_factor(&state, &me, &context)).await?;
    Ok(done().finish())
}
