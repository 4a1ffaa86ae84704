//! Bodies of batches.

use blis_api::fuzzing::{MOST_ROWS, rows};
use blis_domain::feed::{Fault, RawObservation, RawValue};
use blis_domain::problem::ProblemDraft;
use serde_json::json;

const CSV: &str = "text/csv";
const NDJSON: &str = "application/x-ndjson";
const JSON: &str = "application/json";

/// The most characters of a sentence about a body, which may be 64 MiB.
const LONGEST_SENTENCE: usize = 4_000;

/// CSV.
pub(crate) fn csv(bytes: &[u8]) {
    within_bounds(bytes, rows(CSV, bytes.to_vec()));
}

/// NDJSON: each line by itself is the row that it is among the others.
pub(crate) fn ndjson(bytes: &[u8]) {
    let all = rows(NDJSON, bytes.to_vec());
    if let Ok(all) = &all {
        let lines = bytes.split(|byte| *byte == b'\n');
        let single =
            lines.flat_map(|line| rows(NDJSON, line.to_vec()).expect("a line of a good body is one"));
        // A mark at the beginning of a line other than the first is none.
        if !bytes.windows(4).any(|part| part == b"\n\xef\xbb\xbf") {
            assert_eq!(single.collect::<Vec<_>>(), *all);
        }
    }
    within_bounds(bytes, all);
}

/// JSON: what was read and is written as NDJSON is read the same.
pub(crate) fn json(bytes: &[u8]) {
    within_bounds(bytes, rows(JSON, bytes.to_vec()));
}

fn within_bounds(bytes: &[u8], read: Result<Vec<Result<RawObservation, Fault>>, ProblemDraft>) {
    match read {
        Ok(rows) => assert!(rows.len() <= MOST_ROWS.min(bytes.len())),
        Err(problem) => {
            let sentence = &problem.detail.en;
            assert!(
                sentence.chars().count() <= LONGEST_SENTENCE && sentence.ends_with('.'),
                "{sentence}"
            );
            assert!(
                !problem.faults.is_empty(),
                "a body that cannot be read has a place where it broke"
            );
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
            for fault in &problem.faults {
                assert!(
                    fault
                        .row
                        .is_none_or(|row| (1..=bytes.len() as u64).contains(&row))
                );
                assert!(lines_named(&fault.message.en).all(|line| (1..=lines).contains(&line)));
            }
        }
    }
}

/// The lines that a sentence names, outside what it quotes.
fn lines_named(sentence: &str) -> impl Iterator<Item = usize> {
    let unquoted = sentence
        .split('“')
        .map(|part| part.rsplit('”').next().unwrap_or(""));
    let words: Vec<&str> = unquoted.flat_map(|part| part.split_ascii_whitespace()).collect();
    let after_line = |pair: &[&str]| match pair[0].trim_start_matches('(').eq_ignore_ascii_case("line") {
        true => pair[1]
            .trim_end_matches(|letter: char| !letter.is_ascii_digit())
            .parse()
            .ok(),
        false => None,
    };
    words
        .windows(2)
        .filter_map(after_line)
        .collect::<Vec<usize>>()
        .into_iter()
}

/// The same rows mean the same in all three notations.
pub(crate) fn agree(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let cells: Vec<&str> = text.split('\u{1f}').collect();
    let table: Vec<&[&str]> = cells.chunks_exact(7).collect();

    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(RawObservation::FIELDS).unwrap();
    let mut lines = String::new();
    let mut objects = Vec::new();
    let mut expected = Vec::new();
    for cells in table {
        writer.write_record(cells).unwrap();
        let object = RawObservation::FIELDS
            .iter()
            .zip(cells)
            .map(|(name, cell)| ((*name).to_owned(), json!(cell)));
        let object = serde_json::Value::Object(object.collect());
        lines.push_str(&format!("{object}\n"));
        objects.push(object);
        let cell = |at: usize| Some(cells[at].to_owned());
        expected.push(Ok(RawObservation {
            indicator: cell(0),
            area: cell(1),
            period: cell(2),
            breakdown: cell(3),
            value: RawValue::Text(cells[4].to_owned()),
            status: cell(5),
            note: cell(6),
        }));
    }
    let tables = [
        (CSV, writer.into_inner().unwrap()),
        (NDJSON, lines.into_bytes()),
        (JSON, json!({ "observations": objects }).to_string().into_bytes()),
    ];
    for (media, body) in tables {
        assert_eq!(rows(media, body).as_ref(), Ok(&expected), "{media}");
    }
}
