//! Reading a row from JSON without losing what a tree of values loses: that a member stood there twice.

use super::{Fault, RawObservation};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
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
        let mut members = Map::new();
        let mut repeated = None;
        // Read to its end even when it is refused, or the rows after it could not be read.
        while let Some((name, value)) = access.next_entry::<String, Value>()? {
            if members.contains_key(&name) {
                repeated.get_or_insert(name);
            } else {
                members.insert(name, value);
            }
        }
        Ok(JsonRow(match repeated {
            Some(field) => Err(Fault::RepeatedField {
                field: field.chars().take(60).collect(),
            }),
            None => RawObservation::from_json(Value::Object(members)),
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
}
