//! What a distribution shows: what a trend does, of the latest periods, on an axis that spans every value.

use crate::chart::CannotDraw;
use crate::names::name_of;
use crate::trend::TrendInput;
use crate::trend::model::{Model, members, with_air, with_values};
use crate::words::{Writing, half_then_and_now, latest_alone};
use blis_domain::compare::{FEWEST_FOR_BANDS, compare};
use blis_domain::finding;
use blis_domain::period::Period;
use blis_domain::series::Series;

/// The least width of a column in which dots can avoid each other, in pixels.
const LEAST_COLUMN: f64 = 30.0;

/// What the numbers of the axis and the names beside the plot take of the width, about.
const SIDES: f64 = 150.0;

/// The model, with a description of its own.
pub(super) fn of(input: &TrendInput<'_>) -> Result<Model, CannotDraw> {
    let whole = with_values(&input.series.narrowed(&members(input), None, None))?;
    let block = latest(&whole, f64::from(input.width));
    let mut model = Model::of(&TrendInput {
        series: &block,
        ..*input
    })?;
    let points = model.lines.iter().flat_map(|line| line.points.iter().flatten());
    model.range = with_air(points.map(|point| point.value));
    model.description = description(input, &model, whole.periods.len());
    Ok(model)
}

/// The latest periods, as many as there is room for.
fn latest(block: &Series, width: f64) -> Series {
    let room = ((width - SIDES) / LEAST_COLUMN).max(1.0) as usize;
    let first = block.periods.len().saturating_sub(room);
    block.narrowed(&block.areas, block.periods.get(first).copied(), None)
}

fn description(input: &TrendInput<'_>, model: &Model, periods: usize) -> String {
    let title = input.indicator.name.get(input.language);
    let own = name_of(input.names, input.area);
    let last = model.periods.last().copied();
    let compared = compare(input.indicator, input.series, input.area, "", input.peers, last);
    let when = last.map_or(String::new(), |period| format!(", {period}"));
    let mut said = vec![
        format!("{title}{when}."),
        finding::standing(input.language, &own, input.indicator, &compared.summary),
    ];
    let writing = Writing::new(input.language, model.decimals, &model.symbol);
    let halves: Vec<(Period, (f64, f64))> = model
        .periods
        .iter()
        .zip(&model.half)
        .filter_map(|(period, half)| Some((*period, (*half)?)))
        .collect();
    let enough = compared.items.len() >= FEWEST_FOR_BANDS;
    if let (Some(first), Some(last), true) = (halves.first(), halves.last(), enough) {
        said.push(half_then_and_now(&writing, *first, *last));
    }
    if model.periods.len() < periods {
        said.push(latest_alone(input.language, model.periods.len(), periods));
    }
    said.join(" ")
}
