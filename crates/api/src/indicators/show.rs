//! `GET /indicators/{code}`.

use super::IndicatorPath;
use crate::catalogue;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::indicator::Indicator;

/// Read a sheet of the catalogue
///
/// What the figure is, how to read it, and whose it is. The `ETag` begins with the number of the sheet's version, and
/// goes into the `If-Match` of a change.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "show_indicator",
    params(IndicatorPath),
    responses((status = 200, description = "The sheet", body = Indicator))
)]
#[get("/indicators/{code}")]
pub(crate) async fn show(
    state: Data<State>,
    path: Path<IndicatorPath>,
    _: Query<Nothing>,
) -> Result<Answer, ApiError> {
    let (sheet, version) = blocking(move || catalogue::sheet(&state, &path.code)).await?;
    Ok(Answer::json(&sheet)?.of_version(version))
}
