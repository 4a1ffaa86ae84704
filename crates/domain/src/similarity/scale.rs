//! The values of a variable in units of its standard deviation.

use super::Variable;
use crate::statistics::standard_deviation;

/// Variables whose logarithm is compared.
const LOGARITHMIC: [&str; 2] = ["CTX.POP", "CTX.DENS"];

/// A position per area, in the order of the values. An area without a value has none; nor has one whose value has no
/// logarithm where logarithms are compared. No value is ever made up for them.
pub(super) fn positions(variable: &Variable) -> Vec<Option<f64>> {
    let logarithmic = LOGARITHMIC.contains(&variable.indicator.as_str());
    let plain: Vec<Option<f64>> = variable
        .values
        .iter()
        .map(|value| {
            let value = match logarithmic {
                true => value.filter(|value| *value > 0.0).map(f64::ln),
                false => *value,
            };
            value.filter(|value| value.is_finite())
        })
        .collect();
    let known: Vec<f64> = plain.iter().flatten().copied().collect();
    // Where all are equal there is no difference to measure: every position is 0.
    let deviation = standard_deviation(&known).filter(|deviation| *deviation > 0.0);
    plain
        .iter()
        .map(|value| value.map(|v| deviation.map_or(0.0, |d| v / d)))
        .collect()
}
