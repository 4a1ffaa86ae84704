//! `POST /webhooks/{id}/deliveries/{delivery}/retry`.

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
use serde::Deserialize;
use utoipa::IntoParams;

/// Which delivery an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct DeliveryPath {
    /// Id of the webhook.
    #[serde(deserialize_with = "crate::web::text::storable")]
    id: String,
    /// Id of the delivery, as the list tells it.
    #[serde(deserialize_with = "crate::web::text::storable")]
    delivery: String,
}

/// Try a delivery again
///
/// It is due now and has all its attempts before it, also when it was delivered or given up. It keeps its id and goes
/// before what waits for the webhook.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "retry_delivery",
    params(DeliveryPath),
    responses(
        (status = 202, description = "The delivery, which waits", body = DeliveryView),
        (status = 409, description = "Nothing is sent to the webhook now", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[post("/webhooks/{id}/deliveries/{delivery}/retry")]
pub(crate) async fn retry(
    granted: Granted<ManageWebhooks>,
    request: HttpRequest,
    path: Path<DeliveryPath>,
    _: Query<Nothing>,
    state: Data<State>,
    language: Wanted,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    let queued = blocking(move || webhooks::retry(&state, &path.id, &path.delivery, &context)).await?;
    Ok(private(HttpResponse::Accepted(), language, written(&queued)?))
}
