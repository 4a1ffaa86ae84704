//! `POST /auth/session/refresh`.

use crate::accounts;
use crate::auth::csrf;
use crate::me;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::audit::Actor;
use blis_domain::problem::Problem;
use blis_domain::wire::Me;

/// Keep the session
///
/// Takes the refresh token of the cookies and puts the next one in its place. A token that comes a second time ends the
/// session, for then two hold it.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "renew_session",
    responses(
        (status = 200, description = "Who is signed in", body = Me),
        (status = 401, description = "The session is over", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The request came from another site", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/auth/session/refresh")]
pub(crate) async fn renew(
    request: HttpRequest,
    state: Data<State>,
    _: Query<Nothing>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    csrf::same_origin(&request)?;
    let shown = state.transport.refresh(&request).ok_or_else(accounts::over)?;
    let context = trace::context(Actor::Nobody, &request);
    let from_page = csrf::is_from_page(&request);
    let known = state.clone();
    let kept = blocking(move || accounts::renew(&known, &shown, from_page, &context)).await?;
    let opened = kept.ok_or_else(accounts::over)?;
    let mut answer = HttpResponse::Ok();
    state.transport.give(&mut answer, &opened.access, &opened.refresh);
    Ok(private(answer, language, written(&me::of(&opened.signed_in))?))
}
