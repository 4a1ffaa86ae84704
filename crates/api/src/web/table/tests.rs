//! Whatever stands in a table, a spreadsheet computes none of it.

use super::*;
use ::csv::ReaderBuilder;
use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use std::io::Cursor;
use time::macros::datetime;

const NOW: OffsetDateTime = datetime!(2026-11-29 20:15:30.123456 UTC);

const COLUMNS: [Column; 3] = [
    Column {
        heading: "Nr.",
        width: 8,
    },
    Column {
        heading: "Kas",
        width: 20,
    },
    Column {
        heading: "=Ar ko",
        width: 20,
    },
];

/// What begins a formula somewhere.
const FORMULA: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦'];

fn file(format: TableFormat, rows: &[[Cell; 3]]) -> Vec<u8> {
    let mut table = TableWriter::new(format, "Žurnāls", &COLUMNS, NOW).unwrap();
    for row in rows {
        table.row(row).unwrap();
    }
    table
        .finish("test", NOW)
        .unwrap()
        .into_parts(blis_domain::text::Language::Lv)
        .1
        .unwrap()
}

/// The cells of a CSV file below its headings, as a program reads them that cuts at `divider`.
fn read(bytes: &[u8], divider: u8) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .delimiter(divider)
        .flexible(true)
        .from_reader(bytes);
    let records = reader.records().map(|record| record.unwrap());
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

