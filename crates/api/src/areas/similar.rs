//! `GET /areas/{code}/similar`.

use super::AreaPath;
use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::{Codes, Neighbours, Query, Weights};
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::wire::SimilarAreas;
use serde::Deserialize;
use utoipa::IntoParams;

/// How likeness is measured.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Likeness {
    /// How many areas.
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 43, default = 7)]
    k: Neighbours,
    /// Context indicators to measure likeness on, separated by commas; seven usual ones when left out.
    #[param(value_type = String, required = false, example = "CTX.UNEMP,CTX.POP")]
    on: Option<Codes>,
    /// A weight for each of `on`, separated by commas; all 1 when left out.
    #[param(value_type = String, required = false, example = "2,1")]
    weights: Option<Weights>,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
}

impl Likeness {
    /// The variables with their weights; none when the usual ones are to be taken.
    fn variables(&self, catalogue: &[Indicator]) -> Result<Vec<(IndicatorCode, f64)>, ApiError> {
        let codes: &[IndicatorCode] = self.on.as_ref().map_or(&[], |codes| &codes.0);
        for code in codes {
            lookup::indicator(catalogue, "on", code)?;
        }
        match &self.weights {
            None => Ok(codes.iter().map(|code| (code.clone(), 1.0)).collect()),
            Some(weights) if weights.0.len() == codes.len() => {
                Ok(codes.iter().cloned().zip(weights.0.iter().copied()).collect())
            }
            Some(_) => Err(ApiError::unknown(
                "weights",
                "wrong_count",
                "jābūt tikpat daudz svaru, cik rādītāju ir parametrā „on”.".to_owned(),
                "there must be as many weights as indicators in “on”.".to_owned(),
            )),
        }
    }
}

/// Find the areas most like one
///
/// Among the pilots, by standardised distance; every neighbour says how much each variable has of the distance.
#[utoipa::path(
    tag = "Areas",
    operation_id = "list_similar_areas",
    params(AreaPath, Likeness),
    responses((status = 200, description = "The nearest areas, nearest first", body = SimilarAreas))
)]
#[get("/areas/{code}/similar")]
pub(crate) async fn similar(
    state: Data<State>,
    path: Path<AreaPath>,
    Query(likeness): Query<Likeness>,
) -> Result<Answer, ApiError> {
    let area = path.into_inner().code;
    let asked = area.clone();
    let (items, then) = dear(state.clone(), move || {
        let then = lookup::as_of(&state, likeness.as_of)?;
        let variables = likeness.variables(&state.store.indicators_then(then)?)?;
        let mut items = state.store.nearest(&asked, &variables, then)?;
        items.truncate(usize::from(likeness.k.0));
        Ok((items, then))
    })
    .await?;
    Ok(Answer::json(&SimilarAreas { area, items })?.known_then(then))
}
