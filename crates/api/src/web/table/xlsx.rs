//! A table as XLSX: one sheet, of cells that say themselves what they are. A text is a text there, so nothing has to be
//! added to it, and nothing is ever written as a formula or as a link.

use super::{Cell, Column};
use crate::web::problem::ApiError;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use std::borrow::Cow;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// The most a cell holds, in units of UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// An instant is a number of days here; this shows it as ISO 8601 in UTC.
const INSTANT: &str = r#"yyyy\-mm\-dd\Thh:mm:ss\Z"#;

/// A table that is being written.
pub(super) struct XlsxTable {
    workbook: Workbook,
    instant: Format,
    next: u32,
}

impl XlsxTable {
    /// The table with its headings, which stay in sight.
    pub(super) fn new(title: &str, columns: &[Column], now: OffsetDateTime) -> Result<XlsxTable, ApiError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(
            &DocProperties::new()
                .set_title(title)
                .set_creation_datetime(&of_excel(now).map_err(ApiError::internal)?),
        );
        headed(&mut workbook, title, columns).map_err(ApiError::internal)?;
        Ok(XlsxTable {
            workbook,
            instant: Format::new().set_num_format(INSTANT),
            next: 1,
        })
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), ApiError> {
        for (at, cell) in (0..).zip(cells) {
            self.cell(at, cell)?;
        }
        self.next += 1;
        Ok(())
    }

    /// The file.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, ApiError> {
        self.workbook.save_to_buffer().map_err(ApiError::internal)
    }

    fn cell(&mut self, at: u16, cell: &Cell) -> Result<(), ApiError> {
        let sheet = self
            .workbook
            .worksheet_from_index(0)
            .map_err(ApiError::internal)?;
        let written = match cell {
            Cell::Text(text) => sheet.write_string(self.next, at, fitting(text)),
            Cell::Number(number) if number.is_finite() => sheet.write_number(self.next, at, *number),
            Cell::Instant(instant) => match of_excel(*instant) {
                Ok(number) => sheet.write_datetime_with_format(self.next, at, number, &self.instant),
                // Before 1900 a spreadsheet has no dates.
                Err(_) => {
                    let text = instant.format(&Rfc3339).map_err(ApiError::internal)?;
                    sheet.write_string(self.next, at, text)
                }
            },
            Cell::Number(_) | Cell::Nothing => return Ok(()),
        };
        written.map(drop).map_err(ApiError::internal)
    }
}

fn headed(workbook: &mut Workbook, title: &str, columns: &[Column]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name(title)?;
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, column.heading, &bold)?;
        sheet.set_column_width(at, column.width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn of_excel(instant: OffsetDateTime) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_timestamp(instant.to_offset(UtcOffset::UTC).unix_timestamp())
}

/// The text as far as a cell takes it. One that had to be cut says so.
fn fitting(text: &str) -> Cow<'_, str> {
    let length = text.encode_utf16().count();
    if length <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let told = format!(" … [{length} > {LONGEST_TEXT}; CSV]");
    let mut room = LONGEST_TEXT - told.encode_utf16().count();
    let kept = text.chars().take_while(|letter| {
        let fits = letter.len_utf16() <= room;
        room = room.saturating_sub(letter.len_utf16());
        fits
    });
    Cow::Owned(kept.collect::<String>() + &told)
}
