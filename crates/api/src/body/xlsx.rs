//! XLSX: the first row that holds anything is the heading, each further one that does is a row.

use super::heading::{Heading, will_not_do};
use super::{LONGEST_ROW, Row, Taker, fault};
use crate::web::problem::ApiError;
use crate::workbook::{Cell, SheetRow, Workbook};
use blis_domain::feed::{CellContent, Fault, RawObservation, RawValue};
use blis_domain::problem::ProblemDraft;
use blis_domain::text::Text;
use std::io::{Read, Seek};

/// Hands the rows of a workbook over.
pub(super) fn rows(source: impl Read + Seek, take: &mut Taker<'_>) -> Result<(), ApiError> {
    placed_rows(source, None, &mut |_, row| take(row))
}

/// The same for a sheet that may be named, each row with its number in the sheet.
pub(crate) fn placed_rows(
    source: impl Read + Seek,
    sheet: Option<&str>,
    take: &mut dyn FnMut(u32, Row) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let mut heading = None;
    Workbook::open(source)?.rows(sheet, |cells| match &heading {
        None => {
            heading = Some(heading_of(&cells)?);
            Ok(())
        }
        Some(heading) => take(cells.line, row(heading, &cells)),
    })?;
    match heading {
        Some(_) => Ok(()),
        None => Ok(Heading::of(std::iter::empty()).map(|_| ())?),
    }
}

fn heading_of(row: &SheetRow<'_>) -> Result<Heading, ProblemDraft> {
    let names: Option<Vec<&str>> = row
        .cells
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) => Some(text.as_str()),
            Cell::Blank => Some(""),
            _ => None,
        })
        .collect();
    Heading::of(names.ok_or_else(no_heading)?.into_iter())
}

fn no_heading() -> ProblemDraft {
    let message = Text::new(
        "Kolonnu nosaukumiem jābūt tekstam.",
        "The names of the columns must be text.",
    );
    will_not_do(vec![fault(None, None, "cell_not_text", message)])
}

fn row(heading: &Heading, row: &SheetRow<'_>) -> Row {
    let texts = row.cells.iter().map(|cell| match cell {
        Cell::Text(text) => text.len(),
        _ => 0,
    });
    if texts.sum::<usize>() > LONGEST_ROW {
        let most = LONGEST_ROW as u32;
        return Err(Fault::RowTooLong { most });
    }
    let expected = heading.fields().len() as u32;
    if row.width > expected {
        let found = row.width;
        return Err(Fault::WrongFieldCount { expected, found });
    }
    let mut raw = RawObservation::default();
    for (at, field) in heading.fields().iter().enumerate() {
        // A row ends with its last cell that is not blank.
        let cell = row.cells.get(at).unwrap_or(&Cell::Blank);
        match *field {
            "indicator" => raw.indicator = text(field, cell)?,
            "area" => raw.area = area(field, cell)?,
            "period" => raw.period = period(field, cell)?,
            "breakdown" => raw.breakdown = text(field, cell)?,
            "value" => raw.value = value(field, cell)?,
            "status" => raw.status = text(field, cell)?,
            "note" => raw.note = text(field, cell)?,
            "action" => raw.action = text(field, cell)?,
            "conf_status" => raw.conf_status = text(field, cell)?,
            _ => raw.cases = value(field, cell)?,
        }
    }
    Ok(raw)
}

fn text(field: &str, cell: &Cell) -> Result<Option<String>, Fault> {
    let field = || field.to_owned();
    match cell {
        Cell::Blank => Ok(Some(String::new())),
        Cell::Text(text) => Ok(Some(text.clone())),
        Cell::Number(_) | Cell::Word(_) => Err(Fault::NotText { field: field() }),
        Cell::Date => Err(Fault::CellNotText {
            field: field(),
            holds: CellContent::Date,
        }),
        Cell::Error => Err(Fault::CellNotText {
            field: field(),
            holds: CellContent::Error,
        }),
        Cell::Formula => Err(Fault::FormulaCell { field: field() }),
    }
}

/// The digits of a code.
const AREA_DIGITS: usize = 7;

/// A spreadsheet takes a code for a number, and its leading zeros away.
fn area(field: &str, cell: &Cell) -> Result<Option<String>, Fault> {
    match cell {
        Cell::Number(number) if *number >= 0.0 => Ok(Some(format!("{number:0AREA_DIGITS$}"))),
        cell => text(field, cell),
    }
}

/// A year is a number; it can mean nothing else.
fn period(field: &str, cell: &Cell) -> Result<Option<String>, Fault> {
    match cell {
        Cell::Number(number) => Ok(Some(number.to_string())),
        cell => text(field, cell),
    }
}

