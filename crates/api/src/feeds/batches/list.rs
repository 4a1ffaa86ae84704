//! `GET /feeds/{feed}/batches`.

use super::FeedPath;
use crate::auth::{Granted, ReadReceipts};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::{PageLimit, Query};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::receipt::BatchSummary;
use blis_domain::wire::Page;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct BatchPlace {
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most batches of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// List the batches of a feed
///
/// Newest first, with their counts. What became of single rows stands in the receipt of each.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "list_batches",
    params(FeedPath, BatchPlace),
    responses((
        status = 200,
        description = "A page of batches",
        body = Page<BatchSummary>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/feeds/{feed}/batches")]
pub(crate) async fn list(
    granted: Granted<ReadReceipts>,
    request: HttpRequest,
    path: Path<FeedPath>,
    Query(place): Query<BatchPlace>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    granted.into_feed(&path.feed)?;
    let question = Question::of("batches", &path.feed)?;
    let before: Option<String> = place
        .cursor
        .as_deref()
        .map(|cursor| question.place(cursor))
        .transpose()?;
    let feed = path.into_inner().feed;
    let address = format!("{BASE}/feeds/{feed}/batches");
    let (json, next) = blocking(move || {
        let found = state.store.batches(&feed, before, place.limit.0)?;
        let page = Page {
            items: found.items,
            total: found.total,
            next: found.next.map(|last| question.cursor(last)).transpose()?,
        };
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(&request, &address, language, json, next.as_deref()))
}
