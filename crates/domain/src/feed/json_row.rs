//! Reading a row from JSON without losing what a tree of values loses (that a member stood there twice), and without
//! building such a tree: a member of a row is a word, and what is none of the contract is passed over as it is read.

use super::{Fault, RawObservation, RawValue};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A row of a JSON body. Any JSON can be read as one: what is no row is its fault, and the others go on.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonRow(pub Result<RawObservation, Fault>);

impl<'de> Deserialize<'de> for JsonRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<JsonRow, D::Error> {
        deserializer.deserialize_any(RowVisitor)
    }
}

struct RowVisitor;

const NO_OBJECT: JsonRow = JsonRow(Err(Fault::NotAnObject));

impl<'de> Visitor<'de> for RowVisitor {
    type Value = JsonRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<JsonRow, A::Error> {
        let mut cells: [Option<Cell>; RawObservation::FIELDS.len()] = Default::default();
        let (mut repeated, mut unknown) = (None, None);
        // Read to its end even when it is refused, or the rows after it could not be read.
        while let Some(name) = access.next_key::<String>()? {
            match RawObservation::FIELDS.iter().position(|field| **field == name) {
                Some(at) if cells[at].is_none() => cells[at] = Some(access.next_value()?),
                Some(_) => {
                    access.next_value::<IgnoredAny>()?;
                    repeated.get_or_insert(name);
                }
                None => {
                    access.next_value::<IgnoredAny>()?;
                    unknown.get_or_insert_with(|| name.chars().take(60).collect());
                }
            }
        }
        Ok(JsonRow(match (repeated, unknown) {
            (Some(field), _) => Err(Fault::RepeatedField { field }),
            (None, unknown) => raw(cells, unknown),
        }))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<JsonRow, A::Error> {
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(NO_OBJECT)
    }

    fn visit_str<E>(self, _: &str) -> Result<JsonRow, E> {
        Ok(NO_OBJECT)
    }

    fn visit_bool<E>(self, _: bool) -> Result<JsonRow, E> {
        Ok(NO_OBJECT)
    }

    fn visit_i64<E>(self, _: i64) -> Result<JsonRow, E> {
        Ok(NO_OBJECT)
    }

    fn visit_u64<E>(self, _: u64) -> Result<JsonRow, E> {
        Ok(NO_OBJECT)
    }

    fn visit_f64<E>(self, _: f64) -> Result<JsonRow, E> {
        Ok(NO_OBJECT)
    }

    fn visit_unit<E>(self) -> Result<JsonRow, E> {
        Ok(NO_OBJECT)
    }
}

/// The row of its members, in the order of [`RawObservation::FIELDS`].
fn raw(
    cells: [Option<Cell>; RawObservation::FIELDS.len()],
    unknown: Option<String>,
) -> Result<RawObservation, Fault> {
    let [
        indicator,
        area,
        period,
        breakdown,
        value,
        status,
        note,
        action,
        conf_status,
        cases,
    ] = cells;
    let raw = RawObservation {
        indicator: text("indicator", indicator)?,
        area: text("area", area)?,
        period: match period {
            // A period such as 2016 is often sent as a number; it can mean nothing else.
            Some(Cell::Number { written, .. }) => Some(written),
            other => text("period", other)?,
        },
        breakdown: text("breakdown", breakdown)?,
        value: number(value),
        status: text("status", status)?,
        note: text("note", note)?,
        action: text("action", action)?,
        conf_status: text("conf_status", conf_status)?,
        cases: number(cases),
    };
    match unknown {
        Some(field) => Err(Fault::UnknownField { field }),
        None => Ok(raw),
    }
}

/// What stands in the place of a number.
fn number(cell: Option<Cell>) -> RawValue {
    match cell {
        None => RawValue::Absent,
        Some(Cell::Null) => RawValue::Null,
        Some(Cell::Number { number, .. }) => RawValue::Number(number),
        Some(Cell::Text(text)) => RawValue::Text(text),
        Some(Cell::Other(other)) => RawValue::Other(other.to_owned()),
    }
}

fn text(field: &str, cell: Option<Cell>) -> Result<Option<String>, Fault> {
    match cell {
        None | Some(Cell::Null) => Ok(None),
        Some(Cell::Text(text)) => Ok(Some(text)),
        Some(Cell::Number { .. } | Cell::Other(_)) => Err(Fault::NotText {
            field: field.to_owned(),
        }),
    }
}

/// What stands in a member.
enum Cell {
    Null,
    Number { number: f64, written: String },
    Text(String),
    Other(&'static str),
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member of a row")
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Null)
    }

    fn visit_bool<E>(self, word: bool) -> Result<Cell, E> {
        Ok(Cell::Other(if word { "true" } else { "false" }))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::Number {
            number: number as f64,
            written: number.to_string(),
        })
    }

    fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
        Ok(Cell::Number {
            number: number as f64,
            written: number.to_string(),
        })
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
        Ok(Cell::Number {
            number,
            written: format!("{number:?}"),
        })
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Cell, E> {
        Ok(Cell::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Cell, A::Error> {
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("[…]"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Cell, A::Error> {
        while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("{…}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_stands_there_twice_is_a_fault() {
        let text =
            r#"[{"value":1,"value":2},{"x":{"a":1,"a":2},"area":"0840200","area":"0840200"},{"value":1}]"#;
        let rows: Vec<JsonRow> = serde_json::from_str(text).unwrap();
        let repeated = |field: &str| {
            JsonRow(Err(Fault::RepeatedField {
                field: field.to_owned(),
            }))
        };
        assert_eq!(rows[..2], [repeated("value"), repeated("area")]);
        assert!(rows[2].0.is_ok(), "the rows after it are read");
    }

    #[test]
    fn what_is_no_object_is_a_fault_of_its_own_row() {
        let rows: Vec<JsonRow> =
            serde_json::from_str(r#"[7, -7, 0.5, "x", null, true, [{"value": 1}], {}]"#).unwrap();
        let (last, others) = rows.split_last().unwrap();
        assert!(others.iter().all(|row| *row == NO_OBJECT), "{others:?}");
        assert!(last.0.is_ok());
    }

    #[test]
    fn what_stands_in_a_member_is_no_tree() {
        let row = |text: &str| serde_json::from_str::<JsonRow>(text).unwrap().0;
        let value = |text: &str| row(&format!("{{\"value\": {text}}}")).unwrap().value;
        assert_eq!(value("[1, [2]]"), RawValue::Other("[…]".to_owned()));
        assert_eq!(value("{\"a\": {}}"), RawValue::Other("{…}".to_owned()));
        assert_eq!(value("true"), RawValue::Other("true".to_owned()));
        assert_eq!(
            value("18446744073709551615"),
            RawValue::Number(18446744073709551615.0)
        );
        assert_eq!(value("-0.0"), RawValue::Number(0.0));
        assert_eq!(row("{\"period\": 2016}").unwrap().period.as_deref(), Some("2016"));
        let unknown = |text: &str| match row(text) {
            Err(Fault::UnknownField { field }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(unknown("{\"x\": [1], \"w\": {}}"), "x", "the first one is named");
    }
}
