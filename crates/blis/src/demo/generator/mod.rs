//! The seeded generator of demonstration figures: for each pilot, year and collected indicator a value
//! that could be true and is not.
//!
//! The same catalogue and areas always give the same figures: every draw is seeded by the indicator and
//! the area it is for, so a sheet added to the catalogue leaves all other figures as they were. Figures
//! hang together: two latent traits of each area, how urban and how well off it is, move many
//! indicators at once, and counts are made from their denominators.

mod draws;
mod gaps;
mod place;
mod profile;
mod shape;
#[cfg(test)]
mod tests;

use blis_domain::area::Area;
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::indicator::Indicator;
use gaps::Outcome;
use place::{Known, Place};
use profile::Model;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// The years that get figures.
const YEARS: RangeInclusive<u16> = 2012..=2016;

/// The catalogue has a sheet that the generator knows nothing about.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the demonstration generator has no profile for the indicator {0}")]
pub(crate) struct NoProfile(String);

/// One row for every pilot, year and indicator that is collected; derived ones are the store's to
/// compute.
pub(crate) fn generate(areas: &[Area], catalogue: &[Indicator]) -> Result<Vec<RawObservation>, NoProfile> {
    let sheets: HashMap<&str, &Indicator> = catalogue
        .iter()
        .filter(|sheet| sheet.formula.is_none())
        .map(|sheet| (sheet.code.as_str(), sheet))
        .collect();
    if let Some(code) = sheets.keys().filter(|code| profile::of(code).is_none()).min() {
        return Err(NoProfile((*code).to_owned()));
    }
    let mut rows = Vec::new();
    for place in Place::all(areas) {
        let mut known: HashMap<u16, Known> = YEARS.map(|year| (year, Known::default())).collect();
        for entry in profile::entries() {
            // A sheet may leave the catalogue before its entry leaves the profile.
            let Some(sheet) = sheets.get(entry.code) else {
                continue;
            };
            let draws = draws::ValueDraws::of(entry.code, &place.area.code);
            let gaps = gaps::Gaps::of(entry, &place.area.code);
            for year in YEARS.filter(|year| entry.covers(*year)) {
                let known = known.entry(year).or_default();
                let value = match &entry.model {
                    Model::Level(shape) => shape.value(&place.traits, &draws, year),
                    Model::Of { times, over, share } => {
                        known.product(times) / known.product(over) * share.value(&place.traits, &draws, year)
                    }
                    Model::Computed(compute) => compute(&place, known, year),
                };
                let value = fitted(value, sheet);
                known.put(entry.code, value);
                let cases = entry.cases.map(|cases| cases.count(known, value));
                let outcome = match (sheet.min_count, cases) {
                    (Some(least), Some(cases)) if cases < f64::from(least) => Outcome::Suppressed,
                    _ => gaps.outcome(year),
                };
                rows.push(row(sheet, &place, year, (value, cases), outcome));
            }
        }
    }
    Ok(rows)
}

/// The value with the sheet's decimals and within its limits.
fn fitted(value: f64, sheet: &Indicator) -> f64 {
    let scale = 10f64.powi(i32::from(sheet.decimals));
    let rounded = (value * scale).round() / scale;
    rounded
        .max(sheet.min.unwrap_or(f64::NEG_INFINITY))
        .min(sheet.max.unwrap_or(f64::INFINITY))
}

fn row(
    sheet: &Indicator,
    place: &Place,
    year: u16,
    (value, cases): (f64, Option<f64>),
    outcome: Outcome,
) -> RawObservation {
    let status = outcome.status();
    // Of a count everybody sees the cases.
    let cases = cases.filter(|_| status.has_value() && !sheet.unit.counts());
    RawObservation {
        indicator: Some(sheet.code.to_string()),
        area: Some(place.area.code.to_string()),
        period: Some(year.to_string()),
        breakdown: None,
        value: if status.has_value() {
            RawValue::Number(value)
        } else {
            RawValue::Null
        },
        status: Some(status.letter().to_owned()),
        note: None,
        cases: cases.map_or(RawValue::Absent, |cases| RawValue::Number(cases.floor())),
        ..RawObservation::default()
    }
}
