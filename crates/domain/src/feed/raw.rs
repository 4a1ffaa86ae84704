//! A row as it was sent, before anything is known of it.

use super::Fault;
use serde_json::{Map, Value};

/// What stands in the place of the value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum RawValue {
    /// The field is not there.
    #[default]
    Absent,
    /// An explicit nothing.
    Null,
    /// A number.
    Number(f64),
    /// Text that may be a number.
    Text(String),
    /// Anything else, as it was written.
    Other(String),
}

/// One row of a batch as it was sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawObservation {
    /// Indicator code.
    pub indicator: Option<String>,
    /// Area code, with or without its country prefix.
    pub area: Option<String>,
    /// Period in either spelling.
    pub period: Option<String>,
    /// The part of the whole.
    pub breakdown: Option<String>,
    /// The value.
    pub value: RawValue,
    /// Letter of CL_OBS_STATUS.
    pub status: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl RawObservation {
    /// The names of the columns of a CSV body, which are those of the JSON members.
    pub const FIELDS: [&'static str; 7] = [
        "indicator",
        "area",
        "period",
        "breakdown",
        "value",
        "status",
        "note",
    ];

    /// The row of a JSON value.
    ///
    /// # Errors
    /// When it is not an object, has a member that the contract does not know, or one of another type.
    pub fn from_json(row: Value) -> Result<RawObservation, Fault> {
        let Value::Object(mut members) = row else {
            return Err(Fault::NotAnObject);
        };
        let raw = RawObservation {
            indicator: text(&mut members, "indicator")?,
            area: text(&mut members, "area")?,
            period: text(&mut members, "period")?,
            breakdown: text(&mut members, "breakdown")?,
            value: match members.remove("value") {
                None => RawValue::Absent,
                Some(Value::Null) => RawValue::Null,
                Some(Value::Number(number)) => match number.as_f64() {
                    Some(number) => RawValue::Number(number),
                    None => RawValue::Other(number.to_string()),
                },
                Some(Value::String(text)) => RawValue::Text(text),
                Some(other) => RawValue::Other(other.to_string()),
            },
            status: text(&mut members, "status")?,
            note: text(&mut members, "note")?,
        };
        match members.keys().next() {
            Some(field) => Err(Fault::UnknownField {
                field: field.chars().take(60).collect(),
            }),
            None => Ok(raw),
        }
    }
}

fn text(members: &mut Map<String, Value>, field: &str) -> Result<Option<String>, Fault> {
    match members.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        // A period such as 2016 is often sent as a number; it can mean nothing else.
        Some(Value::Number(number)) if field == "period" => Ok(Some(number.to_string())),
        Some(_) => Err(Fault::NotText {
            field: field.to_owned(),
        }),
    }
}
