//! `GET /areas/{code}/preview`.

use super::{reached, seen};
use crate::areas::AreaPath;
use crate::auth::{Granted, PreviewFigures};
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
use blis_domain::preview::PreviewFigure;
use blis_domain::wire::Page;
use blis_store::{HeldFilter, Waiting};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page of the figures.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PreviewPage {
    /// The page after this one: `next` of the page before.
    cursor: Option<String>,
    /// The most figures of a page.
    #[serde(default)]
    #[param(value_type = u32, minimum = 1, maximum = 1000, default = 500)]
    limit: PageLimit,
}

/// Preview the figures of a municipality
///
/// What waits to become public: for its release, or because it is suspect, with the reason in a sentence; each beside what
/// everybody reads in its place meanwhile, in the order in which they came.
#[utoipa::path(
    tag = "Areas",
    operation_id = "preview_area",
    params(AreaPath, PreviewPage),
    responses((
        status = 200,
        description = "A page of the figures that wait",
        body = Page<PreviewFigure>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/areas/{code}/preview")]
pub(crate) async fn list(
    granted: Granted<PreviewFigures>,
    request: HttpRequest,
    path: Path<AreaPath>,
    Query(page): Query<PreviewPage>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let question = Question::of("preview", &path.code)?;
    let after: Option<u64> = page
        .cursor
        .as_deref()
        .map(|cursor| question.place(cursor))
        .transpose()?;
    let address = format!("{BASE}/areas/{}/preview", path.code);
    let (json, next) = blocking(move || {
        reached(&state, granted.caller.standing(), &path.code)?;
        let filter = HeldFilter {
            waiting: Waiting::Any,
            area: Some(path.code.clone()),
            ..HeldFilter::default()
        };
        let found = state.store.held(&filter, after.unwrap_or(0), page.limit.0)?;
        let releases = state.store.releases()?;
        let page = Page {
            items: seen(
                &state,
                granted.caller.standing(),
                found.items,
                &releases,
                language.0,
            )?,
            total: found.total,
            next: found.next.map(|last| question.cursor(last)).transpose()?,
        };
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(&request, &address, language, json, next.as_deref()))
}