fn value(field: &str, cell: &Cell) -> Result<RawValue, Fault> {
    Ok(match cell {
        Cell::Number(number) => RawValue::Number(*number),
        Cell::Word(word) => RawValue::Other(if *word { "TRUE" } else { "FALSE" }.to_owned()),
        cell => RawValue::Text(text(field, cell)?.unwrap_or_default()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Written, Worksheet};
    use std::io::Cursor;

    const HEADING: [&str; 7] = [
        "indicator",
        "area",
        "period",
        "value",
        "status",
        "breakdown",
        "note",
    ];

    fn read(write: impl FnOnce(&mut Worksheet)) -> Result<Vec<Row>, ProblemDraft> {
        let mut book = Written::new();
        write(book.add_worksheet());
        let mut all = Vec::new();
        let outcome = rows(Cursor::new(book.save_to_buffer().unwrap()), &mut |row| {
            all.push(row);
            Ok(())
        });
        outcome.map(|()| all).map_err(|error| *error.draft)
    }

    fn rows_of(write: impl FnOnce(&mut Worksheet)) -> Vec<Row> {
        let rows = read(|sheet| {
            sheet.write_row(0, 0, HEADING).unwrap();
            write(sheet);
        });
        rows.unwrap()
    }

    #[test]
    fn numbers_are_codes_and_years_again() {
        let rows = rows_of(|sheet| {
            sheet.write(1, 0, "CTX.UNEMP").unwrap();
            sheet.write(1, 1, 10_000).unwrap();
            sheet.write(1, 2, 2016).unwrap();
            sheet.write(1, 3, 7.32).unwrap();
            sheet.write(3, 3, "7.5").unwrap();
            sheet.write(3, 6, "pārrēķināts").unwrap();
        });
        let blank = || Some(String::new());
        let expected = RawObservation {
            indicator: Some("CTX.UNEMP".to_owned()),
            area: Some("0010000".to_owned()),
            period: Some("2016".to_owned()),
            breakdown: blank(),
            value: RawValue::Number(7.32),
            status: blank(),
            note: blank(),
            ..RawObservation::default()
        };
        assert_eq!(rows[0], Ok(expected));
        let second = rows[1].as_ref().unwrap();
        assert_eq!(second.value, RawValue::Text("7.5".to_owned()));
        assert_eq!(second.note.as_deref(), Some("pārrēķināts"));
        assert_eq!(second.area, blank(), "a blank cell is an empty field, as in CSV");
    }

    /// Nothing that stands for something else than is seen passes for a figure, and each is told by its row.
    #[test]
    fn formulas_dates_and_errors_are_faults_of_their_row() {
        let date = Format::new().set_num_format("yyyy");
        let rows = rows_of(|sheet| {
            sheet.write(1, 3, 1).unwrap();
            sheet.write_formula(2, 3, "=HYPERLINK(\"http://x\")").unwrap();
            sheet
                .write_with_format(3, 2, ExcelDateTime::from_ymd(2016, 1, 1).unwrap(), &date)
                .unwrap();
            sheet.write(4, 0, 7).unwrap();
            sheet.write(5, 3, true).unwrap();
            sheet.write(6, 7, "beyond").unwrap();
            sheet.write(7, 6, "a".repeat(32_000)).unwrap();
            sheet.write(7, 0, "ā".repeat(20_000)).unwrap();
        });
        let told: Vec<Option<(&str, Option<&str>)>> = rows
            .iter()
            .map(|row| row.as_ref().err().map(|fault| (fault.code(), fault.field())))
            .collect();
        assert_eq!(
            told,
            [
                None,
                Some(("formula_cell", Some("value"))),
                Some(("cell_not_text", Some("period"))),
                Some(("not_text", Some("indicator"))),
                None,
                Some(("wrong_field_count", None)),
                Some(("row_too_long", None)),
            ]
        );
        assert_eq!(
            rows[4].as_ref().unwrap().value,
            RawValue::Other("TRUE".to_owned())
        );
    }

    #[test]
    fn a_heading_is_text_and_names_the_fields() {
        let code = |write: fn(&mut Worksheet)| read(write).unwrap_err().faults[0].code;
        assert_eq!(code(|_| {}), "missing_column");
        let number = |sheet: &mut Worksheet| sheet.write(0, 0, 7).map(|_| ()).unwrap();
        assert_eq!(code(number), "cell_not_text");
        let unknown = |sheet: &mut Worksheet| sheet.write(0, 1, "Pašvaldība").map(|_| ()).unwrap();
        assert_eq!(code(unknown), "unknown_column");
    }
}
