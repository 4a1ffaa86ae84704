//! `DELETE /auth/session`.

use crate::auth::{Granted, UseOwnAccount, csrf, secret};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete};
use blis_domain::audit::Actor;
use blis_domain::problem::ProblemCode;
use blis_store::SessionEnd;

/// Sign out
///
/// The refresh token suffices: whoever goes away after the access token has ended signs out all the same.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "sign_out",
    responses((status = 204, description = "The session is over and its cookies are taken back"))
)]
#[delete("/auth/session")]
pub(crate) async fn delete(
    granted: Result<Granted<UseOwnAccount>, ApiError>,
    request: HttpRequest,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    match granted {
        Ok(granted) => {
            let context = trace::context(granted.caller.actor(), &request);
            let session = granted.caller.signed_in()?.session.clone();
            let known = state.clone();
            let end = move || known.store.end_session(&session, SessionEnd::SignedOut, &context);
            blocking(move || Ok(end()?)).await?;
        }
        Err(refused) => end_by_refresh_token(&request, &state, refused).await?,
    }
    let mut answer = done();
    state.transport.clear(&mut answer);
    Ok(answer.finish())
}

/// Ends the session of the refresh token, where nothing but the age of the access token is in the way.
async fn end_by_refresh_token(
    request: &HttpRequest,
    state: &Data<State>,
    refused: ApiError,
) -> Result<(), ApiError> {
    let too_old =
        refused.draft.code == ProblemCode::Unauthenticated && !request.headers().contains_key(AUTHORIZATION);
    let Some(refresh) = state.transport.refresh(request).filter(|_| too_old) else {
        return Err(refused);
    };
    csrf::same_origin(request)?;
    let context = trace::context(Actor::Nobody, request);
    let known = state.clone();
    let hash = secret::hash(&refresh);
    match blocking(move || Ok(known.store.end_session_of_token(&hash, &context)?)).await? {
        true => Ok(()),
        false => Err(refused),
    }
}
