//! `GET /observations/{indicator}/{area}/{period}/arithmetic`.

use crate::lookup;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::language::Wanted;
use crate::web::moment::Then;
use crate::web::problem::ApiError;
use crate::web::query::Query;
use actix_web::get;
use actix_web::web::{Data, Path};
use blis_domain::area::AreaCode;
use blis_domain::arithmetic::{Arithmetic, Source};
use blis_domain::derivation::{Derivation, order};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::observation::Observation;
use blis_domain::period::Period;
use blis_domain::problem::ProblemDraft;
use blis_domain::series::Cell;
use blis_store::{KnownThen, ObservationFilter, StoreError};
use serde::Deserialize;
use std::collections::HashMap;
use utoipa::IntoParams;

/// More than an indicator has periods.
const MOST_PERIODS: u32 = 10_000;

/// Which figure is asked about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct DerivedPath {
    /// Code of the derived indicator.
    #[param(example = "CTX.SHARE65")]
    indicator: IndicatorCode,
    /// Code of the area.
    #[param(example = "0840200")]
    area: AreaCode,
    /// The period.
    #[param(example = "2016")]
    period: Period,
}

/// Show how a figure is computed
///
/// The formula with the figures that stood in it and the batches they came in; or which of them are missing, and why. Of
/// an indicator that is collected there is no arithmetic. Nothing is told of numbers that are not shown.
#[utoipa::path(
    tag = "Indicators",
    operation_id = "show_arithmetic",
    params(DerivedPath, Then),
    responses((status = 200, description = "The arithmetic", body = Arithmetic))
)]
#[get("/observations/{indicator}/{area}/{period}/arithmetic")]
pub(crate) async fn arithmetic(
    state: Data<State>,
    path: Path<DerivedPath>,
    Query(known): Query<Then>,
    Wanted(language): Wanted,
) -> Result<Answer, ApiError> {
    let (told, then) = blocking(move || {
        let then = lookup::as_of(&state, known.as_of)?;
        let sheets = state.store.indicators_then(then)?;
        lookup::indicator_in_path(&sheets, &path.indicator)?;
        lookup::area_in_path(&state.store.areas()?, &path.area)?;
        let derivation = derivation(&sheets, &path.indicator)?;
        // One moment for all of them: a batch may come between.
        let moment = then.map_or_else(|| state.store.known_now(), Ok)?;
        let mut codes = derivation.inputs.clone();
        codes.push(path.indicator.clone());
        let known = codes
            .into_iter()
            .map(|code| Ok((code.clone(), figures(&state, code, &path.area, moment)?)))
            .collect::<Result<HashMap<_, _>, StoreError>>()?;
        let source = |code: &IndicatorCode, period: Period| {
            let figure = known.get(code)?.iter().find(|one| one.period == period)?;
            Some(Source {
                cell: Cell {
                    value: figure.value,
                    status: figure.status,
                    withdrawn: figure.withdrawn,
                },
                batch: figure.batch.clone(),
            })
        };
        let stored = source(&path.indicator, path.period).map(|source| source.cell);
        Ok((
            derivation.arithmetic(path.period, stored, language, &source),
            then,
        ))
    })
    .await?;
    Ok(Answer::json(&told)?.in_language(language).known_then(then))
}

/// How an indicator is derived.
fn derivation(sheets: &[Indicator], code: &IndicatorCode) -> Result<Derivation, ApiError> {
    let all = order(sheets).map_err(ApiError::internal)?;
    let found = all.into_iter().find(|one| one.indicator == *code);
    found.ok_or_else(|| {
        ProblemDraft::not_found(
            format!("Rādītāju {code} neaprēķina, to vāc."),
            format!("The indicator {code} is not computed, it is collected."),
        )
        .into()
    })
}

/// The figures of an area in an indicator, as everybody reads them.
fn figures(
    state: &State,
    indicator: IndicatorCode,
    area: &AreaCode,
    as_of: KnownThen,
) -> Result<Vec<Observation>, StoreError> {
    let filter = ObservationFilter {
        indicator: Some(indicator),
        area: Some(area.clone()),
        as_of: Some(as_of),
        ..ObservationFilter::default()
    };
    Ok(state.store.observations(&filter, None, MOST_PERIODS)?.items)
}
