//! `GET /clients/{id}`.

use super::{ClientPath, tagged};
use crate::accounts::clients;
use crate::auth::{Granted, ManageClients};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use blis_domain::wire::ClientView;

/// Read a machine client
///
/// Its `ETag` is the version that a change names in `If-Match`. A use of a secret is no change.
#[utoipa::path(
    tag = "Machine clients",
    operation_id = "show_client",
    params(ClientPath),
    responses((status = 200, description = "The machine client", body = ClientView,
        headers(("ETag" = String, description = "Its version"))))
)]
#[get("/clients/{id}")]
pub(crate) async fn show(
    _: Granted<ManageClients>,
    path: Path<ClientPath>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let shown = blocking(move || clients::show(&state, &path.id)).await?;
    tagged(HttpResponse::Ok(), language, &shown)
}
