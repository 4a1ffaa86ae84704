//! Two areas side by side: how far apart they are, and what the distance is made of.

use super::{SimilarArea, VariableShare};
use crate::area::AreaCode;
use crate::indicator::IndicatorCode;
use serde::{Deserialize, Serialize};

/// Two areas that differ by no more than this many standard deviations are alike in a variable.
///
/// Half a standard deviation is what J. Cohen calls a medium difference of two groups, "visible to the naked eye of a
/// careful observer" ("A Power Primer", Psychological Bulletin 112, 1992); of two municipalities the same is said here,
/// by analogy. Among the seven nearest of each pilot this holds of three variables in five (figures of RAIM of 2012).
pub const ALIKE: f64 = 0.5;

/// One variable that two areas were compared by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparedVariable {
    /// The context indicator.
    pub indicator: IndicatorCode,
    /// Its share of the squared distance; the shares of a pair add to 1. Where the distance is 0 there is nothing to
    /// share out, and each has the share of its weight.
    pub share: f64,
    /// The other area's value less that of the area asked about, in standard deviations; that of the logarithms for
    /// population and density.
    pub difference: f64,
}

impl ComparedVariable {
    /// Whether the two are alike in it, whatever its weight.
    pub fn is_alike(&self) -> bool {
        self.difference.abs() <= ALIKE
    }
}

/// How far an area is from the one asked about, by what, and what could not be compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pair {
    /// The other area.
    pub area: AreaCode,
    /// Standardised distance; 0 is alike in every variable compared.
    pub distance: f64,
    /// The variables that both have, in the order in which they were asked for.
    pub compared: Vec<ComparedVariable>,
    /// The variables that one of them lacks: they have no part in the distance, neither as nought nor as an average.
    pub missing: Vec<IndicatorCode>,
}

impl Pair {
    /// The variables in which the two are alike, the closest first.
    pub fn alike(&self) -> Vec<&ComparedVariable> {
        let mut alike: Vec<&ComparedVariable> = self.compared.iter().filter(|one| one.is_alike()).collect();
        alike.sort_by(|a, b| a.difference.abs().total_cmp(&b.difference.abs()));
        alike
    }

    /// The variable in which the two differ most, whatever its weight; `None` where they are alike in all. With usual
    /// weights it is the one with the greatest share.
    pub fn differs_most(&self) -> Option<&ComparedVariable> {
        self.compared
            .iter()
            .filter(|one| !one.is_alike())
            .reduce(|most, one| match one.difference.abs() > most.difference.abs() {
                true => one,
                false => most,
            })
    }
}

impl From<Pair> for SimilarArea {
    fn from(pair: Pair) -> SimilarArea {
        SimilarArea {
            area: pair.area,
            distance: pair.distance,
            variables: pair
                .compared
                .into_iter()
                .map(|one| VariableShare {
                    indicator: one.indicator,
                    share: one.share,
                })
                .collect(),
        }
    }
}
