//! `GET /webhooks/{id}`.

use super::{WebhookPath, tagged};
use crate::accounts::webhooks;
use crate::auth::{Granted, ManageWebhooks};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use blis_domain::wire::WebhookView;

/// Read a webhook
///
/// Its `ETag` is the version that a change names in `If-Match`. What is sent to it is no change of it.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "show_webhook",
    params(WebhookPath),
    responses((status = 200, description = "The webhook", body = WebhookView,
        headers(("ETag" = String, description = "Its version"))))
)]
#[get("/webhooks/{id}")]
pub(crate) async fn show(
    _: Granted<ManageWebhooks>,
    path: Path<WebhookPath>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let shown = blocking(move || webhooks::show(&state, &path.id)).await?;
    tagged(HttpResponse::Ok(), language, &shown)
}
