//! `PATCH /webhooks/{id}`.

use super::{WebhookPath, tagged};
use crate::accounts::webhooks;
use crate::auth::{Fresh, Granted, ManageWebhooks};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::version::Expected;
use crate::web::{document, trace};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, patch};
use blis_domain::problem::Problem;
use blis_domain::wire::{UpdateWebhook, WebhookView};
use blis_store::StoreError;

/// Change a webhook
///
/// What is left out or `null` stays. While it is suspended nothing is sent and nothing new is queued for it; what
/// waited goes on once it is let on again. Whoever missed something reads on by `GET /observations/changes`.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "update_webhook",
    params(WebhookPath, ("If-Match" = String, Header, description = "The `ETag` of what is changed")),
    request_body = UpdateWebhook,
    responses(
        (status = 200, description = "The webhook as it is now", body = WebhookView,
            headers(("ETag" = String, description = "Its version"))),
        (status = 412, description = "It was changed since it was read", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Something cannot be so; the faults say what and why", body = Problem,
            content_type = "application/problem+json"),
        (status = 428, description = "`If-Match` is missing", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/webhooks/{id}")]
pub(crate) async fn update(
    granted: Granted<ManageWebhooks, Fresh>,
    path: Path<WebhookPath>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let expected = Expected::of(&request)?;
    let asked: UpdateWebhook = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let (known, id) = (state.clone(), path.into_inner().id);
    let seen = blocking(move || webhooks::show(&known, &id)).await?;
    if !expected.is(seen.version) {
        return Err(StoreError::Stale.into());
    }
    let shown = blocking(move || webhooks::change(&state, &seen, asked, &context)).await?;
    tagged(HttpResponse::Ok(), language, &shown)
}
