//! `POST /users/{id}/invitation`.

use super::UserPath;
use crate::accounts::people;
use crate::auth::{Granted, InvitePerson};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;

/// Send an invitation again
///
/// The link of the letter before ends. Letters are counted by the address they go to and by who sends them: too many at
/// once are refused with 429.
#[utoipa::path(
    tag = "People",
    operation_id = "invite_user_again",
    params(UserPath),
    responses(
        (status = 202, description = "The letter will be sent"),
        (status = 409, description = "The person has accepted already or is suspended, or no letters are sent here",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/users/{id}/invitation")]
pub(crate) async fn invite_again(
    granted: Granted<InvitePerson>,
    request: HttpRequest,
    path: Path<UserPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let me = granted.caller.signed_in()?.clone();
    blocking(move || people::invite_again(&state, &me, &path.id, &context)).await?;
    Ok(HttpResponse::Accepted()
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish())
}
