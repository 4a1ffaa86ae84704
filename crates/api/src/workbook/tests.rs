//! Books as programs write them, books as nobody should, and another reader beside ours.

use super::*;
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Written};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// The rows of a book, each with its line, its width and its cells.
fn read(book: &[u8], sheet: Option<&str>) -> Result<Vec<(u32, u32, Vec<Cell>)>, ProblemDraft> {
    let mut rows = Vec::new();
    let mut each = |row: SheetRow<'_>| {
        rows.push((row.line, row.width, row.cells.to_vec()));
        Ok(())
    };
    let outcome = Workbook::open(Cursor::new(book)).and_then(|mut book| book.rows(sheet, &mut each));
    outcome.map(|()| rows).map_err(|error| *error.draft)
}

fn code(outcome: Result<Vec<(u32, u32, Vec<Cell>)>, ProblemDraft>) -> (u16, Option<&'static str>) {
    let problem = outcome.expect_err("it must be refused");
    (
        problem.code.status(),
        problem.faults.first().map(|fault| fault.code),
    )
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn cells_are_what_people_see_in_them() {
    let mut book = Written::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write(1, 0, "indicator").unwrap();
    sheet.write(1, 2, "Bezdarbs & <algas>\n\"dūmi\"").unwrap();
    sheet.write(3, 1, 840_200).unwrap();
    sheet.write(3, 2, 7.32).unwrap();
    sheet.write(3, 3, true).unwrap();
    sheet
        .write_formula(3, 4, Formula::new("=1+1").set_result("2"))
        .unwrap();
    sheet
        .write_with_format(4, 0, ExcelDateTime::from_ymd(2016, 3, 1).unwrap(), &date)
        .unwrap();
    sheet.write_blank(5, 0, &date).unwrap();
    let book = book.save_to_buffer().unwrap();
    assert_eq!(
        read(&book, None).unwrap(),
        [
            (
                2,
                3,
                vec![
                    text("indicator"),
                    Cell::Blank,
                    text("Bezdarbs & <algas>\n\"dūmi\"")
                ]
            ),
            (
                4,
                5,
                vec![
                    Cell::Blank,
                    Cell::Number(840_200.0),
                    Cell::Number(7.32),
                    Cell::Word(true),
                    Cell::Formula
                ]
            ),
            (5, 1, vec![Cell::Date]),
        ],
        "rows keep their numbers, and those without anything are none"
    );
}

/// What another reader makes of the same book.
#[test]
fn another_reader_sees_the_same() {
    let mut book = Written::new();
    let sheet = book.add_worksheet();
    for row in 0..200u32 {
        for column in 0..7u16 {
            match (row * 7 + u32::from(column)) % 5 {
                0 => sheet
                    .write(row, column, format!("šūna {row}_x000D_{column}"))
                    .map(|_| ()),
                1 => sheet.write(row, column, f64::from(row) / 7.0).map(|_| ()),
                2 => sheet.write(row, column, row % 2 == 0).map(|_| ()),
                3 => sheet.write(row, column, "kopīgs").map(|_| ()),
                _ => Ok(()),
            }
            .unwrap();
        }
    }
    let book = book.save_to_buffer().unwrap();
    let mut other: Xlsx<_> = Xlsx::new(Cursor::new(&book)).unwrap();
    let range = other.worksheet_range_at(0).unwrap().unwrap();
    let ours = read(&book, None).unwrap();
    assert_eq!(ours.len(), range.height());
    for (line, _, cells) in &ours {
        for column in 0..7 {
            let expected = match range.get_value((line - 1, column)) {
                None | Some(Data::Empty) => Cell::Blank,
                Some(Data::String(text)) => Cell::Text(text.clone()),
                Some(Data::Float(number)) => Cell::Number(*number),
                Some(Data::Bool(word)) => Cell::Word(*word),
                Some(other) => panic!("{other:?}"),
            };
            let found = cells.get(column as usize).unwrap_or(&Cell::Blank);
            assert_eq!(*found, expected, "row {line}, column {column}");
        }
    }
}

#[test]
fn one_sheet_in_sight_holds_the_rows() {
    let mut book = Written::new();
    book.add_worksheet()
        .set_name("Dati")
        .unwrap()
        .write(0, 0, "a")
        .unwrap();
    book.add_worksheet().set_name("Tukša").unwrap();
    let hidden = book.add_worksheet().set_name("Saraksti").unwrap();
    hidden.write(0, 0, "b").unwrap();
    hidden.set_hidden(true);
    let one = book.save_to_buffer().unwrap();
    assert_eq!(read(&one, None).unwrap()[0].2, [text("a")]);
    assert_eq!(read(&one, Some("Saraksti")).unwrap()[0].2, [text("b")]);
    assert_eq!(code(read(&one, Some("Nav"))), (400, Some("no_such_sheet")));

    for name in 0..15 {
        let sheet = book.add_worksheet().set_name(format!("S{name}")).unwrap();
        sheet.write(0, 0, "c").unwrap();
    }
    let many = book.save_to_buffer().unwrap();
    let refused = read(&many, None).unwrap_err();
    assert_eq!(refused.faults[0].code, "several_sheets");
    assert!(
        refused.detail.en.contains("Dati, S0, S1"),
        "{}",
        refused.detail.en
    );
}

/// A book of these parts, around one sheet.
fn book(sheet: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let of_book = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{of_book}/{kind}\" Target=\"{target}\"/>")
    };
    let root = relation("r1", "officeDocument", "xl/workbook.xml");
    let parts = relation("r1", "worksheet", "worksheets/sheet1.xml")
        + &relation("r2", "sharedStrings", "/xl/sharedStrings.xml")
        + &relation("r3", "styles", "../xl/styles.xml");
    let list = |relations: &str| format!("<Relationships>{relations}</Relationships>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    part("_rels/.rels", &list(&root));
    part("xl/_rels/workbook.xml.rels", &list(&parts));
    part(
        "XL\\Workbook.xml",
        "<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
    );
    part("xl/worksheets/sheet1.xml", sheet);
    for (name, text) in others {
        part(name, text);
    }
    zip.finish().unwrap().into_inner()
}

