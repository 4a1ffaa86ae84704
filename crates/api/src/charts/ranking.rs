//! `GET /charts/ranking.{svg|png}`.

use super::drawing::{ChartQuestion, ImagePath, drawn};
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_charts::{Extent, RankingChart, RankingInput};

/// Draw a ranking
///
/// The peers in rank order, the area asked about marked, the median and the middle half behind.
#[utoipa::path(
    tag = "Charts",
    operation_id = "draw_ranking",
    params(ImagePath, ChartQuestion),
    responses(
        (
            status = 200,
            description = "The drawing",
            content((String = "image/svg+xml"), (Vec<u8> = "image/png")),
        ),
        (status = 404, description = "Nobody has a value, so there is nothing to draw",
            body = blis_domain::problem::Problem, content_type = "application/problem+json"),
    )
)]
#[get("/charts/ranking.{format}")]
pub(crate) async fn ranking(
    state: Data<State>,
    path: Path<ImagePath>,
    Query(asked): Query<ChartQuestion>,
    Wanted(language): Wanted,
) -> Result<Answer, ApiError> {
    let format = path.format()?;
    drawn(state, asked, format, language, move |asked, material| {
        let chart = RankingChart::build(&RankingInput {
            language,
            indicator: &material.figures.sheet,
            comparison: &material.figures.comparison(asked.period),
            names: &material.names,
            picks: asked.picks(),
            width: asked.width.0,
            extent: Extent::Whole,
        })?;
        Ok(Box::new(chart))
    })
    .await
}
