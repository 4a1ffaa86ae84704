//! Two suspects that explain each other.

use super::panel::Panel;
use super::{Judgement, about, limits};
use crate::feed::Suspicion;
use crate::indicator::IndicatorCode;
use std::collections::HashMap;

/// Names the pairs of suspects of one period whose values fit each other's expectation.
///
/// Pairs are looked for among suspects alone: where two municipalities are alike, a swap can neither be seen nor does
/// it do much harm.
pub(super) fn name_swapped_areas(panel: &Panel<'_>, mut suspects: Vec<Judgement>) -> Vec<Judgement> {
    let pairs = pairs(suspects.len(), |one, other| {
        fits(&suspects[one], &suspects[other])
    });
    for (one, other) in pairs {
        for (this, that) in [(one, other), (other, one)] {
            let with = panel.areas[suspects[that].place.area].clone();
            let Judgement { value, expected, .. } = suspects[this];
            if let Some(expected) = expected.map(about) {
                suspects[this].suspicion = Suspicion::SwappedArea {
                    value,
                    expected,
                    with,
                };
            }
        }
    }
    suspects
}

/// Names the pairs of suspects of one area and period in two indicators whose values fit each other's expectation.
///
/// The panels of all the indicators must count areas and periods alike.
pub fn name_swapped_indicators(found: &mut [(IndicatorCode, Vec<Judgement>)]) {
    let mut of_place: HashMap<_, Vec<(usize, usize)>> = HashMap::new();
    for (indicator, (_, judgements)) in found.iter().enumerate() {
        for (at, judgement) in judgements.iter().enumerate() {
            of_place.entry(judgement.place).or_default().push((indicator, at));
        }
    }
    for suspects in of_place.into_values() {
        let at = |one: usize| &found[suspects[one].0].1[suspects[one].1];
        let pairs = pairs(suspects.len(), |one, other| fits(at(one), at(other)));
        for (one, other) in pairs {
            for (this, that) in [(one, other), (other, one)] {
                let with = found[suspects[that].0].0.clone();
                let (indicator, at) = suspects[this];
                let judgement = &mut found[indicator].1[at];
                if let Some(expected) = judgement.expected.map(about) {
                    judgement.suspicion = Suspicion::SwappedIndicator {
                        value: judgement.value,
                        expected,
                        with,
                    };
                }
            }
        }
    }
}

/// The pairs among `0..count` that fit each other, nobody in two of them.
fn pairs(count: usize, fits: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut free = vec![true; count];
    let mut pairs = Vec::new();
    for one in 0..count {
        if free[one]
            && let Some(other) = (one + 1..count).find(|&other| free[other] && fits(one, other))
        {
            free[other] = false;
            pairs.push((one, other));
        }
    }
    pairs
}

fn fits(one: &Judgement, other: &Judgement) -> bool {
    let near = |value: f64, expected: Option<f64>| {
        expected.is_some_and(|expected| {
            let ratio = value / expected;
            ratio > 0.0 && ratio.ln().abs() <= limits::FITS
        })
    };
    let off_together = matches!(one.suspicion, Suspicion::WholeColumn { .. });
    !off_together && near(one.value, other.expected) && near(other.value, one.expected)
}
