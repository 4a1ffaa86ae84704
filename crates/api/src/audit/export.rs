//! `GET /audit.{csv|xlsx}`.

use super::{AuditTaken, Taken};
use crate::auth::{Granted, ReadAudit};
use crate::state::State;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use crate::web::table::TablePath;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use blis_domain::rights::Action;

/// Take entries of the audit log along
///
/// All that are found, newest first, as a table: the same entries as the list gives, with the names of people whom the
/// caller sees. At most 100,000; more are refused, and nothing is cut. That they were handed out is written into the log.
#[utoipa::path(
    tag = "Audit",
    operation_id = "export_audit",
    params(TablePath, AuditTaken),
    responses((
        status = 200,
        description = "The entries, as a file",
        content(
            (String = "text/csv"),
            (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ),
        headers(("content-disposition" = String, description = "`attachment` with the name of the file"))
    ))
)]
#[get("/audit.{format}")]
pub(crate) async fn export(
    granted: Granted<ReadAudit>,
    request: HttpRequest,
    path: Path<TablePath>,
    Query(asked): Query<AuditTaken>,
    Wanted(language): Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let taken = Taken {
        filter: asked.filter(granted.caller.standing().sight(Action::ReadAudit)),
        format: path.format()?,
        language,
    };
    let me = granted.caller.signed_in()?.clone();
    Ok(taken.of_audit(&request, &state, me).await?.answer(language))
}
