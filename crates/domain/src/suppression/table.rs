//! The figures that are decided about together in a municipality and period: those of linked indicators, each of the
//! whole and of its parts.

use super::{ComputedBy, Equation, Linked};
use crate::breakdown::Sum;
use std::collections::{BTreeSet, HashMap};

/// The figures of linked indicators. The wholes come first, in the order of the indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Each figure by its indicator among the linked ones, and its part; empty for the whole.
    pub figures: Vec<(usize, String)>,
    /// Of each the one that counts its cases: of a part, the same part of the counting indicator.
    pub counted_by: Vec<Option<usize>>,
    /// What adds up within a period: what formulas say, and what sheets say of parts.
    pub equations: Vec<Equation>,
    /// What is computed in another way. Nothing is computed of parts.
    pub computed: Vec<ComputedBy>,
}

/// What is known of the parts of an indicator.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The parts.
    pub names: BTreeSet<String>,
    /// What they add up to.
    pub sums: Vec<Sum>,
}

impl Table {
    /// The table of linked indicators with the parts of each.
    pub fn of(linked: &Linked, parts: &[Parts]) -> Table {
        let wholes = (0..linked.indicators.len()).map(|of| (of, String::new()));
        let mut figures: Vec<(usize, String)> = wholes.collect();
        for (of, parts) in parts.iter().enumerate() {
            let named = parts.names.iter().filter(|part| !part.is_empty());
            figures.extend(named.map(|part| (of, part.clone())));
        }
        let places: HashMap<(usize, &str), usize> = figures
            .iter()
            .enumerate()
            .map(|(at, (of, part))| ((*of, part.as_str()), at))
            .collect();
        let place = |of: usize, part: &str| places.get(&(of, part)).copied();
        let counted_by = figures
            .iter()
            .map(|(of, part)| place(linked.counted_by.get(*of).copied().flatten()?, part));
        let counted_by = counted_by.collect();
        let mut equations = linked.equations.clone();
        for (of, parts) in parts.iter().enumerate() {
            let adding = parts.sums.iter().filter_map(|sum| {
                let parts = sum.parts.iter().map(|part| Some((place(of, part)?, 1)));
                Some(Equation {
                    whole: place(of, &sum.whole)?,
                    parts: parts.collect::<Option<_>>()?,
                })
            });
            equations.extend(adding);
        }
        Table {
            counted_by,
            equations,
            computed: linked.computed.clone(),
            figures,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::breakdown::{Breakdown, Division};

    fn parts(breakdowns: &[Breakdown]) -> Parts {
        let division = Division {
            breakdowns,
            age_groups: &[],
            adds_up: true,
        };
        Parts {
            names: division.parts().iter().map(ToString::to_string).collect(),
            sums: division.sums(),
        }
    }

    #[test]
    fn parts_stand_behind_the_wholes_and_add_up_to_theirs() {
        let linked = Linked {
            indicators: vec!["CLIENTS".parse().unwrap(), "COST".parse().unwrap()],
            counted_by: vec![None, Some(0)],
            equations: vec![],
            computed: vec![],
        };
        let sex = parts(&[Breakdown::Sex]);
        let table = Table::of(&linked, &[sex.clone(), sex]);
        let named: Vec<(usize, &str)> = table
            .figures
            .iter()
            .map(|(of, part)| (*of, part.as_str()))
            .collect();
        assert_eq!(
            named,
            [
                (0, ""),
                (1, ""),
                (0, "SEX=F"),
                (0, "SEX=M"),
                (1, "SEX=F"),
                (1, "SEX=M")
            ]
        );
        let sums: Vec<(usize, Vec<(usize, i32)>)> = table
            .equations
            .iter()
            .map(|one| (one.whole, one.parts.clone()))
            .collect();
        assert_eq!(sums, [(0, vec![(2, 1), (3, 1)]), (1, vec![(4, 1), (5, 1)])]);
        assert_eq!(
            table.counted_by,
            [None, Some(0), None, None, Some(2), Some(3)],
            "women are counted by women"
        );
    }

    #[test]
    fn without_parts_it_is_what_was_linked() {
        let equation = Equation {
            whole: 1,
            parts: vec![(0, 1)],
        };
        let linked = Linked {
            indicators: vec!["A".parse().unwrap(), "B".parse().unwrap()],
            counted_by: vec![None, None],
            equations: vec![equation],
            computed: vec![],
        };
        let table = Table::of(&linked, &[Parts::default(), Parts::default()]);
        assert_eq!((table.figures.len(), &table.equations), (2, &linked.equations));
    }
}
