//! JSON: `{"observations": [{…}, …]}`.

use super::{MOST_ROWS, Row, fault, malformed, place, too_many_rows};
use blis_domain::feed::JsonRow;
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use std::fmt;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Batch {
    observations: Rows,
}

/// The rows, each read at once, so that the tree of the whole body never stands in memory, and no more of them than
/// a batch may have.
struct Rows(Vec<Row>);

/// What the reader of rows says when there are too many. No other error of it says so.
const TOO_MANY: &str = "too many rows";

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Rows, D::Error> {
        deserializer.deserialize_seq(RowsVisitor)
    }
}

struct RowsVisitor;

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = Rows;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Rows, A::Error> {
        let mut rows = Vec::new();
        while let Some(JsonRow(row)) = sequence.next_element()? {
            if rows.len() == MOST_ROWS {
                return Err(A::Error::custom(TOO_MANY));
            }
            rows.push(row);
        }
        Ok(Rows(rows))
    }
}

/// The rows of a JSON batch.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, ProblemDraft> {
    match serde_json::from_str::<Batch>(text) {
        Ok(batch) => Ok(batch.observations.0),
        Err(error) => Err(match error.classify() {
            Category::Data if error.to_string().starts_with(TOO_MANY) => too_many_rows(),
            Category::Data => wrong_shape(),
            _ => broken(text, &error, None),
        }),
    }
}

/// Text that is no JSON, with the place where it stops being some. `row` is the row when it is known already.
pub(super) fn broken(text: &str, error: &serde_json::Error, row: Option<(u64, usize)>) -> ProblemDraft {
    let (row, line) = match row {
        Some((row, line)) => (Some(row), line),
        None => {
            let offset = place::offset_of(text, error.line(), error.column());
            // The column is that of the byte after which reading stopped, so the one before is still inside.
            (place::row_of(text, offset.saturating_sub(1)), error.line())
        }
    };
    let column = error.column();
    let at = match row {
        Some(row) => Text::new(
            format!("{row}. ierakstā ({line}. rindiņa, {column}. baits)"),
            format!("In row {row} (line {line}, byte {column})"),
        ),
        None => Text::new(
            format!("{line}. rindiņā, {column}. baitā"),
            format!("In line {line}, byte {column}"),
        ),
    };
    let message = Text::new(
        format!("{} saturs nav derīgs JSON.", at.lv),
        format!("{}, the body is not valid JSON.", at.en),
    );
    let faults = vec![fault(row, None, "invalid_json", message.clone())];
    malformed(message.lv, message.en, faults)
}

fn wrong_shape() -> ProblemDraft {
    let message = Text::new(
        "Saturam jābūt {\"observations\": […]} bez citiem laukiem.",
        "The body must be {\"observations\": […]} without other members.",
    );
    let pointer = Some("/observations".to_owned());
    let faults = vec![fault(None, pointer, "wrong_shape", message.clone())];
    malformed(message.lv, message.en, faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use blis_domain::problem::ProblemCode;

    fn refused(text: &str) -> (Option<u64>, &'static str) {
        let problem = rows(text).expect_err("it must be refused");
        (problem.faults[0].row, problem.faults[0].code)
    }

    #[test]
    fn a_bad_row_does_not_spoil_the_others() {
        let rows = rows(r#"{"observations": [7, {"area": "0840200"}, {"x": 1}, {"value": 1, "value": 2}]}"#)
            .unwrap();
        let codes: Vec<Option<&str>> = rows
            .iter()
            .map(|row| row.as_ref().err().map(|fault| fault.code()))
            .collect();
        assert_eq!(
            codes,
            [
                Some("not_an_object"),
                None,
                Some("unknown_field"),
                Some("repeated_field")
            ]
        );
    }

    #[test]
    fn broken_json_names_its_row() {
        for (text, row) in [
            ("{\"observations\": [{\"value\": 1}, {\"value\": NaN}]}", Some(2)),
            ("{\"observations\": [\n{\"value\": -Infinity}\n]}", Some(1)),
            (
                "{\"observations\": [{\"value\": 1}, {\"value\": 1e999}]}",
                Some(2),
            ),
            ("{\"observations\": [{\"value\": 1}, {\"value\" 1}, {}]}", Some(2)),
            ("{\"observations\": [{\"value\": 1}, {\"value\": 1}", Some(2)),
            ("{\"observations\" [", None),
            ("", None),
        ] {
            assert_eq!(refused(text), (row, "invalid_json"), "{text}");
        }
    }

    #[test]
    fn a_body_of_too_many_rows_is_refused_as_a_whole() {
        let body = |rows: usize| format!("{{\"observations\": [{}7]}}", "7,".repeat(rows - 1));
        assert_eq!(rows(&body(MOST_ROWS)).unwrap().len(), MOST_ROWS);
        let refused = rows(&body(MOST_ROWS + 1)).expect_err("one row too many");
        assert_eq!(refused.code, ProblemCode::BodyTooLarge);
    }

    #[test]
    fn another_shape_is_refused() {
        for text in [
            "[]",
            "{}",
            r#"{"observations": {}}"#,
            r#"{"observations": [], "more": 1}"#,
        ] {
            assert_eq!(refused(text), (None, "wrong_shape"), "{text}");
        }
    }
}
