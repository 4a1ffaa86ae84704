//! `DELETE /webhooks/{id}`.

use super::WebhookPath;
use crate::accounts::webhooks;
use crate::auth::{Fresh, Granted, ManageWebhooks};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete};

/// Remove a webhook for good
///
/// Its secrets and what was sent to it go; the audit log goes on naming its id.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "remove_webhook",
    params(WebhookPath),
    responses((status = 204, description = "The webhook is removed"))
)]
#[delete("/webhooks/{id}")]
pub(crate) async fn delete(
    granted: Granted<ManageWebhooks, Fresh>,
    request: HttpRequest,
    path: Path<WebhookPath>,
    _: Query<Nothing>,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || webhooks::remove(&state, &path.id, &context)).await?;
    Ok(done().finish())
}
