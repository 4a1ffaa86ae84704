//! `GET /indicators/{code}`.

use super::IndicatorPath;
use crate::catalogue;
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::indicator::Indicator;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which state of the sheet.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Known {
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now. The first and the last period are not told of the past.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
}

/// Read a sheet of the catalogue
///
/// What the figure is, how to read it, and whose it is. The `ETag` begins with the number of the sheet's version, and
/// goes into the `If-Match` of a change; that of a sheet as it was is good for `If-None-Match` alone.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "show_indicator",
    params(IndicatorPath, Known),
    responses((status = 200, description = "The sheet", body = Indicator))
)]
#[get("/indicators/{code}")]
pub(crate) async fn show(
    state: Data<State>,
    path: Path<IndicatorPath>,
    Query(known): Query<Known>,
) -> Result<Answer, ApiError> {
    blocking(move || match lookup::as_of(&state, known.as_of)? {
        None => {
            let (sheet, version) = catalogue::sheet(&state, &path.code)?;
            Ok(Answer::json(&sheet)?.of_version(version))
        }
        then => {
            let sheets = state.store.indicators_then(then)?;
            let sheet = lookup::indicator_in_path(&sheets, &path.code)?;
            Ok(Answer::json(sheet)?.known_then(then))
        }
    })
    .await
}
