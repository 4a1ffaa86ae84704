//! The catalogue as CSV: a sheet a row, its columns named as the fields, both languages of a text beside each other.

use super::VERSION;
use super::fault::{CatalogueFault, of_file};
use super::fields::{Entry, Field, Kind};
use crate::web::problem::ApiError;
use crate::web::table::{Cell, Column, TableWriter, undefused};
use ::csv::ReaderBuilder;
use blis_domain::indicator::Indicator;
use blis_domain::sheet::{FIELDS, Sheet};
use blis_domain::wire::TableFormat;
use serde_json::Value;
use std::error::Error;
use time::OffsetDateTime;

/// Stands between the codes of a list.
const BETWEEN_CODES: &str = " ";

/// The names of the columns: the fields, with the version behind the code.
fn columns() -> Vec<&'static str> {
    let mut columns = FIELDS.to_vec();
    columns.insert(1, VERSION);
    columns
}

/// The file. It is written as every other table, so that no text of a sheet becomes a formula of a spreadsheet.
pub(super) fn write(sheets: &[(Indicator, u64)]) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    written(sheets).map_err(ApiError::into_cause)
}

fn written(sheets: &[(Indicator, u64)]) -> Result<Vec<u8>, ApiError> {
    let columns: Vec<Column> = columns().into_iter().map(|name| Column::new(name, 20)).collect();
    // CSV says nothing of when it was written.
    let never = OffsetDateTime::UNIX_EPOCH;
    let mut table = TableWriter::new(TableFormat::Csv, "catalogue", &columns, never)?;
    for (indicator, version) in sheets {
        let mut cells: Vec<Cell> = Sheet::from(indicator)
            .fields()
            .into_iter()
            .map(|(_, value)| cell(value))
            .collect();
        cells.insert(1, Cell::count(*version));
        table.row(&cells)?;
    }
    Ok(table.finish("catalogue", never)?.into_bytes())
}

fn cell(value: Value) -> Cell {
    match value {
        Value::String(text) => Cell::Text(text),
        Value::Number(number) => number.as_f64().map_or(Cell::Nothing, Cell::Number),
        Value::Array(codes) => {
            let codes: Vec<&str> = codes.iter().filter_map(Value::as_str).collect();
            Cell::Text(codes.join(BETWEEN_CODES))
        }
        Value::Bool(true) => Cell::Text("true".to_owned()),
        _ => Cell::Nothing,
    }
}

/// The sheets of a file, each with the line it begins on.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Vec<CatalogueFault>> {
    // The library counts a line that ends with CR LF when it has read both, and then names the one before.
    let text = &text.replace("\r\n", "\n");
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let heading = reader
        .headers()
        .map_err(|error| vec![unreadable(&error)])?
        .clone();
    let names: Vec<String> = heading.iter().map(|name| name.trim().to_owned()).collect();
    let faults = heading_faults(&names);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut entries = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| vec![unreadable(&error)])?;
        let line = record.position().map_or(0, ::csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let fields = names.iter().zip(&record).map(|(name, cell)| Field {
            name: name.clone(),
            line: None,
            value: value(Kind::of(name), cell),
        });
        entries.push(Entry {
            line,
            fields: fields.collect(),
        });
    }
    Ok(entries)
}

/// Excel set to Latvian writes semicolons. No name of a column has either sign in it.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    match heading.contains(';') && !heading.contains(',') {
        true => b';',
        false => b',',
    }
}

fn heading_faults(names: &[String]) -> Vec<CatalogueFault> {
    let told = |field: &str, code, lv: &str, en: &str| CatalogueFault {
        field: Some(field.chars().take(60).collect()),
        ..of_file(Some(1), code, lv, en)
    };
    let mut faults = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if Kind::of(name).is_none() {
            faults.push(told(
                name,
                "unknown_field",
                "Šādas kolonnas katalogam nav.",
                "The catalogue has no such column.",
            ));
        } else if names[..at].contains(name) {
            faults.push(told(
                name,
                "duplicate",
                "Šī kolonna ir divreiz.",
                "This column stands there twice.",
            ));
        }
    }
    let is_missing = |column: &&str| {
        let optional = Kind::of(column).is_none_or(Kind::may_be_left_out);
        !optional && !names.iter().any(|name| name == column)
    };
    let missing = columns().into_iter().filter(is_missing);
    faults.extend(missing.map(|column| {
        told(
            column,
            "missing_field",
            "Šīs kolonnas trūkst.",
            "This column is missing.",
        )
    }));
    faults
}

/// What stands in a cell. What does not read as what it should be stays text, and is told as a fault.
fn value(kind: Option<Kind>, cell: &str) -> Value {
    let text = undefused(cell);
    let trimmed = text.trim();
    match kind {
        Some(kind) if kind.may_be_left_out() && trimmed.is_empty() => Value::Null,
        Some(Kind::Whole | Kind::WholeOrNothing) => match trimmed.parse::<u64>() {
            Ok(number) => Value::from(number),
            Err(_) => Value::from(trimmed),
        },
        Some(Kind::NumberOrNothing) => match trimmed.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::from(number),
            _ => Value::from(trimmed),
        },
        Some(Kind::Codes) => trimmed
            .split([' ', ',', ';'])
            .filter(|code| !code.is_empty())
            .map(Value::from)
            .collect(),
        // A breakdown by two dimensions has a comma in it.
        Some(Kind::Breakdowns | Kind::AgeGroups) => trimmed
            .split([' ', ';'])
            .filter(|code| !code.is_empty())
            .map(Value::from)
            .collect(),
        // Spreadsheets write it in large letters.
        Some(Kind::YesOrNothing) => match trimmed.to_ascii_lowercase().parse::<bool>() {
            Ok(yes) => Value::from(yes),
            Err(_) => Value::from(trimmed),
        },
        _ => Value::from(text.into_owned()),
    }
}

fn unreadable(error: &::csv::Error) -> CatalogueFault {
    let line = error.position().map(::csv::Position::line);
    let (lv, en) = match error.kind() {
        ::csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => (
            format!("Rindā ir {len} lauki, bet virsrakstā — {expected_len}."),
            format!("The row has {len} fields, and the heading {expected_len}."),
        ),
        _ => (
            "CSV nevar nolasīt.".to_owned(),
            "The CSV cannot be read.".to_owned(),
        ),
    };
    of_file(line, "unreadable", lv, en)
}
