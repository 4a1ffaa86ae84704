//! `GET /charts/trend.svg`.

use super::drawing::{ChartQuestion, Material, no_drawing};
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::Data;
use blis_charts::{Chart, TrendChart, TrendInput};

/// How wide a chart over time is for its height: flat enough to see a slope, high enough to tell lines apart.
const WIDTH_TO_HEIGHT: f64 = 16.0 / 9.0;

/// Draw a trend
///
/// The area's line over time beside the median and the middle half of its peers.
#[utoipa::path(
    tag = "Charts",
    operation_id = "draw_trend",
    params(ChartQuestion),
    responses(
        (status = 200, description = "The drawing", body = String, content_type = "image/svg+xml"),
        (status = 404, description = "Nobody has a value, so there is nothing to draw",
            body = blis_domain::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[get("/charts/trend.svg")]
pub(crate) async fn trend(
    state: Data<State>,
    Query(asked): Query<ChartQuestion>,
    Wanted(language): Wanted,
) -> Result<Answer, ApiError> {
    let (drawing, then) = dear(state.clone(), move || {
        let material = Material::read(&state, &asked, language)?;
        let chart = TrendChart::build(&TrendInput {
            language,
            indicator: &material.sheet,
            series: &material
                .series
                .narrowed(&material.series.areas, None, asked.period),
            area: &material.area,
            peers: &material.peers,
            names: &material.names,
            picks: &[],
            width: asked.width.0,
            height: (f64::from(asked.width.0) / WIDTH_TO_HEIGHT).round() as u32,
        })
        .map_err(no_drawing)?;
        let drawing = chart.svg(asked.scheme.into(), None).map_err(ApiError::internal)?;
        Ok((drawing, material.then))
    })
    .await?;
    Ok(Answer::svg(drawing, language).known_then(then))
}
