//! `GET /clients`.

use crate::accounts::clients;
use crate::auth::{Granted, ManageClients};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use blis_domain::wire::{ClientView, Page};

/// List the machine clients
///
/// By id, without those that were removed. No secret is among what is told.
#[utoipa::path(
    tag = "Machine clients",
    operation_id = "list_clients",
    responses((status = 200, description = "The machine clients", body = Page<ClientView>))
)]
#[get("/clients")]
pub(crate) async fn list(
    _: Granted<ManageClients>,
    state: Data<State>,
    _: Query<Nothing>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let items = blocking(move || clients::list(&state)).await?;
    let page = Page {
        total: items.len() as u64,
        items,
        next: None,
    };
    Ok(private(HttpResponse::Ok(), language, written(&page)?))
}
