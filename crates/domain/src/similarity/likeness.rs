//! All distances of a set of areas, made ready once and asked many times.

use super::scale::positions;
use super::{ComparedVariable, Pair, Variable};
use crate::area::AreaCode;
use crate::indicator::IndicatorCode;

/// What rounding may take from a half.
const ROUNDING: f64 = 1e-9;

/// A set of areas with their positions in each variable.
///
/// Two areas are compared by the variables that both have. A value that one of them lacks is never taken for nought or
/// for an average: the variable has no part in their distance, which is a mean over the others, and [`Pair::missing`]
/// names it. Where what both have is less than half of the variables, by weight, they are not compared at all.
///
/// ```
/// # use blis_domain::similarity::{Likeness, Variable};
/// # use blis_domain::area::AreaCode;
/// let areas: Vec<AreaCode> = ["0000001", "0000002", "0000003"].map(|code| code.parse().unwrap()).to_vec();
/// let unemployment = Variable {
///     indicator: "CTX.UNEMP".parse().unwrap(),
///     weight: 1.0,
///     values: vec![Some(5.0), Some(9.0), Some(6.0)],
/// };
/// let likeness = Likeness::new(&areas, &[unemployment]);
/// assert_eq!(likeness.nearest(&areas[0])[0].area, areas[2]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    areas: Vec<AreaCode>,
    measures: Vec<Measure>,
}

/// A variable that counts.
#[derive(Debug, Clone, PartialEq)]
struct Measure {
    indicator: IndicatorCode,
    weight: f64,
    /// A position per area, in standard deviations.
    positions: Vec<Option<f64>>,
}

impl Likeness {
    /// Of these areas, in these variables. A variable of weight 0 is taken out, and so is one whose weight is no weight
    /// (less than nothing, infinite).
    pub fn new(areas: &[AreaCode], variables: &[Variable]) -> Likeness {
        let measures = variables
            .iter()
            .filter(|variable| variable.weight > 0.0 && variable.weight.is_finite())
            .map(|variable| Measure {
                indicator: variable.indicator.clone(),
                weight: variable.weight,
                positions: positions(variable),
            })
            .collect();
        Likeness {
            areas: areas.to_vec(),
            measures,
        }
    }

    /// The variables that count, in the order in which they were asked for.
    pub fn variables(&self) -> impl Iterator<Item = &IndicatorCode> {
        self.measures.iter().map(|measure| &measure.indicator)
    }

    /// The areas by their likeness to `own`, nearest first; equal distances in the order of the areas. `own` is not
    /// among them, nor who cannot be compared with it.
    pub fn nearest(&self, own: &AreaCode) -> Vec<Pair> {
        let Some(own) = self.column(own) else {
            return Vec::new();
        };
        let mut found: Vec<Pair> = (0..self.areas.len())
            .filter_map(|other| self.between(own, other))
            .collect();
        found.sort_by(|a, b| a.distance.total_cmp(&b.distance));
        found
    }

    /// `other` beside `own`; `None` where they cannot be compared, or are the same or unknown.
    pub fn pair(&self, own: &AreaCode, other: &AreaCode) -> Option<Pair> {
        self.between(self.column(own)?, self.column(other)?)
    }

    /// The same areas without one of the variables; the others keep their positions and weights.
    #[must_use]
    pub fn without(&self, indicator: &IndicatorCode) -> Likeness {
        Likeness {
            areas: self.areas.clone(),
            measures: self
                .measures
                .iter()
                .filter(|measure| measure.indicator != *indicator)
                .cloned()
                .collect(),
        }
    }

    /// The distance from each area to the one nearest to it, in the order of the areas; areas that can be compared with
    /// nobody are left out.
    pub(super) fn nearest_distances(&self) -> Vec<f64> {
        let count = self.areas.len();
        let nearest = |own| {
            (0..count)
                .filter_map(|other| self.distance(own, other))
                .min_by(f64::total_cmp)
        };
        (0..count).filter_map(nearest).collect()
    }

    fn column(&self, area: &AreaCode) -> Option<usize> {
        self.areas.iter().position(|one| one == area)
    }

    fn distance(&self, own: usize, other: usize) -> Option<f64> {
        self.measured(own, other).map(|measured| measured.distance())
    }

    fn between(&self, own: usize, other: usize) -> Option<Pair> {
        let measured = self.measured(own, other)?;
        let distance = measured.distance();
        let (mut compared, mut missing) = (Vec::new(), Vec::new());
        for (measure, difference) in self.measures.iter().zip(&measured.differences) {
            match difference {
                Some(difference) => compared.push(ComparedVariable {
                    indicator: measure.indicator.clone(),
                    share: match measured.total > 0.0 {
                        true => measure.weight * difference.powi(2) / measured.total,
                        false => measure.weight / measured.weight,
                    },
                    difference: *difference,
                }),
                None => missing.push(measure.indicator.clone()),
            }
        }
        Some(Pair {
            area: self.areas[other].clone(),
            distance,
            compared,
            missing,
        })
    }

    fn measured(&self, own: usize, other: usize) -> Option<Measured> {
        if own == other {
            return None;
        }
        let at = |measure: &Measure, column: usize| measure.positions.get(column).copied().flatten();
        let differences: Vec<Option<f64>> = self
            .measures
            .iter()
            .map(|measure| Some(at(measure, other)? - at(measure, own)?))
            .collect();
        let (mut total, mut weight, mut asked) = (0.0, 0.0, 0.0);
        for (measure, difference) in self.measures.iter().zip(&differences) {
            asked += measure.weight;
            if let Some(difference) = difference {
                total += measure.weight * difference.powi(2);
                weight += measure.weight;
            }
        }
        let enough = weight > 0.0 && weight * 2.0 >= asked * (1.0 - ROUNDING);
        enough.then_some(Measured {
            differences,
            total,
            weight,
        })
    }
}

/// The differences of two areas in each variable, and their weighted sum of squares.
struct Measured {
    differences: Vec<Option<f64>>,
    total: f64,
    weight: f64,
}

impl Measured {
    fn distance(&self) -> f64 {
        (self.total / self.weight).sqrt()
    }
}
