//! The arithmetic of a derived figure: the formula, what stood in it, where that came from, and why there is no figure
//! when there is none.

use crate::derivation::Derivation;
use crate::effect::Effect;
use crate::finding::missing_reason;
use crate::formula::Operand;
use crate::indicator::IndicatorCode;
use crate::locale::shortest;
use crate::period::Period;
use crate::series::Cell;
use crate::status::{MissingReason, ObservationStatus};
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// How a derived figure of one area and period comes about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Arithmetic {
    /// The derived indicator.
    pub indicator: IndicatorCode,
    /// The period of the figure.
    pub period: Period,
    /// Its formula, in codes: `100 × A ÷ B`.
    pub formula: String,
    /// The figure; `null` when the status says why there is none.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// Why there is no figure.
    pub reason: Option<MissingReason>,
    /// The arithmetic with figures, or which inputs are missing and why, as a sentence in the language asked for.
    pub message: String,
    /// What stood in the formula, in the order it appears.
    pub inputs: Vec<ArithmeticInput>,
}

/// A figure that stood in a formula.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArithmeticInput {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The period: that of the figure, or an earlier one.
    pub period: Period,
    /// The figure; `null` when the status says why there is none.
    pub value: Option<f64>,
    /// Its status.
    pub status: ObservationStatus,
    /// Why there is no figure.
    pub reason: Option<MissingReason>,
    /// The batch it came in; `null` when none ever came.
    pub batch: Option<String>,
    /// How the figure answers to it; `null` where there is no figure, and where the answer has no simple shape.
    #[serde(default)]
    pub effect: Option<Effect>,
}

/// What is stored of an input.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its value and status.
    pub cell: Cell,
    /// The batch it came in.
    pub batch: String,
}

impl Derivation {
    /// The arithmetic of an area's figure in a period, as readers may see it. `source` says what is stored of an input
    /// in a period; a figure that is hidden has none, and then the result has none. `stored` is what is stored of the
    /// result: when that is hidden itself, its arithmetic is not told.
    pub fn arithmetic(
        &self,
        period: Period,
        stored: Option<Cell>,
        language: Language,
        source: &dyn Fn(&IndicatorCode, Period) -> Option<Source>,
    ) -> Arithmetic {
        let found = |operand: &Operand| source(&operand.indicator, operand.period(period)?);
        let cell = self.derive(&|operand| found(operand).map(|source| readable(source.cell)));
        let hidden = stored.filter(|cell| cell.status == ObservationStatus::Suppressed);
        // A sum may be shown of which parts are hidden.
        let shown = stored.map(readable).filter(|cell| cell.value.is_some());
        let cell = hidden
            .map(readable)
            .or(shown)
            .or(cell)
            .unwrap_or(Cell::NOT_AVAILABLE);
        let mut inputs: Vec<ArithmeticInput> = self
            .operands
            .iter()
            .filter_map(|operand| Some(input(operand, operand.period(period)?, found(operand))))
            .collect();
        if cell.value.is_some() {
            let values: Vec<(IndicatorCode, Option<f64>)> = inputs
                .iter()
                .map(|input| (input.indicator.clone(), input.value))
                .collect();
            let known = |code: &IndicatorCode| values.iter().find(|(one, _)| one == code)?.1;
            for input in &mut inputs {
                input.effect = Effect::of(self.formula(), &input.indicator, &known);
            }
        }
        let codes = |operand: &Operand| operand.to_string();
        let figures = |operand: &Operand| {
            let input = self.operands.iter().zip(&inputs).find(|(one, _)| *one == operand);
            figure(language, input.and_then(|(_, input)| input.value))
        };
        let message = match cell.value {
            Some(value) => {
                let written = self.formula().written(language, &figures);
                format!("{written} = {}", figure(language, Some(value)))
            }
            None if hidden.is_some() => hidden_itself(language),
            None => absence(language, &inputs, &self.formula().written(language, &figures)),
        };
        Arithmetic {
            indicator: self.indicator.clone(),
            period,
            formula: self.formula().written(language, &codes),
            value: cell.value,
            status: cell.status,
            reason: reason(cell),
            message,
            inputs,
        }
    }
}

