//! The checks of a pushed row: from what a feed sent to a value that may be stored, or the reason not.

use crate::area::AreaCode;
use crate::breakdown::{InvalidPart, Part};
use crate::confidentiality::ConfStatus;
use crate::indicator::{Indicator, IndicatorCode};
use crate::observation::{ObservationKey, Reading};
use crate::period::Period;
use crate::status::ObservationStatus;
use std::collections::{HashMap, HashSet};

pub use fault::{CellContent, Fault};
pub use json_row::JsonRow;
pub use pack::{CheckedRows, PackedRow, RowPack};
pub use raw::{RawObservation, RawValue};
pub use suspicion::Suspicion;

mod fault;
mod json_row;
mod pack;
pub mod parts;
pub mod plausibility;
mod raw;
mod suspicion;

/// The longest remark that stays with a value, in characters.
pub const LONGEST_NOTE: usize = 1000;

/// Checks the rows of one batch, each by itself; what rows say of each other is found by [`RowPack::finish`].
pub struct Checker {
    indicators: HashMap<IndicatorCode, Indicator>,
    areas: HashSet<AreaCode>,
    now: Period,
}

impl Checker {
    /// A checker against a catalogue and a division. `now` is the present month; a period that begins after it is refused.
    pub fn new<'a>(
        indicators: &[Indicator],
        areas: impl Iterator<Item = &'a AreaCode>,
        now: Period,
    ) -> Checker {
        let sheets = indicators.iter();
        Checker {
            indicators: sheets.map(|sheet| (sheet.code.clone(), sheet.clone())).collect(),
            areas: areas.cloned().collect(),
            now,
        }
    }

    /// The key and the reading of a row.
    ///
    /// # Errors
    /// The first fault found, in the order of the fields.
    pub fn check(&self, raw: &RawObservation) -> Result<(ObservationKey, Reading), Fault> {
        let sheet = self.sheet(raw)?;
        let area = self.area(raw)?;
        let period = self.period(raw, sheet)?;
        let breakdown = breakdown(raw, sheet)?;
        let reading = reading(raw, sheet)?;
        let key = ObservationKey {
            indicator: sheet.code.clone(),
            area,
            period,
            breakdown,
        };
        Ok((key, reading))
    }

    fn sheet(&self, raw: &RawObservation) -> Result<&Indicator, Fault> {
        let text = required(raw.indicator.as_deref(), "indicator")?;
        let unknown = || Fault::UnknownIndicator {
            code: shortened(text),
        };
        let code: IndicatorCode = text.parse().map_err(|_| unknown())?;
        let sheet = self.indicators.get(&code).ok_or_else(unknown)?;
        if sheet.formula.is_some() {
            return Err(Fault::DerivedIndicator {
                code: code.to_string(),
            });
        }
        Ok(sheet)
    }

    fn area(&self, raw: &RawObservation) -> Result<AreaCode, Fault> {
        let text = required(raw.area.as_deref(), "area")?;
        let unknown = || Fault::UnknownArea {
            code: shortened(text),
        };
        let code: AreaCode = text.parse().map_err(|_| unknown())?;
        if self.areas.contains(&code) {
            Ok(code)
        } else {
            Err(unknown())
        }
    }

    fn period(&self, raw: &RawObservation, sheet: &Indicator) -> Result<Period, Fault> {
        let text = required(raw.period.as_deref(), "period")?;
        let period: Period = text.parse().map_err(|_| Fault::InvalidPeriod {
            period: shortened(text),
        })?;
        if period.frequency() != sheet.frequency {
            return Err(Fault::WrongFrequency {
                period: period.to_string(),
            });
        }
        if period.axis_position() > self.now.axis_position() {
            return Err(Fault::FuturePeriod {
                period: period.to_string(),
            });
        }
        Ok(period)
    }
}

fn required<'t>(text: Option<&'t str>, field: &str) -> Result<&'t str, Fault> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Fault::MissingField {
            field: field.to_owned(),
        })
}

/// The part of the whole as it is written, empty for the whole.
fn breakdown(raw: &RawObservation, sheet: &Indicator) -> Result<String, Fault> {
    let Some(text) = filled(raw.breakdown.as_deref()) else {
        return Ok(String::new());
    };
    if sheet.breakdowns.is_empty() {
        return Err(Fault::BreakdownNotAllowed {
            indicator: sheet.code.to_string(),
            breakdown: None,
            allowed: None,
        });
    }
    let part: Part = text
        .parse()
        .map_err(|invalid: InvalidPart| Fault::InvalidBreakdown {
            breakdown: invalid.text,
            meant: invalid.meant,
        })?;
    match sheet.division().has(part) {
        true => Ok(part.to_string()),
        false => Err(Fault::BreakdownNotAllowed {
            indicator: sheet.code.to_string(),
            breakdown: Some(part.to_string()),
            allowed: Some(sheet.division().told()),
        }),
    }
}

