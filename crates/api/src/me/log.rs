//! `GET /me/log`.

use crate::audit::{self, LogPlace};
use crate::auth::{Granted, UseOwnAccount};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::wire::{AuditEntryView, Page};

/// List one's own log
///
/// Newest first: what the person did, and what was done to them. From where another person did it is left out.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "list_my_log",
    params(LogPlace),
    responses((
        status = 200,
        description = "A page of entries",
        body = Page<AuditEntryView>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/me/log")]
pub(crate) async fn list_log(
    granted: Granted<UseOwnAccount>,
    request: HttpRequest,
    Query(place): Query<LogPlace>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let me = granted.caller.signed_in()?.person.id.clone();
    let (filter, question) = place.filter(&me)?;
    let (json, next) = blocking(move || {
        let page = audit::own(&state, &me, filter, &question)?;
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(
        &request,
        &format!("{BASE}/me/log"),
        language,
        json,
        next.as_deref(),
    ))
}
