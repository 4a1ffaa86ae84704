//! Likeness of areas: standardised Euclidean distance over context indicators.
//!
//! Each variable is divided by its standard deviation over all areas, so that persons and per cent
//! weigh alike; population and density enter as logarithms, because a municipality of 4,000 and one of
//! 8,000 differ more than one of 80,000 and one of 84,000. The distance of two areas is the square root
//! of the weighted mean of squared differences over the variables that both have.

use crate::area::AreaCode;
use crate::indicator::IndicatorCode;
use crate::statistics::standard_deviation;
use serde::{Deserialize, Serialize};

mod choice;

pub use choice::{DEFAULT_VARIABLES, compared_areas, default_variables, variables};

/// Variables whose logarithm is compared.
const LOGARITHMIC: [&str; 2] = ["CTX.POP", "CTX.DENS"];

/// One variable with a value for some of the areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// The context indicator.
    pub indicator: IndicatorCode,
    /// Its weight; 1 unless the user says otherwise.
    pub weight: f64,
    /// A value per area, in the order of the areas compared.
    pub values: Vec<Option<f64>>,
}

/// The part one variable has in a distance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VariableShare {
    /// The context indicator.
    pub indicator: IndicatorCode,
    /// Its share of the squared distance; the shares of an area add to 1.
    pub share: f64,
}

/// How far an area is from the one asked about, and by what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarArea {
    /// The area.
    pub area: AreaCode,
    /// Standardised distance; 0 is alike in every variable.
    pub distance: f64,
    /// What the distance is made of, in the order of the variables asked for.
    pub variables: Vec<VariableShare>,
}

/// The areas by their likeness to `own`, nearest first; equal distances in the order of `areas`.
///
/// An area that shares fewer than half of the variables with `own` is left out: nothing honest can be
/// said of its likeness. So is `own`.
pub fn nearest(own: &AreaCode, areas: &[AreaCode], variables: &[Variable]) -> Vec<SimilarArea> {
    let Some(at) = areas.iter().position(|area| area == own) else {
        return Vec::new();
    };
    let scales: Vec<Scale> = variables.iter().map(Scale::of).collect();
    let mut found: Vec<SimilarArea> = Vec::new();
    for (column, area) in areas.iter().enumerate().filter(|(column, _)| *column != at) {
        let parts: Vec<Option<f64>> = variables
            .iter()
            .zip(&scales)
            .map(|(variable, scale)| {
                let (mine, theirs) = (scale.position(at)?, scale.position(column)?);
                Some(variable.weight * (mine - theirs).powi(2))
            })
            .collect();
        let shared = parts.iter().flatten().count();
        if shared == 0 || shared * 2 < variables.len() {
            continue;
        }
        let weight: f64 = variables
            .iter()
            .zip(&parts)
            .filter(|(_, part)| part.is_some())
            .map(|(variable, _)| variable.weight)
            .sum();
        if weight <= 0.0 {
            continue;
        }
        let total: f64 = parts.iter().flatten().sum();
        found.push(SimilarArea {
            area: area.clone(),
            distance: (total / weight).sqrt(),
            variables: variables
                .iter()
                .zip(&parts)
                .filter_map(|(variable, part)| {
                    let share = if total > 0.0 {
                        (*part)? / total
                    } else {
                        1.0 / shared as f64
                    };
                    part.map(|_| VariableShare {
                        indicator: variable.indicator.clone(),
                        share,
                    })
                })
                .collect(),
        });
    }
    found.sort_by(|a, b| a.distance.total_cmp(&b.distance));
    found
}

/// A variable's values in units of its standard deviation.
struct Scale {
    positions: Vec<Option<f64>>,
}

impl Scale {
    fn of(variable: &Variable) -> Scale {
        let logarithmic = LOGARITHMIC.contains(&variable.indicator.as_str());
        let plain: Vec<Option<f64>> = variable
            .values
            .iter()
            .map(|value| match value {
                Some(value) if logarithmic => (*value > 0.0).then(|| value.ln()),
                other => *other,
            })
            .collect();
        let known: Vec<f64> = plain.iter().flatten().copied().collect();
        // Where all are equal there is no difference to measure: every position is 0.
        let deviation = standard_deviation(&known).filter(|deviation| *deviation > 0.0);
        let positions = plain
            .iter()
            .map(|value| value.map(|v| deviation.map_or(0.0, |d| v / d)))
            .collect();
        Scale { positions }
    }

    fn position(&self, column: usize) -> Option<f64> {
        self.positions.get(column).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(number: usize) -> AreaCode {
        format!("{number:07}").parse().unwrap()
    }

    fn variable(name: &str, values: &[Option<f64>]) -> Variable {
        Variable {
            indicator: name.parse().unwrap(),
            weight: 1.0,
            values: values.to_vec(),
        }
    }

    #[test]
    fn the_nearest_comes_first_and_oneself_never() {
        let areas: Vec<AreaCode> = (0..4).map(code).collect();
        let unemployment = variable("CTX.UNEMP", &[Some(5.0), Some(20.0), Some(6.0), Some(9.0)]);
        let order: Vec<AreaCode> = nearest(&code(0), &areas, &[unemployment])
            .into_iter()
            .map(|s| s.area)
            .collect();
        assert_eq!(order, [code(2), code(3), code(1)]);
    }

    #[test]
    fn an_area_with_too_little_in_common_is_left_out() {
        let areas: Vec<AreaCode> = (0..3).map(code).collect();
        let variables = [
            variable("CTX.UNEMP", &[Some(1.0), Some(2.0), None]),
            variable("CTX.PIT.PC", &[Some(1.0), Some(2.0), None]),
            variable("CTX.DEPEND", &[Some(1.0), Some(2.0), Some(3.0)]),
        ];
        let found = nearest(&code(0), &areas, &variables);
        assert_eq!(
            found.len(),
            1,
            "one of three variables is not enough to call two areas alike"
        );
    }

    proptest! {
        #[test]
        fn shares_add_to_one_and_distance_is_symmetric(
            rows in prop::collection::vec((1.0..1e5f64, 0.0..100.0f64, 0.0..3000.0f64), 2..40)
        ) {
            let areas: Vec<AreaCode> = (0..rows.len()).map(code).collect();
            let variables = [
                variable("CTX.POP", &rows.iter().map(|r| Some(r.0)).collect::<Vec<_>>()),
                variable("CTX.UNEMP", &rows.iter().map(|r| Some(r.1)).collect::<Vec<_>>()),
                variable("CTX.PIT.PC", &rows.iter().map(|r| Some(r.2)).collect::<Vec<_>>()),
            ];
            let from_first = nearest(&code(0), &areas, &variables);
            for one in &from_first {
                let total: f64 = one.variables.iter().map(|v| v.share).sum();
                prop_assert!((total - 1.0).abs() < 1e-9);
                let back = nearest(&one.area, &areas, &variables).into_iter().find(|s| s.area == code(0)).unwrap();
                prop_assert!((back.distance - one.distance).abs() < 1e-9);
            }
        }
    }
}
