//! The weights a reader gives the variables of likeness, as one short text for an address: `DENS:2,UNEMP:0`.
//!
//! There are five weights: out (0), half (0.5), as usual (1), double (2) and triple (3). They are few and have names,
//! so that a weight can be said aloud and defended in a council, and a list is not tuned by hundredths until it shows
//! what somebody wants to see.

use crate::indicator::IndicatorCode;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The most variables that may be weighed otherwise than usual.
pub const MOST_WEIGHED: usize = 20;

/// What the codes of context indicators begin with; it is left out of the text.
const CONTEXT: &str = "CTX.";

/// How much a variable counts in likeness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Weight {
    /// Not at all: it is taken out.
    Out,
    /// Half as much as usual.
    Half,
    /// As usual.
    #[default]
    Usual,
    /// Twice as much.
    Double,
    /// Three times as much.
    Triple,
}

impl Weight {
    /// Every one, the least first.
    pub const ALL: [Weight; 5] = [
        Weight::Out,
        Weight::Half,
        Weight::Usual,
        Weight::Double,
        Weight::Triple,
    ];

    /// The number by which squared differences are multiplied.
    pub fn value(self) -> f64 {
        match self {
            Weight::Out => 0.0,
            Weight::Half => 0.5,
            Weight::Usual => 1.0,
            Weight::Double => 2.0,
            Weight::Triple => 3.0,
        }
    }

    /// The number as it stands in an address.
    pub fn code(self) -> &'static str {
        match self {
            Weight::Out => "0",
            Weight::Half => "0.5",
            Weight::Usual => "1",
            Weight::Double => "2",
            Weight::Triple => "3",
        }
    }

    /// The weight of a number as it stands in an address.
    pub fn from_code(code: &str) -> Option<Weight> {
        Weight::ALL.into_iter().find(|weight| weight.code() == code)
    }
}

/// The weights of the variables; what is not named weighs as usual.
///
/// The text is the same for the same weights, whoever writes them in whichever order: variables by their code, those
/// that weigh as usual left out. The usual weights are the empty text.
///
/// ```
/// # use blis_domain::similarity::Weights;
/// let weights: Weights = "UNEMP:0,CTX.DENS:2,POP:1".parse().unwrap();
/// assert_eq!(weights.to_string(), "DENS:2,UNEMP:0");
/// assert_eq!(Weights::default().to_string(), "");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Weights(BTreeMap<IndicatorCode, Weight>);

/// The text is not a set of weights, or its weights cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// A piece is not a variable and a weight.
    #[error("`{0}` is not a variable and its weight, such as DENS:2")]
    Malformed(String),
    /// The weight is none of the five.
    #[error("`{weight}` is not a weight of {indicator}: 0, 0.5, 1, 2 or 3")]
    NoSuchWeight {
        /// The variable.
        indicator: IndicatorCode,
        /// What stands for its weight.
        weight: String,
    },
    /// A variable is named twice.
    #[error("{0} is weighed twice")]
    Twice(IndicatorCode),
    /// More variables than may be weighed.
    #[error("more than {MOST_WEIGHED} variables are weighed")]
    TooMany,
    /// It is no context indicator, which alone says what a municipality cannot choose.
    #[error("{0} is not a context indicator")]
    NoContext(IndicatorCode),
    /// Likeness is not measured on it.
    #[error("likeness is not measured on {0}")]
    NotMeasured(IndicatorCode),
    /// Every variable is taken out.
    #[error("every variable is taken out")]
    NothingLeft,
}

impl WeightsError {
    /// A stable code for faults of a request.
    pub fn code(&self) -> &'static str {
        match self {
            WeightsError::Malformed(_) => "invalid_parameter",
            WeightsError::NoSuchWeight { .. } => "no_such_weight",
            WeightsError::Twice(_) => "weighed_twice",
            WeightsError::TooMany => "too_many",
            WeightsError::NoContext(_) => "no_context",
            WeightsError::NotMeasured(_) => "not_measured",
            WeightsError::NothingLeft => "nothing_left",
        }
    }

    /// What is wrong, for whoever wrote the weights.
    pub fn text(&self) -> Text {
        match self {
            WeightsError::Malformed(piece) => Text::new(
                format!("„{piece}” nav pazīme ar svaru; jāraksta, piemēram, DENS:2,UNEMP:0."),
                format!("“{piece}” is not a variable and its weight; write for instance DENS:2,UNEMP:0."),
            ),
            WeightsError::NoSuchWeight { indicator, weight } => Text::new(
                format!("pazīmei {indicator} nevar būt svars „{weight}”; svars ir 0, 0.5, 1, 2 vai 3."),
                format!("{indicator} cannot weigh “{weight}”; a weight is 0, 0.5, 1, 2 or 3."),
            ),
            WeightsError::Twice(indicator) => Text::new(
                format!("pazīmei {indicator} svars ir norādīts divreiz."),
                format!("the weight of {indicator} is given twice."),
            ),
            WeightsError::TooMany => Text::new(
                format!("svars ir norādīts vairāk nekā {MOST_WEIGHED} pazīmēm."),
                format!("weights are given to more than {MOST_WEIGHED} variables."),
            ),
            WeightsError::NoContext(indicator) => Text::new(
                format!("{indicator} nav konteksta rādītājs; līdzību mēra tikai pēc konteksta rādītājiem."),
                format!("{indicator} is not a context indicator; likeness is measured on those alone."),
            ),
            WeightsError::NotMeasured(indicator) => Text::new(
                format!("līdzību pēc {indicator} nemēra, tāpēc svaru tam dot nevar."),
                format!("likeness is not measured on {indicator}, so it cannot be weighed."),
            ),
            WeightsError::NothingLeft => Text::new(
                "visas pazīmes ir izņemtas; līdzībai vajadzīga vismaz viena.",
                "every variable is taken out; likeness needs one at least.",
            ),
        }
    }
}

