//! `GET /audit`.

use super::{AuditSought, find};
use crate::auth::{Granted, ReadAudit};
use crate::routes::BASE;
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::own::{paged, written};
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::rights::Action;
use blis_domain::wire::{AuditEntryView, Page};

/// Search the audit log
///
/// Newest first: who did what to what, when and from where, and what was there before and after. The administrator of
/// a municipality sees the entries that concern it, and no others.
#[utoipa::path(
    tag = "Audit",
    operation_id = "list_audit",
    params(AuditSought),
    responses((
        status = 200,
        description = "A page of entries",
        body = Page<AuditEntryView>,
        headers(("link" = String, description = "The next page, as `rel=\"next\"` (RFC 8288)"))
    ))
)]
#[get("/audit")]
pub(crate) async fn list(
    granted: Granted<ReadAudit>,
    request: HttpRequest,
    Query(sought): Query<AuditSought>,
    language: Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let sight = granted.caller.standing().sight(Action::ReadAudit);
    let (filter, question) = sought.filter(sight)?;
    let (json, next) = blocking(move || {
        let page = find(&state, &filter, &question)?;
        Ok((written(&page)?, page.next))
    })
    .await?;
    Ok(paged(
        &request,
        &format!("{BASE}/audit"),
        language,
        json,
        next.as_deref(),
    ))
}