fn sheet(bytes: Vec<u8>) -> (calamine::Range<Data>, calamine::Range<String>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    (
        book.worksheet_range(&name).unwrap(),
        book.worksheet_formula(&name).unwrap(),
    )
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn a_csv_file_is_what_the_document_says() {
    let rows = [
        [Cell::count(1), text("Ķekava, \"A\""), text("a\nb")],
        [Cell::Number(-1.5), text("-1.5"), Cell::Nothing],
        [Cell::Number(f64::INFINITY), Cell::Instant(NOW), text("")],
    ];
    assert_eq!(
        String::from_utf8(file(TableFormat::Csv, &rows)).unwrap(),
        "\u{feff}Nr.,Kas,'=Ar ko\r\n\
         1,\"Ķekava, \"\"A\"\"\",\"a\nb\"\r\n\
         -1.5,'-1.5,\r\n\
         ,2026-11-29T20:15:30.123456Z,\r\n",
        "a number of ours below zero stays one; a text that looks like it does not become one"
    );
}

#[test]
fn a_sheet_holds_what_was_given_each_as_what_it_is() {
    let evil = "=HYPERLINK(\"http://evil\",\"x\")";
    let (values, formulas) = sheet(file(
        TableFormat::Xlsx,
        &[
            [Cell::Number(-1.5), text(evil), text("https://evil.example")],
            [Cell::Instant(NOW), text("007"), text("_x0041_ a\r\nb\0")],
            [Cell::Nothing, text("TRUE"), text("  ā  ")],
        ],
    ));
    let cell = |row, column| values.get((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(cell(0, 2), Data::String("=Ar ko".to_owned()));
    assert_eq!(cell(1, 0), Data::Float(-1.5));
    assert_eq!(cell(1, 1), Data::String(evil.to_owned()));
    assert_eq!(cell(1, 2), Data::String("https://evil.example".to_owned()));
    match cell(2, 0) {
        Data::DateTime(instant) => assert!((instant.as_f64() - 46_355.844_097).abs() < 1e-5, "{instant}"),
        other => panic!("an instant is one in a spreadsheet too: {other:?}"),
    }
    assert_eq!(cell(2, 1), Data::String("007".to_owned()));
    assert_eq!(cell(3, 0), Data::Empty);
    assert_eq!(cell(3, 1), Data::String("TRUE".to_owned()));
    assert_eq!(cell(3, 2), Data::String("  ā  ".to_owned()));
    assert!(formulas.used_cells().next().is_none(), "{formulas:?}");
}

#[test]
fn a_text_too_long_for_a_cell_says_that_it_was_cut() {
    let long = "𝄞".repeat(20_000);
    let row = [Cell::count(1), text(&long), Cell::Nothing];
    let (values, _) = sheet(file(TableFormat::Xlsx, std::slice::from_ref(&row)));
    let kept = values.get((1, 1)).unwrap().to_string();
    assert!(kept.encode_utf16().count() <= 32_767);
    assert!(
        kept.ends_with("𝄞 … [40000 > 32767; CSV]"),
        "{}",
        &kept[kept.len() - 40..]
    );
    let csv = read(&file(TableFormat::Csv, &[row]), b',');
    assert_eq!(csv[0][1], long, "CSV has all of it");
}

#[test]
fn a_table_that_grows_beyond_its_bounds_is_refused_and_never_cut() {
    assert!(check_rows(MOST_ROWS).is_ok());
    let refused = check_rows(MOST_ROWS + 1).unwrap_err();
    assert_eq!(refused.draft.code, ProblemCode::TableTooLarge);
    assert!(refused.draft.detail.en.contains("100000") && refused.draft.detail.lv.contains("from"));
    let columns = &COLUMNS[..1];
    let mut table = TableWriter::new(TableFormat::Csv, "T", columns, NOW).unwrap();
    for _ in 0..MOST_ROWS {
        table.row(&[Cell::Nothing]).unwrap();
    }
    assert!(table.row(&[Cell::Nothing]).is_err());
    let mut table = TableWriter::new(TableFormat::Csv, "T", columns, NOW).unwrap();
    let mib = [text(&"a".repeat(1 << 20))];
    for _ in 0..64 {
        table.row(&mib).unwrap();
    }
    let refused = table.row(&mib).unwrap_err();
    assert_eq!(refused.draft.code, ProblemCode::TableTooLarge);
    assert!(refused.draft.detail.en.contains("64 MiB"));
}

#[test]
fn the_name_of_a_file_is_ours() {
    for format in TableFormat::ALL {
        let file = TableFile::head("audit", NOW, format);
        let (mut answer, _) = file.into_parts(blis_domain::text::Language::En);
        let answer = answer.finish();
        let named = answer
            .headers()
            .get("content-disposition")
            .unwrap()
            .to_str()
            .unwrap();
        let wanted = format!(
            "attachment; filename=\"blis-audit-2026-11-29.{}\"",
            format.extension()
        );
        assert_eq!(named, wanted);
        assert_eq!(format_of(&format!("/a.{}", format.extension())).unwrap(), format);
    }
    for path in ["", "/a", "/a.csv/../b", "/a.CSV", "/csv.exe", "../../x"] {
        assert!(format_of(path).is_err(), "{path}");
    }
}

/// Texts full of what formulas, cells and lines begin with.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-=+@＝＋－＠﹦;,'\"| a1\t\r\n\u{a0}\u{feff}]{0,24}",
        "[-=+@][a-z!'|()\"; \r\n]{0,24}",
        "\\PC{0,24}",
    ]
}

/// Whether a program that drops blanks and quotes would see a formula.
fn is_formula(cell: &str) -> bool {
    let blank = |letter: char| letter == '"' || letter == '\u{feff}' || letter.is_whitespace();
    cell.trim_start_matches(blank).starts_with(FORMULA)
}

proptest! {
    #[test]
    fn no_cell_of_a_csv_file_begins_a_formula(who in nasty(), what in nasty()) {
        let bytes = file(TableFormat::Csv, &[[Cell::count(1), text(&who), text(&what)]]);
        let rows = read(&bytes, b',');
        prop_assert_eq!(rows.len(), 1);
        prop_assert_eq!(rows[0].len(), 3);
        for (cell, given) in rows[0][1..].iter().zip([&who, &what]) {
            prop_assert!(!is_formula(cell), "{:?} of {:?}", cell, given);
            prop_assert!(!cell.starts_with(['\t', '\r', '\n']), "{:?} of {:?}", cell, given);
            prop_assert_eq!(cell.replace('\'', ""), given.replace('\'', ""));
        }
    }

    /// Excel in Latvian cuts at semicolons, and minds quotes at the beginning of a cell alone.
    #[test]
    fn nor_for_a_program_that_cuts_it_elsewhere(who in nasty(), what in nasty()) {
        let bytes = file(TableFormat::Csv, &[[Cell::count(1), text(&who), text(&what)]]);
        let whole = String::from_utf8(bytes.clone()).unwrap();
        let other_programs = read(&bytes, b';').into_iter().chain(read(&bytes, b'\t')).flatten();
        let cut_everywhere = whole.split([';', '\t', '\r', '\n']).map(str::to_owned);
        for cell in other_programs.chain(cut_everywhere) {
            prop_assert!(!is_formula(&cell), "{:?} of {:?}", cell, whole);
        }
    }

    #[test]
    fn a_sheet_never_holds_a_formula(who in nasty(), what in nasty()) {
        let (values, formulas) = sheet(file(TableFormat::Xlsx, &[[Cell::count(1), text(&who), text(&what)]]));
        prop_assert!(formulas.used_cells().next().is_none());
        for (column, given) in [(1, &who), (2, &what)] {
            match values.get((1, column)) {
                Some(Data::String(_) | Data::Empty) | None => {}
                other => prop_assert!(false, "{:?} of {:?}", other, given),
            }
        }
    }
}