fn rows(inside: &str) -> String {
    format!("<worksheet><sheetData>{inside}</sheetData></worksheet>")
}

/// Kinds of cells that the writer of the tests does not make, as other programs do.
#[test]
fn cells_of_other_programs_are_read() {
    let sheet = rows(
        "<row><c t=\"inlineStr\"><is><r><t>a</t></r><r><t> b</t></r><rPh><t>x</t></rPh></is></c>\
         <c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2016-03-01</v></c><c s=\"1\"><v>42430</v></c>\
         <c t=\"str\"><v>a&amp;b&#x101;_x000D_</v></c><c t=\"s\"><v>1</v></c><c t=\"n\"><v>-1.5E3</v></c>\
         <c><v>many</v></c><c><f>A1</f></c></row>\
         <row r=\"7\" spans=\"1:3\"><c r=\"C7\"><v>1</v></c></row><row/>",
    );
    let strings = "<sst uniqueCount=\"99999999999999\"><si><t>zero</t></si><si><t>one</t></si></sst>";
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"d.m.yyyy\"/></numFmts>\
        <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    let book = book(
        &sheet,
        &[("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)],
    );
    assert_eq!(
        read(&book, None).unwrap(),
        [
            (
                1,
                9,
                vec![
                    text("a b"),
                    Cell::Error,
                    Cell::Date,
                    Cell::Date,
                    text("a&bā\r"),
                    text("one"),
                    Cell::Number(-1500.0),
                    text("many"),
                    Cell::Formula
                ]
            ),
            (7, 3, vec![Cell::Blank, Cell::Blank, Cell::Number(1.0)]),
        ]
    );
}

#[test]
fn a_far_cell_costs_no_more_than_a_near_one() {
    let book = book(
        &rows("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"),
        &[],
    );
    let (line, width, cells) = read(&book, None).unwrap().remove(0);
    assert_eq!(
        (line, width, cells.len()),
        (1_048_576, 16_384, 0),
        "it is counted and not kept"
    );
}

#[test]
fn what_no_program_writes_is_refused() {
    for sheet in [
        rows("<row r=\"2\"/><row r=\"2\"/>"),
        rows("<row r=\"0\"/>"),
        rows("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"),
        rows("<row><c r=\"1\"><v>1</v></c></row>"),
        rows("<row><c r=\"XFE1\"><v>1</v></c></row>"),
        rows("<row><c t=\"s\"><v>0</v></c></row>"),
        rows("<row><c><v>&bomb;</v></c></row>"),
        rows("<row><c></row></c>"),
        "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>".to_owned(),
        "<worksheet><sheetData><row>".to_owned(),
        format!("<worksheet><sheetData>{}", "<x>".repeat(100)),
        "<worksheet/>".to_owned(),
        String::new(),
    ] {
        assert_eq!(
            code(read(&book(&sheet, &[]), None)),
            (400, Some("invalid_workbook")),
            "{sheet}"
        );
    }
    let whole = book(&rows(""), &[]);
    for bytes in [&whole[..whole.len() / 2], b"PK\x03\x04", b""] {
        assert_eq!(code(read(bytes, None)), (400, Some("invalid_workbook")));
    }
}

/// Each is small on the way, and larger than memory when it is believed.
#[test]
fn a_book_that_grows_without_bound_is_refused() {
    let cell = "<row><c><v>1</v></c></row>";
    let many = book(&rows(&cell.repeat(50_000)), &[]);
    assert!(many.len() < 50_000, "small on the way: {}", many.len());
    let within = |most: u64| {
        let mut book = Workbook::within(Cursor::new(&many), most).map_err(|error| *error.draft)?;
        let outcome = book.rows(None, |_| Ok(()));
        outcome.map(|()| Vec::new()).map_err(|error| *error.draft)
    };
    assert!(within(2 << 20).is_ok());
    assert_eq!(
        code(within(1 << 20)),
        (413, None),
        "all parts together have a bound"
    );
    assert_eq!(code(within(1 << 8)), (413, None), "also those that name others");

    let long = "a".repeat(1 << 20);
    for (sheet, strings) in [
        (rows(&format!("<row><c><v>{long}</v></c></row>")), String::new()),
        (rows(&format!("<row x=\"{long}\"/>")), String::new()),
        (rows(&format!("<!-- {long} -->")), String::new()),
        (rows(cell), format!("<sst><si><t>{long}</t></si></sst>")),
    ] {
        let others = [("xl/sharedStrings.xml", strings.as_str())];
        assert_eq!(code(read(&book(&sheet, &others), None)), (413, None));
    }

    let empty: Vec<(String, &str)> = (0..1_000).map(|at| (format!("{at}.xml"), "")).collect();
    let empty: Vec<(&str, &str)> = empty.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    assert_eq!(
        code(read(&book(&rows(cell), &empty), None)),
        (413, None),
        "too many files"
    );
}

/// A text stands in the file once, and in as many rows as the file says.
#[test]
fn shared_texts_count_as_often_as_they_stand_there() {
    let text = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(65_000));
    let shared = "<row><c t=\"s\"><v>0</v></c></row>";
    let few = book(&rows(&shared.repeat(10)), &[("xl/sharedStrings.xml", &text)]);
    assert_eq!(read(&few, None).unwrap().len(), 10);
    let many = book(&rows(&shared.repeat(5_000)), &[("xl/sharedStrings.xml", &text)]);
    let mut rows = 0;
    let outcome = Workbook::open(Cursor::new(&many)).and_then(|mut book| {
        book.rows(None, |_| {
            rows += 1;
            Ok(())
        })
    });
    assert_eq!(outcome.unwrap_err().draft.code, ProblemCode::BodyTooLarge);
    assert!(rows < 4_500, "{rows}");
}