fn reading(raw: &RawObservation, sheet: &Indicator) -> Result<Reading, Fault> {
    if withdraws(raw)? {
        return withdrawal(raw);
    }
    let value = match &raw.value {
        RawValue::Absent => {
            return Err(Fault::MissingField {
                field: "value".to_owned(),
            });
        }
        RawValue::Null => None,
        RawValue::Number(number) => Some(*number),
        RawValue::Text(text) if text.trim().is_empty() => None,
        RawValue::Text(text) => Some(plain_number(text)?),
        RawValue::Other(text) => {
            return Err(Fault::NotANumber {
                value: shortened(text),
            });
        }
    };
    // A zero has no sign worth keeping: −0 and 0 are one value.
    let value = value.map(|value| if value == 0.0 { 0.0 } else { value });
    let status = match filled(raw.status.as_deref()) {
        Some(letter) => {
            let status: Result<ObservationStatus, _> = letter.parse();
            Some(status.map_err(|_| Fault::InvalidStatus {
                status: shortened(letter),
            })?)
        }
        None => None,
    };
    let status = match (value, status) {
        (Some(_), None) => ObservationStatus::Normal,
        (None, None) => ObservationStatus::Missing,
        (Some(_), Some(status)) if !status.has_value() => {
            return Err(Fault::ValueDespiteStatus {
                status: status.to_string(),
            });
        }
        (None, Some(status)) if status.has_value() => {
            return Err(Fault::StatusWithoutValue {
                status: status.to_string(),
            });
        }
        (_, Some(status)) => status,
    };
    if let Some(value) = value {
        if !value.is_finite() {
            return Err(Fault::NotANumber {
                value: value.to_string(),
            });
        }
        if let Some(min) = sheet.min.filter(|min| value < *min) {
            return Err(Fault::BelowMinimum { value, min });
        }
        if let Some(max) = sheet.max.filter(|max| value > *max) {
            return Err(Fault::AboveMaximum { value, max });
        }
    }
    Ok(Reading {
        value,
        status,
        note: note(raw)?,
        withdrawn: false,
        conf_status: conf_status(raw)?,
        cases: cases(raw)?,
    })
}

/// Whether a row takes its value back, by the letters of SDMX: D deletes; I, A, M and R say what the value is, as every
/// row does that has no letter.
fn withdraws(raw: &RawObservation) -> Result<bool, Fault> {
    match filled(raw.action.as_deref())
        .map(str::to_ascii_uppercase)
        .as_deref()
    {
        None | Some("I" | "A" | "M" | "R") => Ok(false),
        Some("D") => Ok(true),
        Some(other) => Err(Fault::InvalidAction {
            action: shortened(other),
        }),
    }
}

/// What a row says that takes its value back: a remark, and nothing that a value has.
fn withdrawal(raw: &RawObservation) -> Result<Reading, Fault> {
    let has_number = |raw: &RawValue| match raw {
        RawValue::Absent | RawValue::Null => false,
        RawValue::Text(text) => filled(Some(text)).is_some(),
        RawValue::Number(_) | RawValue::Other(_) => true,
    };
    let said = [
        ("value", has_number(&raw.value)),
        ("status", filled(raw.status.as_deref()).is_some()),
        ("conf_status", filled(raw.conf_status.as_deref()).is_some()),
        ("cases", has_number(&raw.cases)),
    ];
    match said.into_iter().find(|(_, is_said)| *is_said) {
        Some((field, _)) => Err(Fault::NotWithWithdrawal {
            field: field.to_owned(),
        }),
        None => Ok(Reading {
            value: None,
            status: Reading::WITHDRAWN,
            note: note(raw)?,
            withdrawn: true,
            conf_status: ConfStatus::Free,
            cases: None,
        }),
    }
}

/// Whether the number of a row may be shown; any may of which nothing is said.
fn conf_status(raw: &RawObservation) -> Result<ConfStatus, Fault> {
    match filled(raw.conf_status.as_deref()) {
        None => Ok(ConfStatus::Free),
        Some(letter) => ConfStatus::of_letter(letter).ok_or_else(|| Fault::InvalidConfStatus {
            conf_status: shortened(letter),
        }),
    }
}

/// How many cases stand behind the value of a row.
fn cases(raw: &RawObservation) -> Result<Option<f64>, Fault> {
    let written = match &raw.cases {
        RawValue::Absent | RawValue::Null => return Ok(None),
        RawValue::Number(number) => number.to_string(),
        RawValue::Text(text) if text.trim().is_empty() => return Ok(None),
        RawValue::Text(text) | RawValue::Other(text) => text.trim().to_owned(),
    };
    let count: Result<u32, _> = written.parse();
    match count {
        Ok(count) => Ok(Some(f64::from(count))),
        Err(_) => Err(Fault::InvalidCases {
            cases: shortened(&written),
        }),
    }
}

/// The text of a field that holds any.
fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// The remark of a row.
fn note(raw: &RawObservation) -> Result<Option<String>, Fault> {
    let note = filled(raw.note.as_deref()).map(str::to_owned);
    let unfit = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if note.as_ref().is_some_and(|note| note.contains(unfit)) {
        return Err(Fault::InvalidNote);
    }
    if note
        .as_ref()
        .is_some_and(|note| note.chars().count() > LONGEST_NOTE)
    {
        return Err(Fault::NoteTooLong {
            most: LONGEST_NOTE as u32,
        });
    }
    Ok(note)
}

/// A number in the plain notation of the contract: digits, one decimal point, perhaps an exponent. What
/// people write besides (`7.32%`, `1,782.52`) is the business of a map on the sender's side.
fn plain_number(text: &str) -> Result<f64, Fault> {
    let text = text.trim();
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    let number = text
        .parse::<f64>()
        .ok()
        .filter(|number| plain && number.is_finite());
    number.ok_or_else(|| Fault::NotANumber {
        value: shortened(text),
    })
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests;