impl Weights {
    /// The weight of a variable.
    pub fn of(&self, indicator: &IndicatorCode) -> Weight {
        self.0.get(indicator).copied().unwrap_or_default()
    }

    /// Whether every variable weighs as usual.
    pub fn are_usual(&self) -> bool {
        self.0.is_empty()
    }

    /// The variables that weigh otherwise than usual, by their code.
    pub fn changed(&self) -> impl Iterator<Item = (&IndicatorCode, Weight)> {
        self.0.iter().map(|(indicator, weight)| (indicator, *weight))
    }

    /// The same weights but for one variable.
    ///
    /// # Errors
    /// When it is no context indicator, or too many are weighed already.
    pub fn with(mut self, indicator: IndicatorCode, weight: Weight) -> Result<Weights, WeightsError> {
        if !indicator.as_str().starts_with(CONTEXT) {
            return Err(WeightsError::NoContext(indicator));
        }
        self.0.remove(&indicator);
        if weight != Weight::Usual {
            if self.0.len() == MOST_WEIGHED {
                return Err(WeightsError::TooMany);
            }
            self.0.insert(indicator, weight);
        }
        Ok(self)
    }

    /// The variables of a measurement with these weights, as [`super::variables`] takes them with their blocks. One that
    /// is taken out stays with the weight 0, so that the period all are of does not move with it.
    ///
    /// # Errors
    /// When a variable is weighed that is none of them, or all of them are taken out.
    pub fn weigh(
        &self,
        variables: Vec<(IndicatorCode, f64)>,
    ) -> Result<Vec<(IndicatorCode, f64)>, WeightsError> {
        let measured = |indicator: &IndicatorCode| variables.iter().any(|(one, _)| one == indicator);
        if let Some(stranger) = self.0.keys().find(|indicator| !measured(indicator)) {
            return Err(WeightsError::NotMeasured(stranger.clone()));
        }
        let weighed: Vec<(IndicatorCode, f64)> = variables
            .into_iter()
            .map(|(indicator, weight)| {
                let weight = weight * self.of(&indicator).value();
                (indicator, weight)
            })
            .collect();
        match weighed.iter().any(|(_, weight)| *weight > 0.0) {
            true => Ok(weighed),
            false => Err(WeightsError::NothingLeft),
        }
    }
}

impl FromStr for Weights {
    type Err = WeightsError;

    fn from_str(text: &str) -> Result<Weights, WeightsError> {
        let mut weights = Weights::default();
        if text.trim().is_empty() {
            return Ok(weights);
        }
        let mut named: Vec<IndicatorCode> = Vec::new();
        for piece in text.split(',') {
            let malformed = || WeightsError::Malformed(shortened(piece));
            let (name, weight) = piece.split_once(':').ok_or_else(malformed)?;
            let indicator = indicator(name).ok_or_else(malformed)?;
            if named.contains(&indicator) {
                return Err(WeightsError::Twice(indicator));
            }
            // Refused here and not at the end, so that a long text costs no more than a short one.
            if named.len() == MOST_WEIGHED {
                return Err(WeightsError::TooMany);
            }
            let Some(weight) = Weight::from_code(weight.trim()) else {
                return Err(WeightsError::NoSuchWeight {
                    indicator,
                    weight: shortened(weight),
                });
            };
            named.push(indicator.clone());
            weights = weights.with(indicator, weight)?;
        }
        Ok(weights)
    }
}

/// The context indicator of a name with or without what their codes begin with.
fn indicator(name: &str) -> Option<IndicatorCode> {
    let name = name.trim().to_ascii_uppercase();
    match name.starts_with(CONTEXT) {
        true => name.parse().ok(),
        false => format!("{CONTEXT}{name}").parse().ok(),
    }
}

fn shortened(text: &str) -> String {
    text.trim().chars().take(40).collect()
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (indicator, weight)) in self.0.iter().enumerate() {
            let code = indicator.as_str();
            // What begins so twice keeps both, and reads back as written.
            let short = code
                .strip_prefix(CONTEXT)
                .filter(|rest| !rest.starts_with(CONTEXT))
                .unwrap_or(code);
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma}{short}:{}", weight.code())?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Weights {
    type Error = WeightsError;

    fn try_from(text: String) -> Result<Weights, WeightsError> {
        text.parse()
    }
}

impl From<Weights> for String {
    fn from(weights: Weights) -> String {
        weights.to_string()
    }
}

#[cfg(test)]
mod tests;
