//! `GET /areas/{code}`.

use super::AreaPath;
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::moment::Then;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::area::Area;

/// Read an area
///
/// With its networks, and who answers for its territory since the reform of 1 July 2021. `as_of` tells the networks that
/// it was in then.
#[utoipa::path(
    tag = "Areas",
    operation_id = "show_area",
    params(AreaPath, Then),
    responses((status = 200, description = "The area", body = Area))
)]
#[get("/areas/{code}")]
pub(crate) async fn show(
    state: Data<State>,
    path: Path<AreaPath>,
    Query(known): Query<Then>,
) -> Result<Answer, ApiError> {
    let (areas, then) = blocking(move || {
        let then = lookup::as_of(&state, known.as_of)?;
        Ok((state.store.areas_then(then)?, then))
    })
    .await?;
    Ok(Answer::json(lookup::area_in_path(&areas, &path.code)?)?.known_then(then))
}
