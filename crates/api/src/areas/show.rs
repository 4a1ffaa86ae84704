//! `GET /areas/{code}`.

use super::AreaPath;
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::problem::ApiError;
use crate::web::query::{Nothing, Query};
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::area::Area;

/// Read an area
///
/// With its networks, and who answers for its territory since the reform of 1 July 2021.
#[utoipa::path(
    tag = "Areas",
    operation_id = "show_area",
    params(AreaPath),
    responses((status = 200, description = "The area", body = Area))
)]
#[get("/areas/{code}")]
pub(crate) async fn show(
    state: Data<State>,
    path: Path<AreaPath>,
    _: Query<Nothing>,
) -> Result<Answer, ApiError> {
    let areas = blocking(move || Ok(state.store.areas()?)).await?;
    Answer::json(lookup::area_in_path(&areas, &path.code)?)
}
