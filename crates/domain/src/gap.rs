//! The gap in plain units: how many more places, how many euros fewer would bring a derived figure to another, with all
//! else as it is. Each answer is put back before it is given.

use crate::arithmetic::{Arithmetic, ArithmeticInput};
use crate::indicator::{Direction, Indicator, IndicatorCode, PolicyArea};

/// What the arithmetic of computers adds to a whole number, beside it.
const DUST: f64 = 1e-9;

/// One way to close a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// What would have to be another.
    pub indicator: IndicatorCode,
    /// By how much, in its unit, with the decimals of its sheet: the least that is enough.
    pub change: f64,
}

/// The ways in which an area's derived figure would be as good as `target`, in the order of its formula; each changes one
/// input and leaves the others. None where the figure is as good already, where neither way is better, and where the figure
/// answers to its inputs in no simple shape ([`crate::effect::Effect`]). What a municipality cannot choose
/// ([`PolicyArea::Context`]) is no lever.
///
/// `sheet` is that of an input.
pub fn levers<'a>(
    indicator: &Indicator,
    arithmetic: &Arithmetic,
    target: f64,
    sheet: &dyn Fn(&IndicatorCode) -> Option<&'a Indicator>,
) -> Vec<Lever> {
    let Some(value) = arithmetic.value else {
        return Vec::new();
    };
    if is_as_good(indicator, value, target) {
        return Vec::new();
    }
    let inputs = arithmetic.inputs.iter();
    inputs
        .filter_map(|input| {
            let own = sheet(&input.indicator).filter(|own| own.policy_area != PolicyArea::Context)?;
            Some(Lever {
                indicator: input.indicator.clone(),
                change: change(indicator, value, target, input, own)?,
            })
        })
        .collect()
}

/// Whether a figure is as good as another, as both are shown; always, where neither way is better.
fn is_as_good(indicator: &Indicator, value: f64, target: f64) -> bool {
    let slack = 0.5 * last_place(indicator);
    match indicator.direction {
        Direction::Higher => value > target - slack,
        Direction::Lower => value < target + slack,
        Direction::None => true,
    }
}

/// One unit in the last place that is shown.
fn last_place(indicator: &Indicator) -> f64 {
    0.1_f64.powi(i32::from(indicator.decimals))
}