fn input(operand: &Operand, period: Period, source: Option<Source>) -> ArithmeticInput {
    let cell = source
        .as_ref()
        .map_or(Cell::NOT_AVAILABLE, |source| readable(source.cell));
    ArithmeticInput {
        indicator: operand.indicator.clone(),
        period,
        value: cell.value,
        status: cell.status,
        reason: reason(cell),
        batch: source.map(|source| source.batch),
        effect: None,
    }
}

/// A cell whose status says that there is no figure has none, whatever else it holds.
fn readable(cell: Cell) -> Cell {
    Cell {
        value: cell.value.filter(|_| cell.status.has_value()),
        status: cell.status,
        withdrawn: cell.withdrawn,
    }
}

/// A figure as it stands in written arithmetic.
fn figure(language: Language, value: Option<f64>) -> String {
    value.map_or_else(|| "…".to_owned(), |value| shortest(language, value))
}

fn reason(cell: Cell) -> Option<MissingReason> {
    cell.reason()
}

fn hidden_itself(language: Language) -> String {
    match language {
        Language::Lv => "Vērtība nav rādāma.",
        Language::En => "The value is not shown.",
    }
    .to_owned()
}

/// Why there is no figure: the inputs that lack one, each by name.
fn absence(language: Language, inputs: &[ArithmeticInput], written: &str) -> String {
    let lacking: Vec<String> = inputs
        .iter()
        .filter_map(|input| {
            let reason = missing_reason(language, input.reason?);
            Some(format!("{} {} ({reason})", input.indicator, input.period))
        })
        .collect();
    match (language, lacking.is_empty()) {
        (Language::Lv, false) => format!("Vērtības nav, jo trūkst sākotnējo datu: {}.", lacking.join(", ")),
        (Language::En, false) => format!(
            "There is no value, because inputs are missing: {}.",
            lacking.join(", ")
        ),
        (Language::Lv, true) => format!("Vērtības nav, jo šo nevar aprēķināt: {written}."),
        (Language::En, true) => format!("There is no value, because this cannot be computed: {written}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::order;
    use crate::indicator::Indicator;
    use crate::samples;

    fn derivation(formula: &str) -> Derivation {
        let sheet = |code: &str, formula: Option<&str>| Indicator {
            formula: formula.map(str::to_owned),
            ..samples::indicator(code.parse().unwrap())
        };
        let catalogue = [sheet("R", Some(formula)), sheet("A", None), sheet("B", None)];
        order(&catalogue).unwrap().remove(0)
    }

    /// The arithmetic of 2016 from cells by indicator and year.
    fn shown(formula: &str, cells: &[(&str, u16, Option<f64>, ObservationStatus)]) -> Arithmetic {
        let source = |code: &IndicatorCode, period: Period| {
            let found = cells
                .iter()
                .find(|(one, year, ..)| *one == code.as_str() && Period::year(*year) == Some(period))?;
            let (code, year, value, status) = *found;
            Some(Source {
                cell: Cell::new(value, status),
                batch: format!("{code}-{year}"),
            })
        };
        derivation(formula).arithmetic(Period::year(2016).unwrap(), None, Language::Lv, &source)
    }

    use ObservationStatus::{Estimated, Normal, NotCollected, Suppressed};

    #[test]
    fn the_figures_and_their_batches_stand_in_it() {
        let shown = shown(
            "share(A, B)",
            &[
                ("A", 2016, Some(45.0), Normal),
                ("B", 2016, Some(1200.0), Estimated),
            ],
        );
        assert_eq!(shown.formula, "100 × A ÷ B");
        assert_eq!(shown.message, "100 × 45 ÷ 1\u{a0}200 = 3,75");
        assert_eq!(
            (shown.value, shown.status, shown.reason),
            (Some(3.75), Estimated, None)
        );
        let batches: Vec<&str> = shown
            .inputs
            .iter()
            .filter_map(|input| input.batch.as_deref())
            .collect();
        assert_eq!(batches, ["A-2016", "B-2016"]);
        let effects: Vec<Option<Effect>> = shown.inputs.iter().map(|input| input.effect).collect();
        let slope = 100.0 / 1200.0;
        assert!(
            matches!(effects[0], Some(Effect::Straight { slope: found }) if (found - slope).abs() < 1e-12)
        );
        assert_eq!(effects[1], Some(Effect::Inverse));
    }

    #[test]
    fn a_figure_of_an_earlier_period_is_named_with_it() {
        let shown = shown(
            "growth(A)",
            &[("A", 2016, Some(84.0), Normal), ("A", 2015, Some(80.0), Normal)],
        );
        assert_eq!(shown.message, "100 × (84 ÷ 80 − 1) = 5");
        assert_eq!(shown.inputs[1].period, Period::year(2015).unwrap());
    }

    #[test]
    fn what_is_missing_is_named_with_its_reason() {
        let lacks = shown("A / B", &[("A", 2016, None, NotCollected)]);
        assert_eq!(
            lacks.message,
            "Vērtības nav, jo trūkst sākotnējo datu: A 2016 (netiek vākta), B 2016 (nav saņemta)."
        );
        assert_eq!(
            (lacks.value, lacks.reason),
            (None, Some(MissingReason::NotAvailable))
        );
        assert_eq!(lacks.inputs[1].batch, None);
        assert_eq!(
            lacks.inputs[0].effect, None,
            "nothing is told of a figure that is none"
        );
        let zero = shown(
            "A / B",
            &[("A", 2016, Some(3.0), Normal), ("B", 2016, Some(0.0), Normal)],
        );
        assert_eq!(zero.message, "Vērtības nav, jo šo nevar aprēķināt: 3 ÷ 0.");
        assert_eq!(zero.reason, Some(MissingReason::CannotExist));
    }

    /// A number that slipped through beside its letter must not be told either.
    #[test]
    fn a_hidden_input_hides_the_result() {
        let hidden = shown(
            "A + B",
            &[
                ("A", 2016, Some(3.0), Suppressed),
                ("B", 2016, Some(40.0), Normal),
            ],
        );
        assert_eq!(
            (hidden.value, hidden.reason),
            (None, Some(MissingReason::Suppressed))
        );
        assert_eq!(hidden.inputs[0].value, None);
        assert_eq!(
            hidden.message,
            "Vērtības nav, jo trūkst sākotnējo datu: A 2016 (nav rādāma)."
        );
    }

    #[test]
    fn a_sum_that_is_shown_is_told_without_its_hidden_parts() {
        let source = |code: &IndicatorCode, _: Period| {
            Some(Source {
                cell: Cell::new(None, Suppressed),
                batch: code.to_string(),
            })
        };
        let (period, stored) = (Period::year(2016).unwrap(), Cell::new(Some(43.0), Normal));
        let shown = derivation("A + B").arithmetic(period, Some(stored), Language::Lv, &source);
        assert_eq!(
            (shown.value, shown.status),
            (Some(43.0), Normal),
            "as everybody reads it"
        );
        assert_eq!(shown.message, "… + … = 43");
    }

    #[test]
    fn a_result_that_is_hidden_is_not_told_by_its_arithmetic() {
        let hidden = Cell::new(None, Suppressed);
        let source = |_: &IndicatorCode, _: Period| {
            Some(Source {
                cell: Cell::new(Some(12.0), Normal),
                batch: "1".to_owned(),
            })
        };
        let period = Period::year(2016).unwrap();
        let shown = derivation("A / B").arithmetic(period, Some(hidden), Language::En, &source);
        assert_eq!(
            (shown.value, shown.reason),
            (None, Some(MissingReason::Suppressed))
        );
        assert_eq!(shown.message, "The value is not shown.");
    }
}
