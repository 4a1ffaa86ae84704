//! A file as rows that can be sent: each with its bytes and its place.

use crate::error::WrongUse;
use crate::lines::LineCounter;
use crate::map::{self, AreaFinder, Map, RowFault};
use anyhow::{Context, bail};
use blis_domain::period::Period;
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

/// A file that has been read.
#[derive(Debug)]
pub(super) struct Document {
    /// The file, as it was named.
    pub(super) name: String,
    /// What goes before the rows of every batch: the heading of a CSV file.
    pub(super) heading: Vec<u8>,
    /// How the rows are written.
    pub(super) content_type: &'static str,
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// What a map could not make a row of.
    pub(super) faults: Vec<RowFault>,
    /// Cells without a figure.
    pub(super) empty: u64,
}

/// A row and where it stood.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    /// Its bytes, with the end of the line.
    pub(super) bytes: Vec<u8>,
    /// Line of the file, from 1; none in a JSON file, where rows have no lines of their own.
    pub(super) line: Option<u64>,
    /// Heading of its column, in a table that a map was applied to.
    pub(super) column: Option<String>,
}

const NDJSON: &str = "application/x-ndjson";

impl Document {
    /// Reads a file whose rows have the fields of the API. The rows go to the server as they are, so
    /// that it is the server that judges them.
    pub(super) fn read(path: &Path) -> anyhow::Result<Document> {
        let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
        let parse: fn(&[u8]) -> anyhow::Result<Parts> = match extension.as_ref().and_then(|one| one.to_str())
        {
            Some("csv") => csv_rows,
            Some("ndjson" | "jsonl") => |text| Ok(ndjson_rows(text)),
            Some("json") => json_rows,
            _ => bail!(WrongUse(format!(
                "{}: BLIS reads .csv, .json and .ndjson; a table of another shape needs --map",
                path.display()
            ))),
        };
        let bytes = load(path)?;
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let parts = parse(text).with_context(|| format!("{} cannot be read", path.display()))?;
        if parts.rows.is_empty() {
            bail!("{} has no rows", path.display());
        }
        Ok(Document {
            name: path.display().to_string(),
            heading: parts.heading,
            content_type: parts.content_type,
            rows: parts.rows,
            faults: Vec::new(),
            empty: 0,
        })
    }

    /// Reads a table of another shape by a map.
    pub(super) fn mapped(
        path: &Path,
        map: &Map,
        period: Option<Period>,
        areas: &AreaFinder,
    ) -> anyhow::Result<Document> {
        let name = path.display().to_string();
        let file_name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        let mapped = map::apply(map, &load(path)?, file_name, period, areas)
            .with_context(|| format!("{name} does not fit the map"))?;
        if mapped.rows.is_empty() && mapped.faults.is_empty() {
            bail!("{name} has no figures");
        }
        let rows: Result<Vec<Row>, serde_json::Error> = mapped
            .rows
            .into_iter()
            .map(|row| {
                Ok(Row {
                    bytes: line_of(serde_json::to_vec(&row.observation)?),
                    line: Some(row.line),
                    column: Some(row.column),
                })
            })
            .collect();
        Ok(Document {
            rows: rows.with_context(|| format!("{name}: cannot write the figures as JSON"))?,
            name,
            heading: Vec::new(),
            content_type: NDJSON,
            faults: mapped.faults,
            empty: mapped.empty,
        })
    }
}

fn load(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

struct Parts {
    heading: Vec<u8>,
    content_type: &'static str,
    rows: Vec<Row>,
}

/// Cuts a CSV file between its records, without changing a byte of them.
fn csv_rows(text: &[u8]) -> anyhow::Result<Parts> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let mut lines = LineCounter::new(text);
    let mut starts: Vec<(usize, u64)> = Vec::new();
    for record in reader.byte_records() {
        let record = record?;
        let position = record.position().context("a record has no position")?;
        starts.push((usize::try_from(position.byte())?, lines.of(position.byte())));
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let mut pieces = starts
        .iter()
        .zip(ends)
        .map(|((start, line), end)| (line_of(trimmed(&text[*start..end]).to_vec()), *line));
    let (heading, _) = pieces.next().context("there is no heading")?;
    let rows = pieces
        .map(|(bytes, line)| Row {
            bytes,
            line: Some(line),
            column: None,
        })
        .collect();
    Ok(Parts {
        heading,
        content_type: "text/csv",
        rows,
    })
}

fn ndjson_rows(text: &[u8]) -> Parts {
    let rows = text
        .split(|byte| *byte == b'\n')
        .zip(1..)
        .map(|(bytes, line)| (trimmed(bytes), line))
        .filter(|(bytes, _)| !bytes.is_empty())
        .map(|(bytes, line)| Row {
            bytes: line_of(bytes.to_vec()),
            line: Some(line),
            column: None,
        })
        .collect();
    Parts {
        heading: Vec::new(),
        content_type: NDJSON,
        rows,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonFile {
    observations: Vec<Value>,
}

/// The rows of a JSON file, one a line, so that a large file can be cut.
fn json_rows(text: &[u8]) -> anyhow::Result<Parts> {
    let file: JsonFile = serde_json::from_slice(text)?;
    let rows: Result<Vec<Row>, serde_json::Error> = file
        .observations
        .iter()
        .map(|row| {
            Ok(Row {
                bytes: line_of(serde_json::to_vec(row)?),
                line: None,
                column: None,
            })
        })
        .collect();
    Ok(Parts {
        heading: Vec::new(),
        content_type: NDJSON,
        rows: rows?,
    })
}

/// The bytes without line ends around them; a blank line between two records belongs to neither.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let start = bytes.iter().position(|byte| !is_end(byte)).unwrap_or(bytes.len());
    let end = bytes
        .iter()
        .rposition(|byte| !is_end(byte))
        .map_or(start, |last| last + 1);
    &bytes[start..end]
}

fn line_of(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parts: &Parts) -> Vec<(Option<u64>, &str)> {
        let row = |row: &'_ Row| row.line;
        parts
            .rows
            .iter()
            .map(|one| (row(one), std::str::from_utf8(&one.bytes).unwrap()))
            .collect()
    }

    #[test]
    fn csv_is_cut_between_records_and_not_inside_a_quoted_cell() {
        let parts = csv_rows(b"indicator,note\r\nA,\"two\nlines\"\r\n\r\nB,x").unwrap();
        assert_eq!(parts.heading, b"indicator,note\n");
        assert_eq!(
            told(&parts),
            [(Some(2), "A,\"two\nlines\"\n"), (Some(5), "B,x\n")]
        );
    }

    #[test]
    fn a_row_with_too_few_fields_is_left_to_the_server() {
        assert_eq!(csv_rows(b"a,b\n1\n").unwrap().rows.len(), 1);
    }

    #[test]
    fn ndjson_keeps_its_line_numbers_over_blank_lines() {
        let parts = ndjson_rows(b"{\"a\":1}\n\n  not json\r\n");
        assert_eq!(
            told(&parts),
            [(Some(1), "{\"a\":1}\n"), (Some(3), "  not json\n")]
        );
    }

    #[test]
    fn json_becomes_a_row_a_line() {
        let parts = json_rows(br#"{"observations": [{"value": 1}, 7]}"#).unwrap();
        assert_eq!(told(&parts), [(None, "{\"value\":1}\n"), (None, "7\n")]);
        assert!(json_rows(br#"{"observation": []}"#).is_err());
        assert!(json_rows(b"[]").is_err());
    }
}
