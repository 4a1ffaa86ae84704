//! NDJSON: one JSON object a line.

use super::{LONGEST_ROW, Row, Taker};
use crate::web::problem::ApiError;
use blis_domain::feed::{Fault, JsonRow};
use std::io::{self, BufRead};

/// Hands the rows of a body over; blank lines are none. A line has an end whatever stands in it, so what is wrong with
/// it is the fault of its row.
pub(super) fn rows(mut source: impl BufRead, take: &mut Taker<'_>) -> Result<(), ApiError> {
    let mut line = Vec::new();
    while next(&mut source, &mut line).map_err(ApiError::unavailable)? {
        if line.len() > LONGEST_ROW {
            let most = LONGEST_ROW as u32;
            take(Err(Fault::RowTooLong { most }))?;
        } else if !line.trim_ascii().is_empty() {
            take(row(&line))?;
        }
    }
    Ok(())
}

fn row(line: &[u8]) -> Row {
    let text = std::str::from_utf8(line).map_err(|_| Fault::NotUtf8)?;
    let JsonRow(row) = serde_json::from_str(text).map_err(|error| Fault::InvalidJson {
        byte: error.column() as u64,
    })?;
    row
}

/// Reads the next line, without its end and no more than one byte beyond its bound; `false` at the end.
fn next(source: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut is_there = false;
    loop {
        let input = source.fill_buf()?;
        if input.is_empty() {
            return Ok(is_there);
        }
        is_there = true;
        let end = input.iter().position(|byte| *byte == b'\n');
        let part = &input[..end.unwrap_or(input.len())];
        let room = (LONGEST_ROW + 1).saturating_sub(line.len());
        line.extend_from_slice(&part[..part.len().min(room)]);
        let read = end.map_or(input.len(), |end| end + 1);
        source.consume(read);
        if end.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn read(body: &[u8]) -> Vec<Row> {
        let mut all = Vec::new();
        let source = BufReader::with_capacity(7, body);
        rows(source, &mut |row| {
            all.push(row);
            Ok(())
        })
        .unwrap();
        all
    }

    #[test]
    fn a_line_is_a_row() {
        let rows = read(b"{\"area\": \"0840200\"}\n\n \t\n7\r\n{}");
        assert_eq!(rows.len(), 3);
        assert!(rows[0].is_ok() && rows[1].is_err() && rows[2].is_ok());
    }

    #[test]
    fn a_broken_line_spoils_its_row_alone() {
        let long = format!("{{\"note\": \"{}\"}}", "a".repeat(LONGEST_ROW));
        let body = [
            b"{}\n{\"value\": NaN}\n{\"note\": \"\xff\"}\n".as_slice(),
            long.as_bytes(),
            b"\n{} {}\n{",
        ]
        .concat();
        let codes: Vec<Option<&str>> = read(&body)
            .iter()
            .map(|row| row.as_ref().err().map(Fault::code))
            .collect();
        let broken = Some("invalid_json");
        assert_eq!(
            codes,
            [
                None,
                broken,
                Some("not_utf8"),
                Some("row_too_long"),
                broken,
                broken
            ]
        );
    }

    #[test]
    fn a_line_of_the_greatest_length_is_read() {
        let of = |length: usize| format!("{{\"note\":\"{}\"}}", "a".repeat(length - 11));
        assert!(read(of(LONGEST_ROW).as_bytes())[0].is_ok());
        assert!(read(of(LONGEST_ROW + 1).as_bytes())[0].is_err());
    }
}
