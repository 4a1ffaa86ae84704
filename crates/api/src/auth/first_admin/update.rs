//! `PUT /auth/first-admin`.

use crate::accounts;
use crate::auth::csrf;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, put};
use blis_domain::audit::Actor;
use blis_domain::problem::Problem;
use blis_domain::wire::FirstAdmin;

/// Make the account of the first administrator
///
/// The server prints the link at its start as long as there is no administrator; `token` is the last part of its path.
/// Their role holds once they are signed in with a second factor.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "make_first_admin",
    request_body = FirstAdmin,
    responses(
        (status = 204, description = "The account is open; sign in"),
        (status = 403, description = "The request came from another site, or the connection is not encrypted",
            body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The link holds no longer", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Address, name or password is not taken; the reasons are named, and the link holds still",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/auth/first-admin")]
pub(crate) async fn make(
    request: HttpRequest,
    state: Data<State>,
    _: Query<Nothing>,
    Wanted(language): Wanted,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    csrf::same_origin(&request)?;
    state.transport.way(&request).require_private()?;
    let asked: FirstAdmin = document::read(&request, payload).await?;
    let context = trace::context(Actor::Nobody, &request);
    let turn = state.passwords.turn().await?;
    blocking(move || accounts::make_first_admin(&state, &asked, language, &turn, &context)).await?;
    Ok(done().finish())
}
