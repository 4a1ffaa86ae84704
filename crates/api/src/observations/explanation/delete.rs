//! `DELETE /observations/{indicator}/{area}/{period}/explanation`.

use super::{Appearing, FigurePath, reached};
use crate::auth::{ExplainFigures, Granted};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::own::done;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use crate::web::trace;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete};

/// Withdraw the explanation of a figure
///
/// It stays with the figures of its time (`as_of`), and in the audit log.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "withdraw_explanation",
    params(FigurePath, Appearing),
    responses((status = 204, description = "Nothing is said of the figure any more"))
)]
#[delete("/observations/{indicator}/{area}/{period}/explanation")]
pub(crate) async fn delete(
    granted: Granted<ExplainFigures>,
    path: Path<FigurePath>,
    Query(appearing): Query<Appearing>,
    state: Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let context = trace::context(granted.caller.actor(), &request);
    blocking(move || {
        let figure = reached(&state, granted.caller.standing(), path.into_inner())?;
        match appearing.with_release {
            true => state.store.withdraw_beforehand(&figure, &context)?,
            false => state.store.withdraw_explanation(&figure, &context)?,
        }
        Ok(())
    })
    .await?;
    Ok(done().finish())
}
