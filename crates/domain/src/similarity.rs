//! Likeness of areas: standardised Euclidean distance over context indicators.
//!
//! Each variable is divided by its standard deviation over all areas, so that persons and per cent
//! weigh alike; population and density enter as logarithms, because a municipality of 4,000 and one of
//! 8,000 differ more than one of 80,000 and one of 84,000. The distance of two areas is the square root
//! of the weighted mean of squared differences over the variables that both have. ([`Likeness`])
//!
//! What is around it: the weights a reader may give the variables ([`Weights`]), whether the nearest are near at all
//! ([`Nearness`]), and whether the list hangs on one variable ([`Stability`]).

use crate::area::AreaCode;
use crate::indicator::IndicatorCode;
use serde::{Deserialize, Serialize};

mod choice;
mod likeness;
mod nearness;
mod pair;
mod scale;
mod stability;
mod weights;

pub use choice::{DEFAULT_VARIABLES, compared_areas, default_variables, variables};
pub use likeness::Likeness;
pub use nearness::{FEWEST_FOR_NEARNESS, NearLimit, Nearness, NearnessOutcome, NearnessReason, near_limit};
pub use pair::{ALIKE, ComparedVariable, Pair};
pub use stability::{Stability, Without};
pub use weights::{MOST_WEIGHED, Weight, Weights, WeightsError};

/// One variable with a value for some of the areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// The context indicator.
    pub indicator: IndicatorCode,
    /// Its weight; 1 unless the user says otherwise, 0 when it is taken out.
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
/// An area that shares less than half of the variables, by weight, with `own` is left out: nothing honest can be
/// said of its likeness. So is `own`. A variable of weight 0 is as if it had not been named.
pub fn nearest(own: &AreaCode, areas: &[AreaCode], variables: &[Variable]) -> Vec<SimilarArea> {
    let likeness = Likeness::new(areas, variables);
    likeness.nearest(own).into_iter().map(SimilarArea::from).collect()
}

#[cfg(test)]
mod published;
#[cfg(test)]
mod tests;
