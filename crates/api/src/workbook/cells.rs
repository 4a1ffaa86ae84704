//! The rows of a sheet, cell by cell.

use super::archive::Part;
use super::formats::Formats;
use super::strings::{Strings, item};
use super::xml::{Xml, attribute};
use super::{Cell, LONGEST_CELL, SheetRow, broken, too_large};
use crate::web::problem::ApiError;
use quick_xml::events::{BytesStart, Event};
use std::io::Read;

/// The most columns that are kept of a row; cells beyond them are counted.
const MOST_COLUMNS: usize = 32;

/// The most bytes of text that the rows of a sheet hold together. Texts that cells share stand in the file once, and in
/// as many rows as it says.
const MOST_TEXT: usize = 256 << 20;

/// Reads the rows of a sheet.
pub(super) struct Cells<'w, R: Read> {
    xml: Xml<Part<'w, R>>,
    strings: &'w Strings,
    formats: &'w Formats,
    /// The row that is being read, counted from 1.
    line: u32,
    cells: Vec<Cell>,
    /// The column of the last cell, counted from 1.
    column: u32,
    text: usize,
}

/// How a cell is written.
struct Manner {
    kind: String,
    format: usize,
}

impl<'w, R: Read> Cells<'w, R> {
    pub(super) fn of(
        xml: Xml<Part<'w, R>>,
        strings: &'w Strings,
        formats: &'w Formats,
    ) -> Result<Cells<'w, R>, ApiError> {
        let mut cells = Cells {
            xml,
            strings,
            formats,
            line: 0,
            cells: Vec::new(),
            column: 0,
            text: 0,
        };
        loop {
            match cells.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(cells),
                Event::Eof => return Err(broken().into()),
                _ => {}
            }
        }
    }

    /// The next row that holds anything.
    pub(super) fn next(&mut self) -> Result<Option<SheetRow<'_>>, ApiError> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                    let number = attribute(&tag, "r")?;
                    let next = self.line.checked_add(1).ok_or_else(broken)?;
                    let line = match number {
                        None => next,
                        Some(number) => number.parse().map_err(|_| broken())?,
                    };
                    // Rows stand in their order; a place that comes twice would be two rows in one.
                    if line < next {
                        return Err(broken().into());
                    }
                    self.line = line;
                }
                Event::End(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => return Err(broken().into()),
                _ => continue,
            }
            let width = self.row()?;
            if width > 0 {
                return Ok(Some(SheetRow {
                    line: self.line,
                    cells: &self.cells[..self.cells.len().min(width as usize)],
                    width,
                }));
            }
        }
    }

    /// Reads the cells of the row that was just begun, and gives the column of the last one that is not blank.
    fn row(&mut self) -> Result<u32, ApiError> {
        self.cells.clear();
        self.column = 0;
        let mut width = 0;
        loop {
            let begun = match self.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "c" => Some(place(&tag, self.column)?),
                Event::Start(_) => None,
                Event::End(_) => return Ok(width),
                Event::Eof => return Err(broken().into()),
                _ => continue,
            };
            let Some((column, manner)) = begun else {
                self.xml.skip()?;
                continue;
            };
            self.column = column;
            let cell = self.cell(&manner)?;
            if cell != Cell::Blank {
                width = column;
            }
            if column as usize <= MOST_COLUMNS {
                self.cells.resize(column as usize - 1, Cell::Blank);
                if let Cell::Text(text) = &cell {
                    self.text += text.len();
                }
                if self.text > MOST_TEXT {
                    return Err(too_large().into());
                }
                self.cells.push(cell);
            }
        }
    }

    /// Reads the cell that was just begun.
    fn cell(&mut self, manner: &Manner) -> Result<Cell, ApiError> {
        let (mut value, mut inline, mut is_formula) = (String::new(), None, false);
        loop {
            let name = match self.xml.next()? {
                Event::Start(tag) => tag.local_name().as_ref().to_owned(),
                Event::End(_) => break,
                Event::Eof => return Err(broken().into()),
                _ => continue,
            };
            match name.as_str() {
                "v" => self.xml.text(&mut value, LONGEST_CELL)?,
                "is" => inline = Some(item(&mut self.xml)?),
                "f" => {
                    is_formula = true;
                    self.xml.skip()?;
                }
                _ => self.xml.skip()?,
            }
        }
        if is_formula {
            return Ok(Cell::Formula);
        }
        if let Some(text) = inline {
            return Ok(Cell::of(&text));
        }
        if value.is_empty() {
            return Ok(Cell::Blank);
        }
        Ok(match manner.kind.as_str() {
            "s" => {
                let number = value.parse().map_err(|_| broken())?;
                let text = self.strings.get(number).ok_or_else(broken)?;
                match text.is_empty() {
                    true => Cell::Blank,
                    false => Cell::Text(text.to_owned()),
                }
            }
            "b" => Cell::Word(matches!(value.trim(), "1" | "true")),
            "e" => Cell::Error,
            "d" => Cell::Date,
            "" | "n" => match value.trim().parse::<f64>() {
                Ok(_) if self.formats.is_date(manner.format) => Cell::Date,
                Ok(number) if number.is_finite() => Cell::Number(number),
                _ => Cell::of(&value),
            },
            _ => Cell::of(&value),
        })
    }
}

/// The column of a cell, and how it is written. Cells stand in their order.
fn place(tag: &BytesStart<'_>, before: u32) -> Result<(u32, Manner), ApiError> {
    let column = match attribute(tag, "r")? {
        None => before + 1,
        Some(reference) => column(&reference).ok_or_else(broken)?,
    };
    if column <= before || column > LAST_COLUMN {
        return Err(broken().into());
    }
    let format = attribute(tag, "s")?.and_then(|text| text.parse().ok());
    let manner = Manner {
        kind: attribute(tag, "t")?.unwrap_or_default(),
        format: format.unwrap_or(0),
    };
    Ok((column, manner))
}

/// The last column that a sheet can have: XFD.
const LAST_COLUMN: u32 = 16_384;

/// The column that the letters of a reference such as `AB7` name, counted from 1.
fn column(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let digit = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.fold(0u32, |column, letter| {
        column.saturating_mul(26).saturating_add(digit(letter))
    });
    (column > 0).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_by_letters() {
        assert_eq!(column("A1"), Some(1));
        assert_eq!(column("ab12"), Some(28));
        assert_eq!(column("XFD1048576"), Some(LAST_COLUMN));
        assert_eq!(column("12"), None);
        assert_eq!(column("ZZZZZZZZZZZZ1"), Some(u32::MAX));
    }
}
