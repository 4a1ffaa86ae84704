//! Derived indicators: which are computed from which, in what order, and with what status.

use crate::formula::{Formula, InvalidFormula, Operand};
use crate::indicator::{Indicator, IndicatorCode};
use crate::period::Period;
use crate::series::Cell;
use crate::status::ObservationStatus;
use crate::text::Language;
use std::collections::{HashMap, HashSet};

/// How one derived indicator is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The indicators its formula uses, each once.
    pub inputs: Vec<IndicatorCode>,
    /// The figures its formula uses, each once: an indicator in the same period or an earlier one.
    pub operands: Vec<Operand>,
    formula: Formula,
}

/// The formulas of a catalogue do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDerivation {
    /// A formula cannot be read.
    #[error("the formula of {indicator} is at fault")]
    Formula {
        /// Whose formula.
        indicator: IndicatorCode,
        /// What is wrong with it.
        source: InvalidFormula,
    },
    /// A formula uses what is not in the catalogue.
    #[error("the formula of {indicator} uses {input} at character {at}, which is not in the catalogue")]
    UnknownInput {
        /// Whose formula.
        indicator: IndicatorCode,
        /// What it uses.
        input: IndicatorCode,
        /// Where it stands in the formula, in characters from 1.
        at: usize,
    },
    /// An indicator is computed from itself, by whatever detour and from whatever period.
    #[error(
        "{indicator} is computed from itself: character {at} of its formula uses {}",
        way(through)
    )]
    Cycle {
        /// One indicator of the circle.
        indicator: IndicatorCode,
        /// The way back to it: what its formula uses, what that one's uses, and so on.
        through: Vec<IndicatorCode>,
        /// Where the first of them stands in its formula, in characters from 1.
        at: usize,
    },
}

impl Derivation {
    /// The cell of an area and period from the cells of its operands there.
    ///
    /// `None` when an operand was never received: then nothing can be said, and nothing is stored. An operand
    /// without a value passes its status on (see [`ObservationStatus::worst`]), and so does a break in its series:
    /// a change across it is marked as one. When all are there and the formula divides by zero, the figure cannot
    /// exist. The limits of the sheet are not applied: they are for what is pushed, and a derived figure beyond
    /// them is a finding about its inputs, which stay.
    pub fn derive(&self, input: &dyn Fn(&Operand) -> Option<Cell>) -> Option<Cell> {
        let cells: Vec<Cell> = self.operands.iter().map(input).collect::<Option<_>>()?;
        let status = ObservationStatus::worst(cells.iter().map(|cell| cell.status));
        if cells.iter().any(|cell| cell.value.is_none()) {
            let status = status.filter(|status| !status.has_value());
            return Some(Cell::new(None, status.unwrap_or(ObservationStatus::Missing)));
        }
        let value_of = |operand: &Operand| {
            let place = self.operands.iter().position(|one| one == operand)?;
            cells[place].value
        };
        Some(match self.formula.evaluate(&value_of) {
            Some(value) => Cell::new(Some(value), status.unwrap_or(ObservationStatus::Normal)),
            None => Cell::new(None, ObservationStatus::CannotExist),
        })
    }

    /// The periods whose derived figure uses an input's figure of a period: that period itself, and later ones where
    /// the formula looks back.
    pub fn periods_using(&self, input: &IndicatorCode, period: Period) -> impl Iterator<Item = Period> {
        let operands = self
            .operands
            .iter()
            .filter(move |operand| operand.indicator == *input);
        operands.filter_map(move |operand| period.later(i32::from(operand.back)))
    }

    /// Its formula.
    pub fn formula(&self) -> &Formula {
        &self.formula
    }
}

impl Operand {
    /// The period it stands for beside a period; `None` before 1900.
    pub fn period(&self, beside: Period) -> Option<Period> {
        beside.later(-i32::from(self.back))
    }
}

impl InvalidDerivation {
    /// The sentence for whoever writes the sheet.
    pub fn message(&self, language: Language) -> String {
        match (language, self) {
            (Language::Lv, InvalidDerivation::Formula { indicator, source }) => {
                format!("Rādītājs {indicator}: {}", source.message(language))
            }
            (Language::En, InvalidDerivation::Formula { indicator, source }) => {
                format!("Indicator {indicator}: {}", source.message(language))
            }
            (Language::Lv, InvalidDerivation::UnknownInput { indicator, input, at }) => {
                format!("Rādītāja {indicator} formulā no {at}. rakstzīmes ir {input}, kura katalogā nav.")
            }
            (Language::En, InvalidDerivation::UnknownInput { indicator, input, at }) => {
                format!(
                    "The formula of {indicator} uses {input} at character {at}, which is not in the catalogue."
                )
            }
            (
                Language::Lv,
                InvalidDerivation::Cycle {
                    indicator,
                    through,
                    at,
                },
            ) => format!(
                "Rādītājs {indicator} būtu jāaprēķina pēc tā paša (formulas {at}. rakstzīme): {indicator} → {}.",
                way(through)
            ),
            (
                Language::En,
                InvalidDerivation::Cycle {
                    indicator,
                    through,
                    at,
                },
            ) => format!(
                "{indicator} would be computed from itself (character {at} of its formula): {indicator} → {}.",
                way(through)
            ),
        }
    }
}

