//! `POST /webhooks`.

use crate::accounts::webhooks;
use crate::auth::{Fresh, Granted, ManageWebhooks};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::{document, trace, version};
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::problem::Problem;
use blis_domain::wire::{NewWebhook, WebhookAdded};

/// Make a webhook
///
/// From now on each change of observations is told to it. The secret that signs is in this answer and nowhere else;
/// docs/WEBHOOKS.md says how a receiver checks what comes.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "add_webhook",
    request_body = NewWebhook,
    responses(
        (status = 201, description = "The webhook, and its secret, this once", body = WebhookAdded, headers(
            ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))),
        (status = 409, description = "There are as many webhooks as may be", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Something cannot be so; the faults say what and why", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/webhooks")]
pub(crate) async fn create(
    granted: Granted<ManageWebhooks, Fresh>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let asked: NewWebhook = document::read(&request, payload).await?;
    let context = trace::context(granted.caller.actor(), &request);
    let owner = granted.caller.signed_in()?.person.id.clone();
    let (added, version) = blocking(move || webhooks::add(&state, &owner, asked, &context)).await?;
    let mut answer = version::tagged(HttpResponse::Created(), version);
    answer.insert_header((LOCATION, format!("{BASE}/webhooks/{}", added.webhook.id)));
    Ok(private(answer, language, written(&added)?))
}
