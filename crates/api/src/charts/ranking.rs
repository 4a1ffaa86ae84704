//! `GET /charts/ranking.svg`.

use super::drawing::{ChartQuestion, Material, no_drawing};
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::Data;
use blis_charts::{Chart, Extent, RankingChart, RankingInput};
use blis_domain::compare::compare;

/// Draw a ranking
///
/// The peers in rank order, the area asked about marked, the median and the middle half behind.
#[utoipa::path(
    tag = "Charts",
    operation_id = "draw_ranking",
    params(ChartQuestion),
    responses(
        (status = 200, description = "The drawing", body = String, content_type = "image/svg+xml"),
        (status = 404, description = "Nobody has a value, so there is nothing to draw",
            body = blis_domain::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[get("/charts/ranking.svg")]
pub(crate) async fn ranking(
    state: Data<State>,
    Query(asked): Query<ChartQuestion>,
    Wanted(language): Wanted,
) -> Result<Answer, ApiError> {
    let (drawing, then) = dear(state.clone(), move || {
        let material = Material::read(&state, &asked, language)?;
        let Material {
            sheet, area, series, ..
        } = &material;
        let period = asked.period.or_else(|| series.period_to_show(area));
        let selector = asked.peers.to_string();
        let chart = RankingChart::build(&RankingInput {
            language,
            indicator: sheet,
            comparison: &compare(sheet, series, area, &selector, &material.peers, period),
            names: &material.names,
            picks: &[],
            width: asked.width.0,
            extent: Extent::Whole,
        })
        .map_err(no_drawing)?;
        let drawing = chart.svg(asked.scheme.into(), None).map_err(ApiError::internal)?;
        Ok((drawing, material.then))
    })
    .await?;
    Ok(Answer::svg(drawing, language).known_then(then))
}
