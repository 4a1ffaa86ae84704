//! NDJSON: one JSON object a line.

use super::{MOST_ROWS, Row, json, too_many_rows};
use blis_domain::feed::JsonRow;
use blis_domain::problem::ProblemDraft;

/// The rows of a body; blank lines are none.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, ProblemDraft> {
    let mut rows = Vec::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let JsonRow(row) = serde_json::from_str(line)
            .map_err(|error| json::broken(line, &error, Some((rows.len() as u64 + 1, at + 1))))?;
        if rows.len() == MOST_ROWS {
            return Err(too_many_rows());
        }
        rows.push(row);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_row() {
        let rows = rows("{\"area\": \"0840200\"}\n\n7\r\n").unwrap();
        assert_eq!(rows.len(), 2);
        assert!(rows[0].is_ok() && rows[1].is_err());
    }

    #[test]
    fn a_broken_line_names_row_and_line() {
        let refused = rows("{}\n\n{\"value\": NaN}\n").expect_err("it is no JSON");
        assert_eq!(refused.faults[0].row, Some(2));
        assert!(refused.detail.en.contains("line 3"), "{}", refused.detail.en);
    }
}
