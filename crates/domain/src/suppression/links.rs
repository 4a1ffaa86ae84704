//! Which indicators hide each other's figures: a formula leads from the one to the other.

use super::Equation;
use crate::derivation::Derivation;
use crate::indicator::IndicatorCode;
use crate::period::Period;
use std::collections::{BTreeSet, HashMap};

/// Indicators that have to be decided about together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The indicators; an index of a figure is that of its indicator.
    pub indicators: Vec<IndicatorCode>,
    /// Of each the one whose figure counts its cases.
    pub counted_by: Vec<Option<usize>>,
    /// What adds up within a period.
    pub equations: Vec<Equation>,
    /// What is computed in another way, each after what it is computed from.
    pub computed: Vec<ComputedBy>,
}

/// A figure that is computed from others in another way than by adding up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComputedBy {
    /// The figure, by its index.
    pub figure: usize,
    /// What it is computed from, by index, and how many periods earlier.
    pub inputs: Vec<(usize, u16)>,
}

impl Linked {
    /// The later periods in which something is computed from the figures of this one.
    pub fn looking_back_to(&self, period: Period) -> impl Iterator<Item = Period> {
        let backs: BTreeSet<u16> = self
            .computed
            .iter()
            .flat_map(|one| one.inputs.iter().map(|(_, back)| *back))
            .filter(|back| *back > 0)
            .collect();
        backs
            .into_iter()
            .filter_map(move |back| period.later(i32::from(back)))
    }
}

/// The indicators that may have something to hide, in groups that know nothing of each other: those that are named, what
/// is computed from them, what adds up with any of them, and what counts their cases.
pub fn linked(
    named: impl IntoIterator<Item = IndicatorCode>,
    derivations: &[Derivation],
    counted_by: &HashMap<IndicatorCode, IndicatorCode>,
) -> Vec<Linked> {
    let mut watched: BTreeSet<IndicatorCode> = named.into_iter().collect();
    loop {
        let before = watched.len();
        let counting: Vec<&IndicatorCode> = watched.iter().filter_map(|code| counted_by.get(code)).collect();
        let counting: Vec<IndicatorCode> = counting.into_iter().cloned().collect();
        watched.extend(counting);
        for derivation in derivations {
            let adds_up = weights(derivation).is_some();
            let uses = derivation.inputs.iter().any(|input| watched.contains(input));
            if uses || (adds_up && watched.contains(&derivation.indicator)) {
                watched.insert(derivation.indicator.clone());
                if adds_up {
                    watched.extend(derivation.inputs.iter().cloned());
                }
            }
        }
        if watched.len() == before {
            break;
        }
    }
    let of = |derivation: &Derivation| -> BTreeSet<IndicatorCode> {
        let inputs = derivation.inputs.iter().filter(|input| watched.contains(*input));
        inputs.chain([&derivation.indicator]).cloned().collect()
    };
    let mut groups: Vec<BTreeSet<IndicatorCode>> = watched
        .iter()
        .map(|code| BTreeSet::from([code.clone()]))
        .collect();
    let pairs = watched
        .iter()
        .filter_map(|code| Some((code, counted_by.get(code)?)));
    let counted = pairs.map(|(code, by)| BTreeSet::from([code.clone(), by.clone()]));
    let derived = derivations
        .iter()
        .filter(|one| watched.contains(&one.indicator))
        .map(of);
    for together in derived.chain(counted) {
        let (joined, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| !group.is_disjoint(&together));
        groups = apart;
        groups.push(joined.into_iter().flatten().collect());
    }
    groups
        .into_iter()
        .map(|group| in_group(group.into_iter().collect(), derivations, counted_by))
        .collect()
}

