//! `POST /webhooks/{id}/secrets`.

use crate::accounts::webhooks;
use crate::auth::{Fresh, Granted, ManageWebhooks};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::document;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use crate::webhooks::WebhookPath;
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::{NewWebhookSecret, WebhookSecretOnce};

/// Change the secret of a webhook
///
/// The new secret is in this answer and nowhere else. The one there was signs beside it for a while, so that the
/// receiver can change over without an interruption; an older one ends now.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "add_webhook_secret",
    params(WebhookPath),
    request_body = NewWebhookSecret,
    responses(
        (status = 201, description = "The secret, this once", body = WebhookSecretOnce),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The old secret cannot sign on for so long", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/webhooks/{id}/secrets")]
pub(crate) async fn create(
    granted: Granted<ManageWebhooks, Fresh>,
    path: Path<WebhookPath>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: NewWebhookSecret = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let once = blocking(move || webhooks::add_secret(&state, &path.id, &asked, &context)).await?;
    Ok(private(HttpResponse::Created(), language, written(&once)?))
}
