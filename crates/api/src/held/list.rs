//! `GET /held`.

use super::seen;
use crate::auth::{DecideHeld, Granted};
use crate::lookup;
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::{BatchId, PageLimit, Query};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::area::AreaCode;
use blis_domain::desk::HeldFigure;
use blis_domain::indicator::IndicatorCode;
use blis_domain::wire::Page;
use blis_store::HeldFilter;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which held figures to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HeldSought {
    /// Of this indicator alone.
    #[param(example = "CTX.UNEMP")]
    indicator: Option<IndicatorCode>,
    /// Of this area alone.
    #[param(example = "0840200")]
    area: Option<AreaCode>,
    /// Of this batch alone, by its id.
    #[param(value_type = String, required = false, pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    batch: Option<BatchId>,
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most figures of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// List held figures
///
/// Those that wait for a decision, in the order in which they came: each with what everybody reads in its place
/// meanwhile, and why it is suspect. Who does not see hidden numbers reads `null` in the place of those that are hidden or
/// may be when they become public, and of those that would tell one. A figure of an atomic batch waits because its batch does, and is decided about with
/// it.
#[utoipa::path(
    tag = "Feeds",
    operation_id = "list_held",
    params(HeldSought),
    responses((
        status = 200,
        description = "A page of held figures",
        body = Page<HeldFigure>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/held")]
pub(crate) async fn list(
    granted: Granted<DecideHeld>,
    request: HttpRequest,
    Query(sought): Query<HeldSought>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let question = Question::of("held", &(&sought.indicator, &sought.area, &sought.batch))?;
    let after: Option<u64> = sought
        .cursor
        .as_deref()
        .map(|cursor| question.place(cursor))
        .transpose()?;
    let filter = HeldFilter {
        indicator: sought.indicator,
        area: sought.area,
        batch: sought.batch.map(|BatchId(id)| id),
        ..HeldFilter::default()
    };
    let (json, next) = blocking(move || {
        if let Some(code) = &filter.indicator {
            lookup::indicator(&state.store.indicators()?, "indicator", code)?;
        }
        if let Some(code) = &filter.area {
            lookup::area(&state.store.areas()?, code)?;
        }
        let found = state.store.held(&filter, after.unwrap_or(0), sought.limit.0)?;
        let figures = seen(&state, granted.caller.standing(), found.items)?;
        let items = figures.into_iter().map(|figure| figure.in_words(language.0));
        let page = Page {
            items: items.collect(),
            total: found.total,
            next: found.next.map(|last| question.cursor(last)).transpose()?,
        };
        Ok((written(&page)?, page.next))
    })
    .await?;
    let address = format!("{BASE}/held");
    Ok(paged(&request, &address, language, json, next.as_deref()))
}
