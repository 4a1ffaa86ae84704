//! `DELETE /auth/session`.

use crate::auth::{Granted, UseOwnAccount};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete};
use blis_store::SessionEnd;

/// Sign out
#[utoipa::path(
    tag = "Accounts",
    operation_id = "sign_out",
    responses((status = 204, description = "The session is over and its cookies are taken back"))
)]
#[delete("/auth/session")]
pub(crate) async fn delete(
    granted: Granted<UseOwnAccount>,
    request: HttpRequest,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let session = granted.caller.signed_in()?.session.clone();
    let known = state.clone();
    blocking(move || {
        Ok(known
            .store
            .end_session(&session, SessionEnd::SignedOut, &context)?)
    })
    .await?;
    let mut answer = done();
    state.transport.clear(&mut answer);
    Ok(answer.finish())
}
