//! `DELETE /clients/{id}/secrets/{secret}`.

use crate::accounts::clients;
use crate::auth::{Fresh, Granted, ManageClients};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which secret an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct SecretPath {
    /// The id of the client.
    id: String,
    /// The id of the secret.
    secret: String,
}

/// Revoke a secret of a machine client
///
/// It gives no token from now on, and those that were given for it open nothing any more.
#[utoipa::path(
    tag = "Machine clients",
    operation_id = "revoke_client_secret",
    params(SecretPath),
    responses((status = 204, description = "The secret is revoked"))
)]
#[delete("/clients/{id}/secrets/{secret}")]
pub(crate) async fn delete(
    granted: Granted<ManageClients, Fresh>,
    request: HttpRequest,
    path: Path<SecretPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || clients::revoke_secret(&state, &path.id, &path.secret, &context)).await?;
    Ok(done().finish())
}
