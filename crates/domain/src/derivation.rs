//! Derived indicators: which are computed from which, in what order, and with what status.

use crate::formula::{Formula, InvalidFormula};
use crate::indicator::{Indicator, IndicatorCode};
use crate::series::Cell;
use crate::status::ObservationStatus;
use std::collections::HashMap;

/// How one derived indicator is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The indicators its formula uses, each once.
    pub inputs: Vec<IndicatorCode>,
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
    #[error("the formula of {indicator} uses {input}, which is not in the catalogue")]
    UnknownInput {
        /// Whose formula.
        indicator: IndicatorCode,
        /// What it uses.
        input: IndicatorCode,
    },
    /// An indicator is computed from itself, by whatever detour.
    #[error("{indicator} is computed from itself")]
    Cycle {
        /// One indicator of the circle.
        indicator: IndicatorCode,
    },
}

impl Derivation {
    /// The cell of an area and period from the cells of its inputs there.
    ///
    /// `None` when an input was never received: then nothing can be said, and nothing is stored. An input
    /// without a value passes its status on (see [`ObservationStatus::worst`]). When all are there and the
    /// formula divides by zero, the figure cannot exist. The limits of the sheet are not applied: they are
    /// for what is pushed, and a derived figure beyond them is a finding about its inputs, which stay.
    pub fn derive(&self, input: &dyn Fn(&IndicatorCode) -> Option<Cell>) -> Option<Cell> {
        let cells: Vec<Cell> = self.inputs.iter().map(input).collect::<Option<_>>()?;
        let status = ObservationStatus::worst(cells.iter().map(|cell| cell.status));
        if cells.iter().any(|cell| cell.value.is_none()) {
            let status = status.filter(|status| !status.has_value());
            return Some(Cell {
                value: None,
                status: status.unwrap_or(ObservationStatus::Missing),
            });
        }
        let value_of = |code: &IndicatorCode| {
            let place = self.inputs.iter().position(|one| one == code)?;
            cells[place].value
        };
        Some(match self.formula.evaluate(&value_of) {
            Some(value) => Cell {
                value: Some(value),
                status: status.unwrap_or(ObservationStatus::Normal),
            },
            None => Cell {
                value: None,
                status: ObservationStatus::CannotExist,
            },
        })
    }
}

/// The derived indicators of a catalogue, each after those it is computed from.
///
/// # Errors
/// When a formula cannot be read, uses what is not there, or goes in a circle.
pub fn order(catalogue: &[Indicator]) -> Result<Vec<Derivation>, InvalidDerivation> {
    let mut waiting: HashMap<&IndicatorCode, Derivation> = HashMap::new();
    for sheet in catalogue {
        let Some(text) = &sheet.formula else { continue };
        let formula = Formula::parse(text).map_err(|source| InvalidDerivation::Formula {
            indicator: sheet.code.clone(),
            source,
        })?;
        let inputs = formula.inputs();
        if let Some(input) = inputs
            .iter()
            .find(|input| !catalogue.iter().any(|other| other.code == **input))
        {
            return Err(InvalidDerivation::UnknownInput {
                indicator: sheet.code.clone(),
                input: input.clone(),
            });
        }
        let indicator = sheet.code.clone();
        waiting.insert(
            &sheet.code,
            Derivation {
                indicator,
                inputs,
                formula,
            },
        );
    }
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        // In the order of the catalogue, so that the result does not depend on the hash.
        let ready: Vec<&IndicatorCode> = catalogue
            .iter()
            .map(|sheet| &sheet.code)
            .filter(|code| {
                waiting.get(code).is_some_and(|derivation| {
                    !derivation.inputs.iter().any(|input| waiting.contains_key(input))
                })
            })
            .collect();
        if ready.is_empty() {
            let stuck = catalogue.iter().find(|sheet| waiting.contains_key(&sheet.code));
            match stuck {
                Some(sheet) => {
                    return Err(InvalidDerivation::Cycle {
                        indicator: sheet.code.clone(),
                    });
                }
                None => break,
            }
        }
        ordered.extend(ready.into_iter().filter_map(|code| waiting.remove(code)));
    }
    Ok(ordered)
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
        Some(Cell { value, status })
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
        let circle = [sheet("A", Some("B + 1")), sheet("B", Some("A - 1"))];
        assert!(matches!(order(&circle), Err(InvalidDerivation::Cycle { .. })));
        let stranger = [sheet("A", Some("B + 1"))];
        assert!(matches!(
            order(&stranger),
            Err(InvalidDerivation::UnknownInput { .. })
        ));
        let nonsense = [sheet("A", Some("1 +"))];
        assert!(matches!(order(&nonsense), Err(InvalidDerivation::Formula { .. })));
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
            let derived = ratio.derive(&|code| if code.as_str() == "A" { a } else { b });
            assert_eq!(derived, expected, "from {a:?} and {b:?}");
        }
    }
}
