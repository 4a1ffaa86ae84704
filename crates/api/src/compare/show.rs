//! `GET /compare`.

use super::{Figures, Sought};
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::Data;
use blis_domain::area::AreaCode;
use blis_domain::compare::Comparison;
use blis_domain::indicator::IndicatorCode;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::problem::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

/// What to compare.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Question {
    /// Code of the indicator.
    #[param(example = "CTX.UNEMP")]
    indicator: IndicatorCode,
    /// Code of the area asked about; it is always in its own set.
    #[param(example = "0840200")]
    area: AreaCode,
    /// The comparison set: `all` (the pilots), `country`, `network:N2`, `kind:city`, `region:LV008`, `similar:7`,
    /// `areas:0840200,0880200`.
    #[serde(default)]
    #[param(value_type = String, default = "all", example = "similar:7")]
    peers: PeerSelector,
    /// The period; when left out, the latest in which the area has a value, else the latest in which anybody has.
    #[param(example = "2016")]
    period: Option<Period>,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
}

/// Compare an area with its peers
///
/// Value, rank, percentile and band in one indicator and period, the spread of the peers, and every peer in rank
/// order. Quantiles are Hyndman–Fan type 7; ties share the better rank and the better band.
#[utoipa::path(
    tag = "Comparing",
    operation_id = "show_comparison",
    params(Question),
    responses(
        (status = 200, description = "The comparison", body = Comparison),
        (status = 404, description = "Nothing was known by which to tell who is alike (`peers=similar:7`)",
            body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/compare")]
pub(crate) async fn show(state: Data<State>, Query(question): Query<Question>) -> Result<Answer, ApiError> {
    let (comparison, then) = blocking(move || {
        let then = lookup::as_of(&state, question.as_of)?;
        let sought = Sought {
            indicator: &question.indicator,
            area: &question.area,
            peers: &question.peers,
            as_of: question.as_of,
        };
        let figures = Figures::read(&state, &sought, &state.store.areas()?, then)?;
        Ok((figures.comparison(question.period), then))
    })
    .await?;
    Ok(Answer::json(&comparison)?.known_then(then))
}
