//! Whether a verdict hangs on one variable of likeness.
//!
//! Of the sets that are asked about an area only the most similar depend on what likeness is measured on. So the verdict
//! is heard again with each variable taken out in turn, and the other sets say what they said.

use super::{Agreement, SIMILAR, SetVerdict, agreement, comparators, verdicts};
use crate::area::{Area, AreaCode};
use crate::compare::Band;
use crate::indicator::{Indicator, IndicatorCode};
use crate::peers::PeerSelector;
use crate::period::Period;
use crate::series::Series;
use crate::similarity::Likeness;

/// The verdict without one of the variables.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictWithout {
    /// The variable that is taken out.
    pub indicator: IndicatorCode,
    /// The band of the area among those who are most similar then; `None` where they give no quarters.
    pub similar: Option<Band>,
    /// What all sets say together then.
    pub agreement: Agreement,
}

/// A verdict, and what becomes of it without each variable.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictStability {
    /// The verdict with all variables.
    pub verdicts: Vec<SetVerdict>,
    /// What they say together.
    pub agreement: Agreement,
    /// The verdict without each of the variables, in their order; empty where there is one variable alone.
    pub without: Vec<VerdictWithout>,
}

impl VerdictStability {
    /// The variables without which the sets together say something else: another band, or that it depends where they
    /// agreed, or nothing. How many say it may change without that.
    pub fn turns(&self) -> impl Iterator<Item = &VerdictWithout> {
        let said = |agreement: &Agreement| match agreement {
            Agreement::Same { band, .. } => (Some(*band), false),
            Agreement::Divided { .. } => (None, true),
            Agreement::Unsaid => (None, false),
        };
        let usual = said(&self.agreement);
        self.without
            .iter()
            .filter(move |one| said(&one.agreement) != usual)
    }

    /// The variables without which the most similar alone say something else.
    pub fn similar_turns(&self) -> impl Iterator<Item = &VerdictWithout> {
        let usual = self
            .verdicts
            .iter()
            .find(|verdict| is_similar(&verdict.selector))
            .and_then(SetVerdict::band);
        self.without.iter().filter(move |one| one.similar != usual)
    }
}

/// The verdict about an area in a period, and what becomes of it when each variable of likeness is taken out in turn.
///
/// `areas` is the whole division. A set that names nobody is not asked, as when the area is in no network.
pub fn stability(
    indicator: &Indicator,
    series: &Series,
    area: &Area,
    areas: &[Area],
    period: Option<Period>,
    likeness: &Likeness,
) -> VerdictStability {
    let own = &area.code;
    let lists = likeness.stability(own, usize::from(SIMILAR));
    let members = |set: PeerSelector, nearest: &[AreaCode]| {
        let members = set.members(own, areas, nearest).ok()?;
        Some((set, members))
    };
    let asked = comparators(area);
    let sets = asked.into_iter().filter_map(|set| members(set, &lists.list));
    let usual = verdicts(indicator, series, own, period, sets);
    let without = lists
        .without
        .iter()
        .map(|list| {
            let set = members(PeerSelector::Similar(SIMILAR), &list.list);
            let similar = verdicts(indicator, series, own, period, set);
            let band = similar.first().and_then(SetVerdict::band);
            let mut all: Vec<SetVerdict> = usual
                .iter()
                .filter(|verdict| !is_similar(&verdict.selector))
                .cloned()
                .collect();
            all.extend(similar);
            VerdictWithout {
                indicator: list.indicator.clone(),
                similar: band,
                agreement: agreement(&all),
            }
        })
        .collect();
    VerdictStability {
        agreement: agreement(&usual),
        verdicts: usual,
        without,
    }
}

fn is_similar(set: &PeerSelector) -> bool {
    matches!(set, PeerSelector::Similar(_))
}

#[cfg(test)]
mod tests;
