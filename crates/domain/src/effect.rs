//! How a computed figure answers to one of its inputs, with all else as it is: found on the formula once, so that whoever
//! asks "how much more of this would be enough" needs no formula.

use crate::formula::Formula;
use crate::indicator::IndicatorCode;
use serde::{Deserialize, Serialize};

/// How far two results may lie apart, beside their size: what the arithmetic of computers loses.
const EXACT: f64 = 1e-9;

/// How a figure answers to an input. Formulas that count something over something else answer straight to what stands
/// above the line and inversely to what stands below; any other answer has no name here.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Effect {
    /// Each unit more of the input changes the figure by as much.
    Straight {
        /// By how much, in units of the figure; never 0.
        slope: f64,
    },
    /// Twice the input, half the figure.
    Inverse,
}

impl Effect {
    /// How a formula of one period answers to an input; `known` are the values of its inputs. None for a formula that
    /// looks back, where a value is not known, and for an answer without a name.
    pub fn of(
        formula: &Formula,
        input: &IndicatorCode,
        known: &dyn Fn(&IndicatorCode) -> Option<f64>,
    ) -> Option<Effect> {
        if formula.operands().iter().any(|operand| operand.back > 0) {
            return None;
        }
        let figure = |value: f64| {
            formula.evaluate(&|operand| match operand.indicator == *input {
                true => Some(value),
                false => known(&operand.indicator),
            })
        };
        let now = known(input)?;
        let value = figure(now)?;
        let others = [2.0 * now + 1.0, 3.0 * now + 2.0];
        let answers_as = |effect: Effect| {
            others.iter().all(|other| {
                let expected = effect.figure(value, now, *other);
                figure(*other)
                    .zip(expected)
                    .is_some_and(|(one, two)| is_same(one, two))
            })
        };
        let straight = figure(0.0).zip(figure(1.0)).map(|(zero, one)| one - zero);
        let straight = straight
            .filter(|slope| *slope != 0.0)
            .map(|slope| Effect::Straight { slope });
        let candidates = [straight, Some(Effect::Inverse)];
        candidates
            .into_iter()
            .flatten()
            .find(|effect| answers_as(*effect))
    }

    /// The figure with the input at `other`, where it is `value` with the input at `now`.
    pub fn figure(self, value: f64, now: f64, other: f64) -> Option<f64> {
        let figure = match self {
            Effect::Straight { slope } => value + slope * (other - now),
            Effect::Inverse => value * now / other,
        };
        Some(figure).filter(|figure| figure.is_finite())
    }

    /// The input at which the figure is `target`.
    pub fn input_for(self, value: f64, now: f64, target: f64) -> Option<f64> {
        let input = match self {
            Effect::Straight { slope } => now + (target - value) / slope,
            Effect::Inverse => now * value / target,
        };
        Some(input).filter(|input| input.is_finite())
    }
}

fn is_same(one: f64, two: f64) -> bool {
    (one - two).abs() <= EXACT * one.abs().max(two.abs()).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn effect(formula: &str, input: &str, inputs: &[(&str, f64)]) -> Option<Effect> {
        let known = |code: &IndicatorCode| {
            let found = inputs.iter().find(|(one, _)| *one == code.as_str())?;
            Some(found.1)
        };
        Effect::of(&Formula::parse(formula).unwrap(), &input.parse().unwrap(), &known)
    }

    #[test]
    fn what_is_above_the_line_and_below() {
        let inputs = [("A", 300.0), ("B", 500.0)];
        assert_eq!(
            effect("100 * A / B", "A", &inputs),
            Some(Effect::Straight { slope: 0.2 })
        );
        assert_eq!(effect("100 * A / B", "B", &inputs), Some(Effect::Inverse));
    }

    #[test]
    fn what_looks_back_is_not_known_or_stands_on_both_sides_has_no_name() {
        let inputs = [("A", 300.0), ("B", 500.0)];
        assert_eq!(effect("growth(A)", "A", &inputs), None);
        assert_eq!(effect("A / C", "A", &inputs), None);
        assert_eq!(effect("A / (A + B)", "A", &inputs), None);
        assert_eq!(effect("0 * A + B", "A", &inputs), None, "it does not matter");
    }

    proptest! {
        /// Putting the input that was found back into the formula gives the figure that was asked for.
        #[test]
        fn what_is_found_is_put_back(
            a in 1..1_000_000u32, b in 1..1_000_000u32, c in 0..1_000u32, target in 0.01..1_000.0f64, above in any::<bool>(),
        ) {
            let formula = "1000 * (A + C) / B";
            let (a, b, c) = (f64::from(a), f64::from(b), f64::from(c));
            let input = if above { "A" } else { "B" };
            let found = effect(formula, input, &[("A", a), ("B", b), ("C", c)]).unwrap();
            let value = 1000.0 * (a + c) / b;
            let needed = found.input_for(value, if above { a } else { b }, target).unwrap();
            let back = if above { 1000.0 * (needed + c) / b } else { 1000.0 * (a + c) / needed };
            prop_assert!((back - target).abs() <= 1e-6 * value.max(target), "{back} for {target}");
        }
    }
}
