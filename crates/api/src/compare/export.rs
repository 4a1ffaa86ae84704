//! `GET /compare.{csv|xlsx}`.

use super::table::rows;
use super::words::headings;
use super::{Material, Sought};
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::language::Wanted;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use crate::web::table::{TablePath, TableWriter};
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::problem::{Problem, ProblemDraft};
use blis_domain::text::Text;
use serde::Deserialize;
use time::OffsetDateTime;
use utoipa::IntoParams;

/// What to compare, and whether over time.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Taken {
    /// Code of the indicator.
    #[param(example = "CTX.UNEMP")]
    indicator: IndicatorCode,
    /// Code of the area asked about.
    #[param(example = "0840200")]
    area: AreaCode,
    /// The comparison set, as for `/compare`.
    #[serde(default)]
    #[param(value_type = String, default = "all", example = "similar:7")]
    peers: PeerSelector,
    /// The period, as for `/compare`.
    #[param(example = "2016")]
    period: Option<Period>,
    /// Whether the rows are of every period, not of one.
    #[serde(default)]
    #[param(default = false)]
    every_period: bool,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
}

/// Take a comparison along
///
/// A row a peer, those without a value among them. Each row says definition, unit, period, status, peers, source and a
/// link that goes on showing these figures.
#[utoipa::path(
    tag = "Comparing",
    operation_id = "export_comparison",
    params(TablePath, Taken),
    responses(
        (
            status = 200,
            description = "The rows, as a file",
            content(
                (String = "text/csv"),
                (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ),
            headers(("content-disposition" = String, description = "`attachment` with the name of the file"))
        ),
        (status = 404, description = "Nothing was known by which to tell who is alike (`peers=similar:7`)",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/compare.{format}")]
pub(crate) async fn export(
    path: Path<TablePath>,
    Query(taken): Query<Taken>,
    Wanted(language): Wanted,
    state: Data<State>,
) -> Result<Answer, ApiError> {
    let format = path.format()?;
    let (file, then) = dear(state.clone(), move || {
        let sought = Sought {
            indicator: &taken.indicator,
            area: &taken.area,
            peers: &taken.peers,
            as_of: taken.as_of,
        };
        let material = Material::read(&state, &sought, language)?;
        let (title, columns) = headings(language);
        let made_at = material.since.unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let mut table = TableWriter::new(format, title, columns, made_at)?;
        for period in periods(&taken, &material)? {
            let comparison = material.figures.comparison(period);
            let period = comparison.summary.period;
            let link = material.link(state.authority.issuer(), period, language)?;
            for row in rows(&material, &comparison, &link, language) {
                table.row(&row)?;
            }
        }
        let name = format!("blis-{}.{}", taken.indicator, format.extension());
        let bytes = table.finish("comparison", made_at)?.into_bytes();
        Ok((Answer::table(bytes, format, name, language), material.then))
    })
    .await?;
    Ok(file.known_then(then))
}

/// The periods whose rows are taken.
fn periods(taken: &Taken, material: &Material) -> Result<Vec<Option<Period>>, ApiError> {
    match (taken.every_period, taken.period) {
        (false, period) => Ok(vec![period]),
        (true, None) => Ok(material
            .figures
            .series
            .periods
            .iter()
            .copied()
            .map(Some)
            .collect()),
        (true, Some(_)) => Err(ProblemDraft::parameter(
            "every_period",
            "one_or_all",
            Text::new(
                "norādiet vai nu vienu periodu, vai visus.",
                "name either one period or all of them.",
            ),
        )
        .into()),
    }
}
