//! `GET /me/log.{csv|xlsx}`.

use crate::audit::{LogTaken, Taken};
use crate::auth::{Granted, UseOwnAccount};
use crate::state::State;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use crate::web::table::TablePath;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};

/// Take one's own log along
///
/// All of its entries, or those of a time, newest first, as a table. At most 100,000; more are refused, and nothing is
/// cut.
#[utoipa::path(
    tag = "Accounts",
    operation_id = "export_my_log",
    params(TablePath, LogTaken),
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
#[get("/me/log.{format}")]
pub(crate) async fn export_log(
    granted: Granted<UseOwnAccount>,
    request: HttpRequest,
    path: Path<TablePath>,
    Query(asked): Query<LogTaken>,
    Wanted(language): Wanted,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    let me = granted.caller.signed_in()?.clone();
    let taken = Taken {
        filter: asked.filter(&me.person.id),
        format: path.format()?,
        language,
    };
    Ok(taken.of_own_log(&request, &state, me).await?.answer(language))
}
