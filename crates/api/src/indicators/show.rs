//! `GET /indicators/{code}`.

use super::IndicatorPath;
use crate::lookup;
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
/// What the figure is, how to read it, and whose it is.
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
    let catalogue = blocking(move || Ok(state.store.indicators()?)).await?;
    Answer::json(lookup::indicator_in_path(&catalogue, &path.code)?)
}
