//! `GET /webhooks`.

use crate::accounts::webhooks;
use crate::auth::{Granted, ManageWebhooks};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use blis_domain::wire::{Page, WebhookView};

/// List the webhooks
///
/// The oldest first, without those that were removed. No secret is among what is told.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "list_webhooks",
    responses((status = 200, description = "The webhooks", body = Page<WebhookView>))
)]
#[get("/webhooks")]
pub(crate) async fn list(
    _: Granted<ManageWebhooks>,
    state: Data<State>,
    _: Query<Nothing>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let items = blocking(move || webhooks::list(&state)).await?;
    Ok(private(
        HttpResponse::Ok(),
        language,
        written(&Page::whole(items))?,
    ))
}
