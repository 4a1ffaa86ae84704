//! `DELETE /clients/{id}`.

use super::ClientPath;
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

/// Remove a machine client for good
///
/// Its secrets are revoked, its tokens open nothing from now on, and it is in no list any more. What it sent stays.
/// Receipts and the audit log go on naming it, so its id is not given again.
#[utoipa::path(
    tag = "Machine clients",
    operation_id = "remove_client",
    params(ClientPath),
    responses((status = 204, description = "The machine client is removed"))
)]
#[delete("/clients/{id}")]
pub(crate) async fn delete(
    granted: Granted<ManageClients, Fresh>,
    request: HttpRequest,
    path: Path<ClientPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || clients::remove(&state, &path.id, &context)).await?;
    Ok(done().finish())
}
