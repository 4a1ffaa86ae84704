//! A table as CSV (RFC 4180): commas, lines that end with CR LF, a heading, UTF-8.

use super::formula::defused;
use super::{Cell, Column};
use crate::web::problem::ApiError;
use csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use time::format_description::well_known::Rfc3339;

/// Says that the text is UTF-8. Excel takes it for a Windows code page otherwise, and shows no Latvian letter; programs
/// that read UTF-8 pass over it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A table that is being written.
pub(super) struct CsvTable(Writer<Vec<u8>>);

impl CsvTable {
    /// The table with its headings.
    pub(super) fn new(columns: &[Column]) -> Result<CsvTable, ApiError> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.to_vec());
        let headings = columns.iter().map(|column| defused(column.heading));
        write(&mut writer, headings)?;
        Ok(CsvTable(writer))
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), ApiError> {
        let cells = cells.iter().map(written).collect::<Result<Vec<_>, _>>()?;
        write(&mut self.0, cells)
    }

    /// The file.
    pub(super) fn finish(self) -> Result<Vec<u8>, ApiError> {
        self.0
            .into_inner()
            .map_err(|error| ApiError::internal(error.to_string()))
    }
}

fn write<'a>(
    writer: &mut Writer<Vec<u8>>,
    cells: impl IntoIterator<Item = Cow<'a, str>>,
) -> Result<(), ApiError> {
    writer
        .write_record(cells.into_iter().map(|cell| cell.into_owned()))
        .map_err(ApiError::internal)
}

fn written(cell: &Cell) -> Result<Cow<'_, str>, ApiError> {
    Ok(match cell {
        Cell::Text(text) => defused(text),
        // Our own, and as a program reads it: a number below zero is no formula, and stays a number.
        Cell::Number(number) if number.is_finite() => Cow::Owned(number.to_string()),
        Cell::Instant(instant) => Cow::Owned(instant.format(&Rfc3339).map_err(ApiError::internal)?),
        Cell::Number(_) | Cell::Nothing => Cow::Borrowed(""),
    })
}
