//! `GET /indicators/{code}`.

use super::IndicatorPath;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::indicator::Indicator;
use blis_store::StoreError;

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
    let sheet = catalogue.iter().find(|sheet| sheet.code == path.code);
    Answer::json(sheet.ok_or_else(|| StoreError::UnknownIndicator(path.code.clone()))?)
}