fn in_group(
    indicators: Vec<IndicatorCode>,
    derivations: &[Derivation],
    counted_by: &HashMap<IndicatorCode, IndicatorCode>,
) -> Linked {
    let at = |code: &IndicatorCode| indicators.binary_search(code).ok();
    let (mut equations, mut computed) = (Vec::new(), Vec::new());
    for derivation in derivations {
        let Some(figure) = at(&derivation.indicator) else {
            continue;
        };
        let adding = weights(derivation).and_then(|weights| {
            let parts = weights
                .into_iter()
                .map(|(code, weight)| Some((at(&code)?, weight)));
            parts.collect::<Option<Vec<_>>>()
        });
        match adding {
            Some(parts) => equations.push(Equation { whole: figure, parts }),
            None => computed.push(ComputedBy {
                figure,
                inputs: derivation
                    .operands
                    .iter()
                    .filter_map(|operand| Some((at(&operand.indicator)?, operand.back)))
                    .collect(),
            }),
        }
    }
    let counted_by = indicators.iter().map(|code| at(counted_by.get(code)?)).collect();
    Linked {
        counted_by,
        indicators,
        equations,
        computed,
    }
}

/// The weights of what a formula adds up, where they are whole numbers and all of one period.
fn weights(derivation: &Derivation) -> Option<Vec<(IndicatorCode, i32)>> {
    let weights = derivation.formula().weights()?;
    let whole = |weight: f64| (weight.fract() == 0.0 && weight.abs() <= 1000.0).then_some(weight as i32);
    let parts = weights.into_iter().map(|(operand, weight)| match operand.back {
        0 => Some((operand.indicator, whole(weight)?)),
        _ => None,
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::order;
    use crate::indicator::Indicator;
    use crate::samples;

    fn groups(formulas: &[(&str, Option<&str>)], named: &[&str]) -> Vec<Linked> {
        let sheets: Vec<Indicator> = formulas
            .iter()
            .map(|(code, formula)| Indicator {
                formula: formula.map(str::to_owned),
                ..samples::indicator(code.parse().unwrap())
            })
            .collect();
        let named = named.iter().map(|code| code.parse().unwrap());
        linked(named, &order(&sheets).unwrap(), &HashMap::new())
    }

    fn codes(linked: &Linked) -> Vec<&str> {
        linked.indicators.iter().map(IndicatorCode::as_str).collect()
    }

    #[test]
    fn a_denominator_that_everybody_shares_joins_nobody() {
        let formulas = [
            ("A", None),
            ("B", None),
            ("POP", None),
            ("A.SHARE", Some("100 * A / POP")),
            ("B.SHARE", Some("100 * B / POP")),
        ];
        let found = groups(&formulas, &["A", "B"]);
        let named: Vec<Vec<&str>> = found.iter().map(codes).collect();
        assert_eq!(named, [vec!["A", "A.SHARE"], vec!["B", "B.SHARE"]]);
        assert_eq!(
            found[0].computed,
            [ComputedBy {
                figure: 1,
                inputs: vec![(0, 0)]
            }]
        );
    }

    #[test]
    fn what_counts_the_cases_is_read_with_them() {
        let code = |code: &str| -> IndicatorCode { code.parse().unwrap() };
        let counted_by = HashMap::from([(code("COST"), code("CLIENTS"))]);
        let found = linked([code("COST"), code("OTHER")], &[], &counted_by);
        let named: Vec<Vec<&str>> = found.iter().map(codes).collect();
        assert_eq!(named, [vec!["OTHER"], vec!["CLIENTS", "COST"]]);
        assert_eq!(found[1].counted_by, [None, Some(0)]);
    }

    #[test]
    fn what_adds_up_is_decided_together() {
        let formulas = [
            ("A", None),
            ("B", None),
            ("SUM", Some("A + B")),
            ("G", Some("growth(SUM)")),
        ];
        let found = groups(&formulas, &["A"]);
        assert_eq!(codes(&found[0]), ["A", "B", "G", "SUM"]);
        let sum = Equation {
            whole: 3,
            parts: vec![(0, 1), (1, 1)],
        };
        assert_eq!(found[0].equations, [sum]);
        let year = |year| Period::year(year).unwrap();
        let later: Vec<Period> = found[0].looking_back_to(year(2015)).collect();
        assert_eq!(later, [year(2016)]);
    }
}
