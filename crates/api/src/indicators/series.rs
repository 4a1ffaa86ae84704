//! `GET /indicators/{code}/series`.

use super::IndicatorPath;
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::series::Series;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which part of the block.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// The areas: `all` (the pilots), `country`, `network:N2`, `kind:city`, `region:LV008`,
    /// `areas:0840200,0880200`. `similar:` needs an area and is not answered here.
    #[serde(default)]
    #[param(value_type = String, default = "all", example = "country")]
    peers: PeerSelector,
    /// First period.
    #[param(example = "2009")]
    from: Option<Period>,
    /// Last period.
    #[param(example = "2020")]
    to: Option<Period>,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
}

/// Read all values of an indicator
///
/// The block that the page computes with: one row a period, one column an area.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "show_series",
    params(IndicatorPath, Part),
    responses((status = 200, description = "The block", body = Series))
)]
#[get("/indicators/{code}/series")]
pub(crate) async fn series(
    state: Data<State>,
    path: Path<IndicatorPath>,
    Query(part): Query<Part>,
) -> Result<Answer, ApiError> {
    let (series, then) = dear(state.clone(), move || {
        let then = lookup::as_of(&state, part.as_of)?;
        let series = state.store.series(&path.code, then)?;
        let areas = lookup::peers_of_nobody(&state.store, &part.peers, then)?;
        Ok((series.narrowed(&areas, part.from, part.to), then))
    })
    .await?;
    Ok(Answer::json(&series)?.known_then(then))
}
