//! `GET /areas/{code}/preview`.

use super::{WaitingPage, reached};
use crate::areas::AreaPath;
use crate::auth::{Granted, PreviewFigures};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::cursor::Question;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::preview::PreviewFigure;
use blis_domain::wire::Page;
use blis_store::{HeldFilter, Waiting};

/// Preview the figures of a municipality
///
/// What waits to become public: for its release, or because it is suspect, with the reason in a sentence; each beside what
/// everybody reads in its place meanwhile, in the order in which they came.
#[utoipa::path(
    tag = "Areas",
    operation_id = "preview_area",
    params(AreaPath, WaitingPage),
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
    Query(page): Query<WaitingPage>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let question = Question::of("preview", &path.code)?;
    let after = page.after(&question)?;
    let address = format!("{BASE}/areas/{}/preview", path.code);
    let (json, next) = blocking(move || {
        reached(&state, granted.caller.standing(), &path.code)?;
        let filter = HeldFilter {
            waiting: Waiting::Any,
            area: Some(path.code.clone()),
            ..HeldFilter::default()
        };
        let releases = state.store.releases()?;
        let asker = (&**state, granted.caller.standing());
        let page = page.behind(after, &question, asker, (&filter, &releases), language.0)?;
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(&request, &address, language, json, next.as_deref()))
}
