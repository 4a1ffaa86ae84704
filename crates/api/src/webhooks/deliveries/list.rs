//! `GET /webhooks/{id}/deliveries`.

use crate::accounts::webhooks::delivery_view;
use crate::auth::{Granted, ManageWebhooks};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::{PageLimit, Query};
use crate::webhooks::WebhookPath;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::wire::{DeliveryView, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DeliveryPlace {
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most deliveries of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// List what was sent to a webhook
///
/// The newest first, for 30 days: how often each was tried, what the receiver answered, and when it is tried next.
#[utoipa::path(
    tag = "Webhooks",
    operation_id = "list_deliveries",
    params(WebhookPath, DeliveryPlace),
    responses((
        status = 200,
        description = "A page of deliveries",
        body = Page<DeliveryView>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/webhooks/{id}/deliveries")]
pub(crate) async fn list(
    _: Granted<ManageWebhooks>,
    request: HttpRequest,
    path: Path<WebhookPath>,
    Query(place): Query<DeliveryPlace>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let question = Question::of("deliveries", &path.id)?;
    let before: Option<String> = place
        .cursor
        .as_deref()
        .map(|cursor| question.place(cursor))
        .transpose()?;
    let id = path.into_inner().id;
    let address = format!("{BASE}/webhooks/{id}/deliveries");
    let (json, next) = blocking(move || {
        let found = state.store.deliveries(&id, before, place.limit.0)?;
        let page = Page {
            items: found.items.into_iter().map(delivery_view).collect(),
            total: found.total,
            next: found.next.map(|last| question.cursor(last)).transpose()?,
        };
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(&request, &address, language, json, next.as_deref()))
}
