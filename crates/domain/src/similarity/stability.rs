//! Whether the list of the most similar hangs on one variable: it is made anew with each variable taken out in turn.
//!
//! Values and weights of the others stay, and so does the period they are of, so that a list without unemployment is
//! the list that a reader gets who gives unemployment the weight 0.
//!
//! One is taken out at a time. Variables that say nearly the same, such as the share of old people and the demographic
//! burden, stand in for each other: a list that does without either may still hang on both.

use super::{Likeness, Nearness};
use crate::area::AreaCode;
use crate::indicator::IndicatorCode;
use serde::{Deserialize, Serialize};

/// The list without one of the variables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Without {
    /// The variable that is taken out.
    pub indicator: IndicatorCode,
    /// Who is on the list then, nearest first.
    pub list: Vec<AreaCode>,
    /// Who is on the usual list and not on this one, in the order of the usual one.
    pub leaves: Vec<AreaCode>,
    /// Who is on this list and not on the usual one, nearest first.
    pub comes: Vec<AreaCode>,
    /// Whether those of this list are near.
    pub nearness: Nearness,
}

impl Without {
    /// Whether somebody leaves or comes; another order alone is no change.
    pub fn changes(&self) -> bool {
        !(self.leaves.is_empty() && self.comes.is_empty())
    }
}

/// The list of the most similar, and what becomes of it without each variable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stability {
    /// The list with all variables, nearest first.
    pub list: Vec<AreaCode>,
    /// The list without each of the variables, in their order. Empty where likeness is measured on one variable alone:
    /// without it nothing is left to measure on.
    pub without: Vec<Without>,
}

impl Stability {
    /// Those of the list who stay on it whichever variable is taken out, nearest first.
    pub fn steadfast(&self) -> Vec<&AreaCode> {
        let stays = |area: &&AreaCode| self.without.iter().all(|one| !one.leaves.contains(area));
        self.list.iter().filter(stays).collect()
    }
}

impl Likeness {
    /// The `k` nearest of `own`, and what becomes of them when each variable is taken out in turn.
    pub fn stability(&self, own: &AreaCode, k: usize) -> Stability {
        let list = self.list(own, k);
        let variables: Vec<&IndicatorCode> = self.variables().collect();
        let without = match variables.len() {
            0 | 1 => Vec::new(),
            _ => variables
                .into_iter()
                .map(|indicator| self.list_without(own, k, indicator, &list))
                .collect(),
        };
        Stability { list, without }
    }

    fn list_without(
        &self,
        own: &AreaCode,
        k: usize,
        indicator: &IndicatorCode,
        usual: &[AreaCode],
    ) -> Without {
        let fewer = self.without(indicator);
        let list = fewer.list(own, k);
        let not_in = |areas: &[AreaCode], others: &[AreaCode]| -> Vec<AreaCode> {
            areas
                .iter()
                .filter(|area| !others.contains(area))
                .cloned()
                .collect()
        };
        Without {
            indicator: indicator.clone(),
            leaves: not_in(usual, &list),
            comes: not_in(&list, usual),
            list,
            nearness: fewer.nearness(own, k),
        }
    }

    fn list(&self, own: &AreaCode, k: usize) -> Vec<AreaCode> {
        let nearest = self.nearest(own).into_iter();
        nearest.take(k).map(|pair| pair.area).collect()
    }
}
