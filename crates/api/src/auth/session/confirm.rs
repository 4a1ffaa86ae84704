//! `POST /auth/session/confirmation`.

use crate::accounts;
use crate::auth::{Granted, UseOwnAccount};
use crate::me;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::{ConfirmSession, Me};

/// Show anew who one is
///
/// For what asks that somebody signed in just now (403 `sign-in-again`), and for a session that was opened without a
/// second factor: with a code the roles hold that wait for one. Whoever signed in by a password sends it; whoever has a
/// second factor sends a code. For the next 15 minutes it counts as signing in. Wrong ones count as failures to sign in.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "confirm_session",
    request_body = ConfirmSession,
    responses(
        (status = 200, description = "Who is signed in, and what they may do now", body = Me),
        (status = 403, description = "The caller may not, the request came from another site, or the connection is not encrypted",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Another service let this person in, and there is no second factor: nothing can be \
            shown but by signing in again", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The password or the code is wrong or missing; the field is named", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts failed; `Retry-After` says how long to wait", body = Problem,
            content_type = "application/problem+json",
            headers(("Retry-After" = u32, description = "Seconds to wait"))),
    )
)]
#[post("/auth/session/confirmation")]
pub(crate) async fn confirm(
    granted: Granted<UseOwnAccount>,
    request: HttpRequest,
    _: Query<Nothing>,
    language: Wanted,
    state: Data<State>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    state.transport.way(&request).require_private()?;
    let shown: ConfirmSession = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let before = granted.caller.signed_in()?.clone();
    let turn = state.passwords.turn().await?;
    let now = blocking(move || {
        accounts::confirm_session(&state, &before, &shown, &turn, &context)?;
        let now = state.store.signed_in(&before.session)?;
        now.ok_or_else(accounts::over)
    })
    .await?;
    Ok(private(HttpResponse::Ok(), language, written(&me::of(&now))?))
}
