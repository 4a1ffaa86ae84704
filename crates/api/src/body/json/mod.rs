//! JSON: `{"observations": [{…}, …]}`, or a table of JSON-stat, which is told by its members.

mod pull;

pub(crate) use pull::Place;
pub(super) use pull::{Pull, Value};

use super::jsonstat::{self, Dataset};
use super::{LONGEST_ROW, Taker, fault, malformed};
use crate::web::problem::ApiError;
use blis_domain::feed::{Fault, JsonRow, RawObservation};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;
use std::io::BufRead;

/// Hands the rows of a JSON body over. Whether a row is too long or no UTF-8 is seen from outside of it, so it is its
/// own fault; what is no JSON leaves it open where the row ends, so it is a fault of the body.
pub(super) fn rows(source: impl BufRead, take: &mut Taker<'_>) -> Result<(), ApiError> {
    read(source, &mut |found| match found {
        Found::Cell(row) => take(Ok(row)),
        Found::Element(Err(fault), _) => take(Err(fault)),
        Found::Element(Ok(text), place) => {
            let JsonRow(row) = serde_json::from_str(text).map_err(|error| place.broken_inside(&error))?;
            take(row)
        }
    })
}

/// What a JSON body holds.
pub(crate) enum Found<'f> {
    /// An element of `observations` as it stands there, or why it cannot be one.
    Element(Result<&'f str, Fault>, Place),
    /// A cell of a table.
    Cell(RawObservation),
}

/// Hands over what a JSON body holds.
pub(crate) fn read(
    source: impl BufRead,
    each: &mut dyn FnMut(Found<'_>) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let mut pull = Pull::over(source);
    // Any other JSON is whole in itself, and not what is wanted.
    if matches!(
        pull.peek()?,
        Some(b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
    ) {
        return Err(wrong_shape().into());
    }
    let mut kind = None;
    pull.object(|pull, name| match (&mut kind, name.as_str()) {
        (None, "observations") => {
            kind = Some(Kind::Batch);
            observations(pull, each)
        }
        (None, "dataset") => Err(jsonstat::first_edition().into()),
        (None, name) if jsonstat::has(name) => {
            let mut dataset = Box::<Dataset>::default();
            dataset.member(name, pull)?;
            kind = Some(Kind::Dataset(dataset));
            Ok(())
        }
        (Some(Kind::Dataset(dataset)), name) => dataset.member(name, pull),
        (None | Some(Kind::Batch), _) => Err(wrong_shape().into()),
    })?;
    pull.end()?;
    match kind {
        Some(Kind::Batch) => Ok(()),
        Some(Kind::Dataset(dataset)) => dataset.rows(&mut |row| each(Found::Cell(row))),
        None => Err(wrong_shape().into()),
    }
}

/// What a body is, by its first member.
enum Kind {
    Batch,
    Dataset(Box<Dataset>),
}

fn observations(
    pull: &mut Pull<impl BufRead>,
    each: &mut dyn FnMut(Found<'_>) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    if !matches!(pull.peek()?, Some(b'[') | None) {
        return Err(wrong_shape().into());
    }
    pull.rows(|pull| {
        let place = pull.place()?;
        let element = match pull.value(LONGEST_ROW)? {
            Value::Whole(bytes) => std::str::from_utf8(bytes).map_err(|_| Fault::NotUtf8),
            Value::TooLong => Err(Fault::RowTooLong {
                most: LONGEST_ROW as u32,
            }),
        };
        each(Found::Element(element, place))
    })
}

fn wrong_shape() -> ProblemDraft {
    let message = Text::new(
        "Saturam jābūt {\"observations\": […]} bez citiem laukiem vai JSON-stat 2.0 tabulai.",
        "The body must be {\"observations\": […]} without other members, or a table of JSON-stat 2.0.",
    );
    let pointer = Some("/observations".to_owned());
    let faults = vec![fault(None, pointer, "wrong_shape", message.clone())];
    malformed(message.lv, message.en, faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Row;
    use blis_domain::problem::ProblemCode;
    use std::io::BufReader;

    fn read(body: impl AsRef<[u8]>) -> Result<Vec<Row>, ProblemDraft> {
        let through = |size: usize| {
            let mut all = Vec::new();
            let source = BufReader::with_capacity(size, body.as_ref());
            let outcome = rows(source, &mut |row| {
                all.push(row);
                Ok(())
            });
            outcome.map(|()| all).map_err(|error| *error.draft)
        };
        let whole = through(4096);
        assert_eq!(through(1), whole, "byte by byte");
        whole
    }

    fn refused(text: &str) -> (Option<u64>, &'static str) {
        let problem = read(text).expect_err("it must be refused");
        (problem.faults[0].row, problem.faults[0].code)
    }

    fn codes(rows: &[Row]) -> Vec<Option<&'static str>> {
        rows.iter()
            .map(|row| row.as_ref().err().map(Fault::code))
            .collect()
    }

    #[test]
    fn a_bad_row_does_not_spoil_the_others() {
        let rows = read(r#"{"observations": [7, {"area": "0840200"}, {"x": 1}, {"value": 1, "value": 2}]} "#)
            .unwrap();
        assert_eq!(
            codes(&rows),
            [
                Some("not_an_object"),
                None,
                Some("unknown_field"),
                Some("repeated_field")
            ]
        );
    }

    #[test]
    fn a_row_without_end_or_of_other_bytes_spoils_itself_alone() {
        let long = format!("{{\"note\": \"{}\"}}", "[{\\\"".repeat(LONGEST_ROW));
        let body = [
            b"{\"observations\": [{\"note\": \"\xff]\"}, ".as_slice(),
            long.as_bytes(),
            b", {\"value\": 1}]}",
        ]
        .concat();
        let rows = read(body).unwrap();
        assert_eq!(codes(&rows), [Some("not_utf8"), Some("row_too_long"), None]);
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
            ("{\"observations\": [{\"value\": 1} {\"value\": 1}]}", Some(1)),
            ("{\"observations\": [{\"value\": 1},]}", Some(2)),
            ("{\"observations\": [{\"value\": \"1}]}", Some(1)),
            ("{\"observations\" [", None),
            ("{\"observations\": [7]", None),
            ("{\"observations\": [7]} x", None),
            ("{\"observations\":", None),
            ("{", None),
            ("", None),
        ] {
            assert_eq!(refused(text), (row, "invalid_json"), "{text}");
        }
    }

    #[test]
    fn the_place_where_it_breaks_is_told() {
        let place = |text: &str| read(text).expect_err("it must be refused").detail.en;
        let inside = place("{\"observations\": [\n  {\"value\": NaN}\n]}");
        assert!(inside.starts_with("In row 1 (line 2, byte 13)"), "{inside}");
        let between = place("{\"observations\": [\n{}\n\n  x]}");
        assert!(between.starts_with("In row 1 (line 4, byte 3)"), "{between}");
    }

    #[test]
    fn another_shape_is_refused() {
        for text in [
            "[]",
            "{}",
            "7",
            r#"{"observations": {}}"#,
            r#"{"observations": [], "more": 1}"#,
            r#"{"observations": [], "observations": []}"#,
        ] {
            assert_eq!(refused(text), (None, "wrong_shape"), "{text}");
        }
        assert_eq!(
            read("{\"rows\":[]}").unwrap_err().code,
            ProblemCode::MalformedBody
        );
    }
}