fn way(through: &[IndicatorCode]) -> String {
    let codes: Vec<&str> = through.iter().map(IndicatorCode::as_str).collect();
    codes.join(" → ")
}

/// A derivation with the places of what its formula uses.
struct Read {
    derivation: Derivation,
    places: Vec<(Operand, usize)>,
}

impl Read {
    fn place_of(&self, input: &IndicatorCode) -> usize {
        let place = self
            .places
            .iter()
            .find(|(operand, _)| operand.indicator == *input);
        place.map_or(1, |(_, at)| *at)
    }
}

/// The derived indicators of a catalogue, each after those it is computed from.
///
/// # Errors
/// When a formula cannot be read, uses what is not there, or goes in a circle. A circle is one also when it goes
/// through earlier periods: `A` from `B[-1]` and `B` from `A` could be computed, but each correction of an old figure
/// would run through all years.
pub fn order(catalogue: &[Indicator]) -> Result<Vec<Derivation>, InvalidDerivation> {
    let formulas = catalogue
        .iter()
        .map(|sheet| (&sheet.code, sheet.formula.as_deref()));
    order_formulas(formulas)
}

/// The same of all codes of a catalogue in its order, each with its formula where it has one.
///
/// # Errors
/// As [`order`].
pub fn order_formulas<'a>(
    formulas: impl IntoIterator<Item = (&'a IndicatorCode, Option<&'a str>)>,
) -> Result<Vec<Derivation>, InvalidDerivation> {
    let catalogue: Vec<(&IndicatorCode, Option<&str>)> = formulas.into_iter().collect();
    let codes: HashSet<&IndicatorCode> = catalogue.iter().map(|(code, _)| *code).collect();
    let mut waiting: HashMap<&IndicatorCode, Read> = HashMap::new();
    for (code, text) in &catalogue {
        let Some(text) = text else { continue };
        let read = read(code, text)?;
        if let Some(input) = read.derivation.inputs.iter().find(|input| !codes.contains(input)) {
            return Err(InvalidDerivation::UnknownInput {
                indicator: (*code).clone(),
                input: input.clone(),
                at: read.place_of(input),
            });
        }
        waiting.insert(code, read);
    }
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_ready = |read: &Read| {
            !read
                .derivation
                .inputs
                .iter()
                .any(|input| waiting.contains_key(input))
        };
        // In the order of the catalogue, so that the result does not depend on the hash.
        let ready: Vec<&IndicatorCode> = catalogue
            .iter()
            .map(|(code, _)| *code)
            .filter(|code| waiting.get(code).is_some_and(is_ready))
            .collect();
        if ready.is_empty() {
            let stuck = catalogue.iter().find(|(code, _)| waiting.contains_key(code));
            match stuck.and_then(|(code, _)| circle(code, &waiting)) {
                Some(circle) => return Err(circle),
                None => break,
            }
        }
        let done = ready.into_iter().filter_map(|code| waiting.remove(code));
        ordered.extend(done.map(|read| read.derivation));
    }
    Ok(ordered)
}

fn read(indicator: &IndicatorCode, text: &str) -> Result<Read, InvalidDerivation> {
    let (formula, places) =
        Formula::parse_with_places(text).map_err(|source| InvalidDerivation::Formula {
            indicator: indicator.clone(),
            source,
        })?;
    let derivation = Derivation {
        indicator: indicator.clone(),
        inputs: formula.inputs(),
        operands: formula.operands(),
        formula,
    };
    Ok(Read { derivation, places })
}