/// The least change of an input that is enough, as it is shown; `own` is its sheet.
fn change(
    indicator: &Indicator,
    value: f64,
    target: f64,
    input: &ArithmeticInput,
    own: &Indicator,
) -> Option<f64> {
    let (effect, now) = (input.effect?, input.value?);
    let exact = effect.input_for(value, now, target)? - now;
    let change = exact.signum() * (exact.abs() / last_place(own) - DUST).ceil() * last_place(own);
    let there = now + change;
    let is_possible = there >= own.min.unwrap_or(f64::MIN) && there <= own.max.unwrap_or(f64::MAX);
    let is_enough = is_as_good(indicator, effect.figure(value, now, there)?, target);
    (change != 0.0 && is_possible && is_enough).then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effect::Effect;
    use crate::formula::Formula;
    use crate::period::Period;
    use crate::samples;
    use crate::status::ObservationStatus;
    use proptest::prelude::*;

    fn code(text: &str) -> IndicatorCode {
        text.parse().unwrap()
    }

    fn derived(direction: Direction) -> Indicator {
        Indicator {
            direction,
            ..samples::indicator(code("TST.RATE"))
        }
    }

    fn count(text: &str) -> Indicator {
        Indicator {
            decimals: 0,
            min: Some(0.0),
            ..samples::indicator(code(text))
        }
    }

    fn arithmetic(formula: &str, inputs: &[(&str, f64)]) -> Arithmetic {
        let known = |wanted: &IndicatorCode| {
            let found = inputs.iter().find(|(one, _)| code(one) == *wanted)?;
            Some(found.1)
        };
        let period = Period::year(2016).unwrap();
        let read = Formula::parse(formula).unwrap();
        let value = read.evaluate(&|operand| known(&operand.indicator));
        Arithmetic {
            indicator: code("TST.RATE"),
            period,
            formula: formula.to_owned(),
            value,
            status: ObservationStatus::Normal,
            reason: None,
            message: String::new(),
            inputs: inputs
                .iter()
                .map(|(one, value)| ArithmeticInput {
                    indicator: code(one),
                    period,
                    value: Some(*value),
                    status: ObservationStatus::Normal,
                    reason: None,
                    batch: None,
                    effect: Effect::of(&read, &code(one), &known),
                })
                .collect(),
        }
    }

    fn found(indicator: &Indicator, arithmetic: &Arithmetic, target: f64) -> Vec<(String, f64)> {
        let sheets: Vec<Indicator> = ["A", "B", "C"].map(count).to_vec();
        let sheet = |code: &IndicatorCode| sheets.iter().find(|sheet| sheet.code == *code);
        levers(indicator, arithmetic, target, &sheet)
            .into_iter()
            .map(|lever| (lever.indicator.to_string(), lever.change))
            .collect()
    }

    #[test]
    fn a_share_needs_more_above_the_line_or_less_below() {
        let formula = "100 * A / B";
        let arithmetic = arithmetic(formula, &[("A", 300.0), ("B", 500.0)]);
        let found = found(&derived(Direction::Higher), &arithmetic, 67.5);
        assert_eq!(found, vec![("A".to_owned(), 38.0), ("B".to_owned(), -56.0)]);
    }

    #[test]
    fn a_cost_needs_less_above_the_line_and_what_is_good_already_needs_nothing() {
        let formula = "A / B";
        let arithmetic = arithmetic(formula, &[("A", 1_000_000.0), ("B", 400.0)]);
        let lower = derived(Direction::Lower);
        assert_eq!(
            found(&lower, &arithmetic, 2_000.0),
            vec![("A".to_owned(), -200_000.0), ("B".to_owned(), 100.0)]
        );
        assert!(found(&lower, &arithmetic, 2_500.0).is_empty());
        assert!(found(&derived(Direction::None), &arithmetic, 2_000.0).is_empty());
    }

    #[test]
    fn what_cannot_be_chosen_what_is_not_known_and_what_looks_back_is_no_lever() {
        let formula = "100 * A / B";
        let whole = arithmetic(formula, &[("A", 300.0), ("B", 500.0)]);
        let higher = derived(Direction::Higher);
        let context = Indicator {
            policy_area: PolicyArea::Context,
            ..count("B")
        };
        let a = count("A");
        let sheet = |wanted: &IndicatorCode| [&a, &context].into_iter().find(|one| one.code == *wanted);
        let codes: Vec<IndicatorCode> = levers(&higher, &whole, 67.5, &sheet)
            .into_iter()
            .map(|lever| lever.indicator)
            .collect();
        assert_eq!(codes, vec![code("A")]);
        let mut unknown = whole.clone();
        unknown.value = None;
        assert!(found(&higher, &unknown, 67.5).is_empty());
        let growth = "growth(A)";
        let two = arithmetic(growth, &[("A", 100.0)]);
        assert!(found(&derived(Direction::Higher), &two, 5.0).is_empty());
    }

    #[test]
    fn nobody_is_told_to_have_fewer_than_none() {
        let formula = "(A - C) / B";
        let arithmetic = arithmetic(formula, &[("A", 10.0), ("B", 1.0), ("C", 0.0)]);
        let lower = derived(Direction::Lower);
        let found = found(&lower, &arithmetic, -5.0);
        assert_eq!(found, vec![("C".to_owned(), 15.0)]);
    }

    proptest! {
        /// A lever that is told, and a little less than it.
        #[test]
        fn a_lever_is_enough_and_no_more_than_needed(
            a in 1..100_000u32, b in 1..100_000u32, target in 0.1..500.0f64, higher in any::<bool>(),
        ) {
            let formula = "100 * A / B";
            let (a, b) = (f64::from(a), f64::from(b));
            let arithmetic = arithmetic(formula, &[("A", a), ("B", b)]);
            let direction = if higher { Direction::Higher } else { Direction::Lower };
            let indicator = derived(direction);
            for (which, change) in found(&indicator, &arithmetic, target) {
                let figure = |change: f64| match which.as_str() {
                    "A" => 100.0 * (a + change) / b,
                    _ => 100.0 * a / (b + change),
                };
                let beyond = |figure: f64| if higher { figure - target } else { target - figure };
                prop_assert!(beyond(figure(change)) > -0.051, "{which} {change}");
                let less = figure(change - change.signum());
                prop_assert!(beyond(less) < 1e-6, "{which} {change} is more than needed");
            }
        }
    }
}
