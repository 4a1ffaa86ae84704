//! Bodies of batches.

use blis_api::fuzzing::{MOST_ROWS, rows};
use blis_domain::feed::{Fault, JsonRow, RawObservation, RawValue};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use serde_json::json;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const CSV: &str = "text/csv";
const NDJSON: &str = "application/x-ndjson";
const JSON: &str = "application/json";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The most characters of a sentence about a body, which may be 256 MiB.
const LONGEST_SENTENCE: usize = 4_000;

/// What is read at once by the server, or at most.
const BUFFER: usize = 64 << 10;

/// CSV: however it is cut on the way, the rows are the same.
pub(crate) fn csv(bytes: &[u8]) {
    let all = whole(CSV, bytes);
    assert_eq!(rows(CSV, bytes, 1), all, "byte by byte");
    within_bounds(bytes, all);
}

/// NDJSON: each line by itself is the row that it is among the others, and no line spoils another.
pub(crate) fn ndjson(bytes: &[u8]) {
    let all = whole(NDJSON, bytes);
    assert_eq!(rows(NDJSON, bytes, 3), all, "in pieces");
    if let Ok(all) = &all {
        let lines = bytes.split(|byte| *byte == b'\n');
        let single = lines.flat_map(|line| whole(NDJSON, line).unwrap_or_else(|_| vec![Err(Fault::NotUtf8)]));
        // A mark at the beginning of a line other than the first is none, and a line that begins as another kind of
        // file is one by itself alone.
        if !bytes.windows(4).any(|part| part == b"\n\xef\xbb\xbf") {
            let single: Vec<_> = single.collect();
            assert_eq!(single.len(), all.len());
            for (alone, among) in single.iter().zip(all) {
                assert!(alone == among || (alone.is_err() && among.is_err()));
            }
        }
    }
    within_bounds(bytes, all);
}

/// JSON: what is taken is what a reader of whole texts takes, but for rows that are no UTF-8 or too long.
pub(crate) fn json(bytes: &[u8]) {
    let all = whole(JSON, bytes);
    assert_eq!(rows(JSON, bytes, 1), all, "byte by byte");
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // A list of members is a batch to serde, and text that nests deeper than it follows is none.
    let is_plain = text.trim_ascii_start().starts_with(b"{") && nesting(text) < 120;
    if !is_plain {
    } else if let Ok(batch) = serde_json::from_slice::<Batch>(text) {
        let expected: Vec<_> = batch.observations.into_iter().map(|JsonRow(row)| row).collect();
        let found = all.as_ref().expect("a batch is read");
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert!(found == expected || is_odd(found));
        }
    } else if let (Ok(rows), false) = (&all, may_be_json_stat(text)) {
        assert!(rows.iter().any(is_odd), "what is no batch is refused");
    }
    within_bounds(bytes, all);
}

/// XLSX: the bytes are a workbook, or the parts of one that hold cells, shared texts and formats. Each row has all its
/// fields, and its number is one.
pub(crate) fn xlsx(bytes: &[u8]) {
    let book = match bytes.starts_with(b"PK") {
        true => bytes.to_vec(),
        false => book_of(bytes),
    };
    let all = whole(XLSX, &book);
    assert_eq!(rows(XLSX, &book, 1), all, "byte by byte");
    if let Ok(rows) = &all {
        for row in rows.iter().flatten() {
            let number = match row.value {
                RawValue::Number(number) => number,
                _ => 0.0,
            };
            assert!(number.is_finite() && row.value != RawValue::Absent);
            assert!(row.indicator.is_some() && row.area.is_some() && row.period.is_some());
        }
    }
    within_bounds_of(&book, MOST_ROWS, all);
}

/// A workbook of these parts.
fn book_of(bytes: &[u8]) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let list = |parts: &[(&str, &str)]| {
        let one = |(kind, target): &(&str, &str)| {
            format!("<Relationship Id=\"{kind}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        };
        format!(
            "<Relationships>{}</Relationships>",
            parts.iter().map(one).collect::<String>()
        )
        .into_bytes()
    };
    let mut parts = bytes.split(|byte| *byte == 0x1f);
    let mut next = || parts.next().unwrap_or(b"").to_vec();
    let files = [
        ("_rels/.rels", list(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/_rels/workbook.xml.rels",
            list(&[
                ("worksheet", "sheet.xml"),
                ("sharedStrings", "strings.xml"),
                ("styles", "styles.xml"),
            ]),
        ),
        (
            "xl/workbook.xml",
            b"<workbook><sheet name=\"S\" r:id=\"worksheet\"/></workbook>".to_vec(),
        ),
        ("xl/sheet.xml", next()),
        ("xl/strings.xml", next()),
        ("xl/styles.xml", next()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in files {
        zip.start_file(name, plain).unwrap();
        zip.write_all(&text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// JSON-stat: a row says where it belongs, and there is none that the text does not name.
pub(crate) fn json_stat(bytes: &[u8]) {
    let all = whole(JSON, bytes);
    assert_eq!(rows(JSON, bytes, 1), all, "byte by byte");
    let is_batch = bytes.windows(14).any(|part| part == b"\"observations\"") || bytes.contains(&b'\\');
    if let (Ok(rows), false) = (&all, is_batch) {
        for row in rows {
            let row = row.as_ref().expect("a cell of a table has no fault of its own");
            assert!(row.indicator.is_some() && row.area.is_some() && row.period.is_some());
            assert!(row.value != RawValue::Absent && row.note.is_none());
        }
    }
    within_bounds(bytes, all);
}

/// A row that is told by how it looks from outside.
fn is_odd(row: &Result<RawObservation, Fault>) -> bool {
    matches!(row, Err(Fault::NotUtf8 | Fault::RowTooLong { .. }))
}

fn may_be_json_stat(text: &[u8]) -> bool {
    text.contains(&b'\\') || text.windows(11).any(|part| part == b"\"dimension\"")
}

fn nesting(text: &[u8]) -> usize {
    text.iter().filter(|byte| matches!(byte, b'{' | b'[')).count()
}

/// A batch as a reader of whole texts has it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Batch {
    observations: Vec<JsonRow>,
}

fn whole(media: &str, bytes: &[u8]) -> Result<Vec<Result<RawObservation, Fault>>, ProblemDraft> {
    rows(media, bytes, BUFFER)
}

fn within_bounds(bytes: &[u8], read: Result<Vec<Result<RawObservation, Fault>>, ProblemDraft>) {
    within_bounds_of(bytes, MOST_ROWS.min(bytes.len()), read);
}

fn within_bounds_of(
    bytes: &[u8],
    most_rows: usize,
    read: Result<Vec<Result<RawObservation, Fault>>, ProblemDraft>,
) {
    match read {
        Ok(rows) => assert!(rows.len() <= most_rows),
        Err(problem) if problem.code == ProblemCode::BodyTooLarge => {}
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
    let table: Vec<&[&str]> = cells.chunks_exact(RawObservation::FIELDS.len()).collect();

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
            action: cell(7),
            conf_status: cell(8),
            cases: RawValue::Text(cells[9].to_owned()),
        }));
    }
    let tables = [
        (CSV, writer.into_inner().unwrap()),
        (NDJSON, lines.into_bytes()),
        (JSON, json!({ "observations": objects }).to_string().into_bytes()),
    ];
    for (media, body) in tables {
        assert_eq!(whole(media, &body).as_ref(), Ok(&expected), "{media}");
    }
}
