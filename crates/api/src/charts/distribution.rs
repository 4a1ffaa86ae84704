//! `GET /charts/distribution.{svg|png}`.

use super::drawing::{ChartQuestion, ImagePath, drawn, over_time};
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_charts::DistributionChart;

/// Draw a distribution
///
/// Every peer a dot, the periods side by side, the median and the middle half beside each. As many of the latest periods
/// are shown as there is room for.
#[utoipa::path(
    tag = "Charts",
    operation_id = "draw_distribution",
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
#[get("/charts/distribution.{format}")]
pub(crate) async fn distribution(
    state: Data<State>,
    path: Path<ImagePath>,
    Query(asked): Query<ChartQuestion>,
    Wanted(language): Wanted,
) -> Result<Answer, ApiError> {
    let format = path.format()?;
    drawn(state, asked, format, language, move |asked, material| {
        let series = material.figures.series_until(asked.period);
        let input = over_time(asked, material, &series, language);
        Ok(Box::new(DistributionChart::build(&input)?))
    })
    .await
}
