//! `POST /auth/session`.

use crate::accounts::{self, Origin, SignInStep};
use crate::auth::csrf;
use crate::me;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::{Me, SignIn};

/// Sign in
///
/// Opens a session and puts its tokens into cookies that no script can read. The answer says who signed in, and holds
/// the token that goes into `X-CSRF-Token` with every change. An unknown address, a wrong password and an account that
/// is not active get the same answer; so does a wrong code, where the account has a second factor. With a right password
/// and no code the type of the 401 is `second-factor-needed`: send all three. Each code is good once. After three failures in a row each further one means a wait, which doubles up to
/// 15 minutes; meanwhile a right password is not looked at either. Many failures from one address are held the same way.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "sign_in",
    request_body = SignIn,
    responses(
        (status = 201, description = "Who is signed in now", body = Me),
        (status = 401, description = "The address, the password or the code is wrong, or a code is needed as well", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "The request came from another site, or the connection is not encrypted",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many attempts failed; `Retry-After` says how long to wait", body = Problem,
            content_type = "application/problem+json",
            headers(("Retry-After" = u32, description = "Seconds to wait"))),
    )
)]
#[post("/auth/session")]
pub(crate) async fn create(
    request: HttpRequest,
    state: Data<State>,
    _: Query<Nothing>,
    language: Wanted,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    csrf::same_origin(&request)?;
    let asked: SignIn = document::read(&request, payload).await?;
    let from = Origin::of(&state, &request);
    let turn = state.passwords.turn().await?;
    let known = state.clone();
    let step = blocking(move || accounts::sign_in(&known, &asked, from, &turn)).await?;
    let SignInStep::Done(opened) = step else {
        return Err(accounts::code_needed());
    };
    let mut answer = HttpResponse::Created();
    state.transport.give(&mut answer, &opened.access, &opened.refresh);
    Ok(private(answer, language, written(&me::of(&opened.signed_in))?))
}