/// The circle that one is met on who goes from an indicator that waits to what it waits for, and on.
fn circle(start: &IndicatorCode, waiting: &HashMap<&IndicatorCode, Read>) -> Option<InvalidDerivation> {
    let mut path: Vec<&IndicatorCode> = Vec::new();
    let mut here = waiting.get(start)?;
    loop {
        let code = &here.derivation.indicator;
        if let Some(first) = path.iter().position(|one| *one == code) {
            let mut through: Vec<IndicatorCode> =
                path[first + 1..].iter().map(|one| (*one).clone()).collect();
            through.push(code.clone());
            return Some(InvalidDerivation::Cycle {
                indicator: code.clone(),
                at: here.place_of(&through[0]),
                through,
            });
        }
        path.push(code);
        here = here
            .derivation
            .inputs
            .iter()
            .find_map(|input| waiting.get(input))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn sheet(code: &str, formula: Option<&str>) -> Indicator {
        Indicator {
            formula: formula.map(str::to_owned),
            ..samples::indicator(code.parse().unwrap())
        }
    }

    fn cell(value: Option<f64>, status: ObservationStatus) -> Option<Cell> {
        Some(Cell::new(value, status))
    }

    #[test]
    fn what_is_needed_comes_first() {
        let catalogue = [
            sheet("C", Some("B / A")),
            sheet("B", Some("100 * A")),
            sheet("A", None),
        ];
        let ordered = order(&catalogue).unwrap();
        let codes: Vec<&str> = ordered.iter().map(|one| one.indicator.as_str()).collect();
        assert_eq!(codes, ["B", "C"]);
    }

    #[test]
    fn a_catalogue_that_does_not_fit_together_is_refused() {
        let stranger = [sheet("A", Some("1 + B"))];
        assert_eq!(
            order(&stranger),
            Err(InvalidDerivation::UnknownInput {
                indicator: "A".parse().unwrap(),
                input: "B".parse().unwrap(),
                at: 5
            })
        );
        let nonsense = [sheet("A", Some("1 +"))];
        assert!(matches!(order(&nonsense), Err(InvalidDerivation::Formula { .. })));
    }

    /// The one who saves the sheet has to see which formulas go round, not only that some do.
    #[test]
    fn a_circle_is_named_with_the_way_round() {
        let catalogue = [
            sheet("ON.IT", Some("A / 2")),
            sheet("A", Some("1 + B")),
            sheet("B", Some("C[-1] * 2")),
            sheet("C", Some("per(1000, D, A)")),
            sheet("D", None),
        ];
        let found = order(&catalogue).unwrap_err();
        assert_eq!(
            found.message(Language::En),
            "A would be computed from itself (character 5 of its formula): A → B → C → A.",
            "what only stands on the circle is not at fault"
        );
        let itself = [sheet("A", Some("A[-1] * 1.02"))];
        assert!(matches!(
            order(&itself),
            Err(InvalidDerivation::Cycle { at: 1, .. })
        ));
    }

    #[test]
    fn an_earlier_figure_is_taken_from_its_period() {
        let catalogue = [sheet("GROWTH", Some("growth(A)")), sheet("A", None)];
        let growth = &order(&catalogue).unwrap()[0];
        let derived = |now: Option<Cell>, before: Option<Cell>| {
            growth.derive(&|operand| if operand.back == 0 { now } else { before })
        };
        let normal = |value| cell(Some(value), ObservationStatus::Normal);
        assert_eq!(derived(normal(150.0), normal(100.0)), normal(50.0));
        assert_eq!(
            derived(normal(150.0), None),
            None,
            "a year that never came is not skipped"
        );
        assert_eq!(
            derived(cell(Some(150.0), ObservationStatus::Break), normal(100.0)),
            cell(Some(50.0), ObservationStatus::Break),
            "who reads a growth across a break must see it"
        );
        let code: IndicatorCode = "A".parse().unwrap();
        let using: Vec<Period> = growth.periods_using(&code, "2015".parse().unwrap()).collect();
        assert_eq!(using, [2015, 2016].map(|year| Period::year(year).unwrap()));
    }

    #[test]
    fn the_status_of_the_inputs_is_passed_on() {
        use ObservationStatus::{CannotExist, Estimated, Missing, Normal, Provisional, Suppressed};
        let catalogue = [
            sheet("RATIO", Some("100 * A / B")),
            sheet("A", None),
            sheet("B", None),
        ];
        let ratio = &order(&catalogue).unwrap()[0];
        for (a, b, expected) in [
            (
                cell(Some(1.0), Normal),
                cell(Some(4.0), Normal),
                cell(Some(25.0), Normal),
            ),
            (
                cell(Some(1.0), Provisional),
                cell(Some(4.0), Estimated),
                cell(Some(25.0), Estimated),
            ),
            (
                cell(Some(1.0), Provisional),
                cell(None, Suppressed),
                cell(None, Suppressed),
            ),
            (
                cell(None, Missing),
                cell(None, Suppressed),
                cell(None, Suppressed),
            ),
            (
                cell(Some(1.0), Normal),
                cell(Some(0.0), Normal),
                cell(None, CannotExist),
            ),
            (cell(Some(1.0), Normal), None, None),
        ] {
            let derived = ratio.derive(&|operand| if operand.indicator.as_str() == "A" { a } else { b });
            assert_eq!(derived, expected, "from {a:?} and {b:?}");
        }
    }
}
