//! Files that cannot be cut as they stand, written out as lines of JSON.

use super::document::{LocalFault, Manner, after_mark};
use crate::map::Mapped;
use anyhow::Context;
use blis_api::reading::{self, Entry, LONGEST_ROW, ReadError, Taker};
use blis_domain::feed::{Fault, RawObservation, RawValue};
use blis_domain::text::Language;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};

/// The rows of a file as lines, and where they stood.
pub(super) struct Converted {
    pub(super) lines: File,
    pub(super) places: Places,
    pub(super) faults: Vec<LocalFault>,
}

/// Where rows stood in the file they were written out from.
#[derive(Debug, Default)]
pub(super) struct Places {
    lines: Vec<u32>,
    /// Of each row the heading of its column, by its number in `headings`.
    columns: Vec<u32>,
    headings: Vec<String>,
}

impl Places {
    /// Line and column of a row, counted from 1.
    pub(super) fn of(&self, row: u64) -> (Option<u64>, Option<String>) {
        let at = row.checked_sub(1).and_then(|at| usize::try_from(at).ok());
        let line = at.and_then(|at| self.lines.get(at)).map(|line| u64::from(*line));
        let column = at.and_then(|at| self.columns.get(at));
        let heading = column.and_then(|column| self.headings.get(*column as usize));
        (line, heading.cloned())
    }
}

/// Writes lines into a file that has no name, and is gone with the program.
struct Lines {
    out: BufWriter<File>,
    places: Places,
    faults: Vec<LocalFault>,
    language: Language,
    /// Entries that were taken.
    taken: u64,
}

impl Lines {
    fn new(language: Language) -> anyhow::Result<Lines> {
        let file = tempfile::tempfile().context("cannot make a file in the folder for temporary ones")?;
        Ok(Lines {
            out: BufWriter::new(file),
            places: Places::default(),
            faults: Vec::new(),
            language,
            taken: 0,
        })
    }

    fn take(&mut self, entry: Entry<'_>) -> std::io::Result<()> {
        self.taken += 1;
        let (text, line) = match entry {
            // Inside of a text in JSON no line ends.
            Entry::Text(text) => (text.replace(['\r', '\n'], " "), None),
            Entry::Row(row, line) => (serde_json::to_string(&object(*row))?, line),
            Entry::Fault(fault, line) => {
                self.refuse(&fault, line);
                return Ok(());
            }
        };
        // A letter of a cell may be six in JSON.
        if text.len() > LONGEST_ROW {
            let most = LONGEST_ROW as u32;
            self.refuse(&Fault::RowTooLong { most }, line);
            return Ok(());
        }
        self.places.lines.extend(line);
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")
    }

    fn refuse(&mut self, fault: &Fault, line: Option<u32>) {
        let fault = LocalFault::of(fault, self.taken, line.map(u64::from), self.language);
        self.faults.push(fault);
    }

    fn finish(self) -> anyhow::Result<Converted> {
        Ok(Converted {
            lines: self.out.into_inner().context("cannot write a temporary file")?,
            places: self.places,
            faults: self.faults,
        })
    }
}

/// A file of `observations`, or a table of JSON-stat.
pub(super) fn json(mut source: File, language: Language) -> anyhow::Result<Converted> {
    after_mark(&mut source)?;
    all(language, |take| reading::json(BufReader::new(source), take))
}

/// A sheet of a workbook.
pub(super) fn workbook(source: File, manner: &Manner<'_>) -> anyhow::Result<Converted> {
    all(manner.language, |take| {
        reading::workbook(BufReader::new(source), manner.sheet, take)
    })
}

fn all(
    language: Language,
    read: impl FnOnce(&mut Taker<'_>) -> Result<(), ReadError>,
) -> anyhow::Result<Converted> {
    let mut lines = Lines::new(language)?;
    read(&mut |entry| Ok(lines.take(entry)?)).map_err(|error| match error {
        ReadError::Refused(problem) => anyhow::anyhow!(problem.detail.get(language).to_owned()),
        failed => anyhow::Error::new(failed),
    })?;
    lines.finish()
}

/// The figures of a table that a map was applied to.
pub(super) fn mapped(mapped: Mapped) -> anyhow::Result<Converted> {
    let mut lines = Lines::new(Language::En)?;
    for row in mapped.rows {
        let places = &mut lines.places;
        let known = places.headings.iter().position(|heading| *heading == row.column);
        let column = known.unwrap_or_else(|| {
            places.headings.push(row.column);
            places.headings.len() - 1
        });
        places.columns.push(u32::try_from(column)?);
        places.lines.push(u32::try_from(row.line)?);
        serde_json::to_writer(&mut lines.out, &row.observation)?;
        lines.out.write_all(b"\n")?;
    }
    let faults = mapped.faults.into_iter().map(|fault| LocalFault {
        row: fault.line,
        line: Some(fault.line),
        column: fault.column,
        code: fault.fault.code().to_owned(),
        message: fault.fault.to_string(),
    });
    lines.faults = faults.collect();
    lines.finish()
}

/// A row as JSON has it.
fn object(row: RawObservation) -> Map<String, Value> {
    let RawObservation {
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
    } = row;
    let texts = [
        ("indicator", indicator),
        ("area", area),
        ("period", period),
        ("breakdown", breakdown),
        ("status", status),
        ("note", note),
        ("action", action),
        ("conf_status", conf_status),
    ];
    let mut object: Map<String, Value> = texts
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), Value::String(text?))))
        .collect();
    object.extend(number("value", value));
    object.extend(number("cases", cases));
    object
}

/// What stands in the place of a number, as JSON has it.
fn number(name: &str, value: RawValue) -> Option<(String, Value)> {
    let value = match value {
        RawValue::Absent => return None,
        RawValue::Null => Value::Null,
        RawValue::Number(number) => Value::from(number),
        RawValue::Text(text) => Value::String(text),
        // A word or a list in place of a number; the server says that it is none, by the same name.
        RawValue::Other(word) => match word.to_ascii_lowercase().as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::Array(Vec::new()),
        },
    };
    Some((name.to_owned(), value))
}
