//! `POST /webhooks/{id}/ping`.

use super::WebhookPath;
use crate::accounts::webhooks;
use crate::auth::{Granted, ManageWebhooks};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::DeliveryView;

/// Try a webhook out
///
/// Queues the event `webhook.ping` behind what waits for it. What became of it stands in the deliveries.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "ping_webhook",
    params(WebhookPath),
    responses(
        (status = 202, description = "The delivery, which waits", body = DeliveryView),
        (status = 409, description = "Nothing is sent to the webhook now", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/webhooks/{id}/ping")]
pub(crate) async fn ping(
    granted: Granted<ManageWebhooks>,
    request: HttpRequest,
    path: Path<WebhookPath>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let queued = blocking(move || webhooks::ping(&state, &path.id, &context)).await?;
    Ok(private(HttpResponse::Accepted(), language, written(&queued)?))
}
