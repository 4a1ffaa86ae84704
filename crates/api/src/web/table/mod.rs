//! Tables to take along, as CSV or XLSX: columns with headings, and cells of which each says what it is. Every table
//! that leaves BLIS as a file is written here and nowhere else, so that no text from outside reaches a spreadsheet as a
//! formula ([`formula`]).

mod csv;
mod file;
mod formula;
mod xlsx;

#[cfg(test)]
mod tests;

pub(crate) use file::{TableFile, TablePath, content_type, format_of, table_format};
pub(crate) use formula::undefused;

use self::csv::CsvTable;
use self::xlsx::XlsxTable;
use super::problem::ApiError;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::wire::TableFormat;
use time::OffsetDateTime;

/// The most rows of a file.
pub(crate) const MOST_ROWS: u64 = 100_000;

/// The most bytes of text in a file, before it is packed.
const MOST_BYTES: usize = 64 << 20;

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// What stands above it.
    pub(crate) heading: &'static str,
    /// How wide it is in a spreadsheet, in characters.
    pub(crate) width: u8,
}

impl Column {
    /// A column of this heading and width.
    pub(crate) const fn new(heading: &'static str, width: u8) -> Column {
        Column { heading, width }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Text, from wherever: never a formula, a number or a date, whatever it looks like.
    Text(String),
    /// A number of ours. One that is none (an infinity) is left away.
    Number(f64),
    /// An instant.
    Instant(OffsetDateTime),
    /// Nothing.
    Nothing,
}

impl Cell {
    /// Text where there is some.
    pub(crate) fn text(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Nothing, |text| Cell::Text(text.into()))
    }

    /// A count, or another whole number. Spreadsheets tell them apart up to 2⁵³.
    pub(crate) fn count(count: u64) -> Cell {
        Cell::Number(count as f64)
    }

    /// How much of the file it fills, about.
    fn bytes(&self) -> usize {
        match self {
            Cell::Text(text) => text.len(),
            Cell::Number(_) | Cell::Instant(_) => 8,
            Cell::Nothing => 1,
        }
    }
}

/// Writes a table row by row.
pub(crate) struct TableWriter {
    format: TableFormat,
    notation: Notation,
    rows: u64,
    bytes: usize,
}

enum Notation {
    Csv(Box<CsvTable>),
    Xlsx(Box<XlsxTable>),
}

impl TableWriter {
    /// A table with nothing but its headings. Its title names the sheet of a spreadsheet: 31 characters at the most,
    /// without `[]:*?/\`.
    pub(crate) fn new(
        format: TableFormat,
        title: &str,
        columns: &[Column],
        now: OffsetDateTime,
    ) -> Result<TableWriter, ApiError> {
        let notation = match format {
            TableFormat::Csv => Notation::Csv(Box::new(CsvTable::new(columns)?)),
            TableFormat::Xlsx => Notation::Xlsx(Box::new(XlsxTable::new(title, columns, now)?)),
        };
        Ok(TableWriter {
            format,
            notation,
            rows: 0,
            bytes: 0,
        })
    }

    /// Adds a row, with a cell for each column. A table that grows beyond its bounds is refused: one that was cut
    /// would pass for the whole.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<(), ApiError> {
        self.rows += 1;
        self.bytes += cells.iter().map(Cell::bytes).sum::<usize>();
        check_rows(self.rows)?;
        if self.bytes > MOST_BYTES {
            return Err(too_large());
        }
        match &mut self.notation {
            Notation::Csv(table) => table.row(cells),
            Notation::Xlsx(table) => table.row(cells),
        }
    }

    /// The whole file. Its name is `name`, of ASCII letters and `-`, with the day it was written.
    pub(crate) fn finish(self, name: &'static str, now: OffsetDateTime) -> Result<TableFile, ApiError> {
        let bytes = match self.notation {
            Notation::Csv(table) => table.finish()?,
            Notation::Xlsx(table) => table.finish()?,
        };
        Ok(TableFile::new(name, now, self.format, self.rows, bytes))
    }
}

/// Refuses a table of more rows than a file may have. Whoever knows their number before reading them asks first.
pub(crate) fn check_rows(rows: u64) -> Result<(), ApiError> {
    match rows {
        0..=MOST_ROWS => Ok(()),
        _ => Err(ProblemDraft::new(
            ProblemCode::TableTooLarge,
            format!("Rindu ir vairāk nekā {MOST_ROWS}. Sašauriniet atlasi, piemēram, ar from un to, un lejupielādējiet pa daļām."),
            format!("There are more than {MOST_ROWS} rows. Narrow what is asked for, for instance by from and to, and take it in parts."),
        )
        .into()),
    }
}

fn too_large() -> ApiError {
    let mib = MOST_BYTES >> 20;
    ProblemDraft::new(
        ProblemCode::TableTooLarge,
        format!("Rindās ir vairāk nekā {mib} MiB teksta. Sašauriniet atlasi, piemēram, ar from un to, un lejupielādējiet pa daļām."),
        format!("The rows hold more than {mib} MiB of text. Narrow what is asked for, for instance by from and to, and take it in parts."),
    )
    .into()
}
