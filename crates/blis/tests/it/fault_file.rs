//! A file with every fault that files of figures have been seen with, sent to a running server: the receipt names each by
//! its row, all else is stored as it was sent, and the server stays as small as it was.

use crate::harness::{Feed, Place, answer, asked};
use blis_client::{ClientError, ObservationsQuery, PushCall};
use blis_domain::area::AreaScope;
use blis_domain::receipt::{BatchMode, Receipt};
use blis_testing::honest;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::Workbook;
use std::io::Write;

on_both!(each_fault_is_named_by_its_row_and_harms_nothing);

/// Income tax for each inhabitant, which knows no upper bound; and an index that may lie below zero.
const TAX: &str = "CTX.PIT.PC";
const INDEX: &str = "CTX.TDI";

/// The most that the server may have, in MiB.
const MOST: u64 = 300;

/// The longest line there is, in MiB.
const LONG_LINE: usize = 50;

/// What a packed body becomes that is sent to fill the memory, in MiB.
const BOMB: usize = 270;

fn call(key: &str, content_type: &str, body: Vec<u8>, encoding: Option<&str>) -> PushCall {
    PushCall {
        key: key.to_owned(),
        content_type: content_type.to_owned(),
        body,
        encoding: encoding.map(str::to_owned),
        dry_run: false,
        mode: BatchMode::Partial,
    }
}

fn pushed(feed: &Feed<'_>, call: PushCall) -> Receipt {
    asked(feed.server.client().with_token(feed.token()).push("srda", call)).receipt
}

/// Why a body is refused as a whole.
fn refused(feed: &Feed<'_>, call: PushCall) -> (u16, String) {
    let client = feed.server.client().with_token(feed.token());
    match answer(client.push("srda", call)) {
        Err(ClientError::Problem(problem)) => {
            let code = problem.errors.first().map_or("", |fault| fault.code.as_str());
            (problem.status, code.to_owned())
        }
        other => panic!("it is refused, and not {other:?}"),
    }
}

/// `row code` of what the receipt names.
fn told(receipt: &Receipt) -> Vec<(u64, &str)> {
    receipt
        .rows
        .iter()
        .map(|row| (row.row, row.code.as_str()))
        .collect()
}

fn each_fault_is_named_by_its_row_and_harms_nothing(place: Place) {
    let feed = place.serve_feed();
    let areas: Vec<String> = asked(feed.server.client().areas(AreaScope::Country, None))
        .into_iter()
        .map(|area| area.code.to_string())
        .collect();
    let year_of = |indicator: &str, year: u16| -> Vec<String> {
        let rows = areas.iter().enumerate();
        rows.map(|(at, area)| format!("{indicator},{area},{year},{}", honest(at, year)))
            .collect()
    };
    let heading = "indicator,area,period,value\n";
    let history: Vec<String> = (2009..2016)
        .flat_map(|year| [year_of(TAX, year), year_of(INDEX, year)])
        .flatten()
        .collect();
    let history = format!("{heading}{}\n", history.join("\n"));
    let before = pushed(&feed, call("history", "text/csv", history.into_bytes(), None));
    assert_eq!(
        (before.counts.refused, before.counts.suspect),
        (0, 0),
        "{:?}",
        told(&before)
    );

    // The seeded faults, each at its row.
    let mut rows: Vec<Vec<u8>> = year_of(TAX, 2016).into_iter().map(String::into_bytes).collect();
    rows.extend(year_of(INDEX, 2016).into_iter().map(String::into_bytes));
    let count = areas.len();
    let value = |at: usize| honest(at, 2016);
    let sent = |at: usize, value: f64| format!("{TAX},{},2016,{value}", areas[at]).into_bytes();
    rows[3] = sent(3, value(3) * 10.0);
    rows[4] = sent(4, value(4) / 1000.0);
    (rows[10], rows[90]) = (sent(10, value(90)), sent(90, value(10)));
    rows[count + 5] = format!("{INDEX},{},2016,{}", areas[5], -value(5)).into_bytes();
    rows[20] = rows[21].clone();
    rows[30] = format!("{TAX},{},2099,1", areas[30]).into_bytes();
    rows[40] = format!("{TAX},{},2016", areas[40]).into_bytes();
    rows[50] = [format!("{TAX},{},2016,", areas[50]).as_bytes(), b"\xC4\x20"].concat();
    rows[60] = format!("{TAX},{},2016,{}", areas[60], "1".repeat(LONG_LINE << 20)).into_bytes();
    rows[70] = format!("{TAX},{},2016,=1+1", areas[70]).into_bytes();
    let body = [heading.as_bytes().to_vec(), rows.join(&b'\n')].concat();
    let receipt = pushed(&feed, call("seeded", "text/csv", body, None));
    let expected = [
        (4, "unit_slip"),
        (5, "unit_slip"),
        (11, "swapped_area"),
        (22, "duplicate_row"),
        (31, "future_period"),
        (41, "wrong_field_count"),
        (51, "not_utf8"),
        (61, "row_too_long"),
        (71, "not_a_number"),
        (91, "swapped_area"),
        (count as u64 + 6, "sign_slip"),
    ];
    assert_eq!(
        told(&receipt),
        expected,
        "each fault by its row, and nothing else"
    );
    let good = 2 * count as u64 - expected.len() as u64;
    assert_eq!(receipt.counts.new, good, "all other rows are stored");

    // Whole bodies that are no figures.
    let missing = format!("indicator,area,value\n{TAX},{},1\n", areas[0]);
    assert_eq!(
        refused(&feed, call("column", "text/csv", missing.into_bytes(), None)),
        (400, "missing_column".to_owned()),
        "a heading without a column"
    );
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(heading.as_bytes()).unwrap();
    let blank = vec![b'\n'; 1 << 20];
    for _ in 0..BOMB {
        packed.write_all(&blank).unwrap();
    }
    let (status, _) = refused(
        &feed,
        call("bomb", "text/csv", packed.finish().unwrap(), Some("gzip")),
    );
    assert_eq!(status, 413, "a body that unpacks without bound");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["indicator", "area", "period", "value"].into_iter().enumerate() {
        sheet.write(0, column as u16, name).unwrap();
    }
    sheet
        .write(1, 0, TAX)
        .unwrap()
        .write(1, 1, areas[40].as_str())
        .unwrap();
    sheet.write(1, 2, 2016).unwrap();
    sheet
        .write_formula(1, 3, "=HYPERLINK(\"http://example.com\")")
        .unwrap();
    sheet
        .write(2, 0, TAX)
        .unwrap()
        .write(2, 1, areas[50].as_str())
        .unwrap();
    sheet.write(2, 2, 2016).unwrap().write(2, 3, value(50)).unwrap();
    let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let receipt = pushed(&feed, call("formula", xlsx, book.save_to_buffer().unwrap(), None));
    assert_eq!(told(&receipt), [(1, "formula_cell")]);
    assert_eq!(receipt.counts.new, 1, "the row beside it is stored");

    // Nothing else is harmed, and the server is as small as before.
    let query = ObservationsQuery {
        area: Some(areas[3].parse().unwrap()),
        indicator: Some(TAX.parse().unwrap()),
        ..ObservationsQuery::default()
    };
    let of_area = asked(feed.server.client().observations(&query)).items;
    let values: Vec<Option<f64>> = of_area.iter().map(|one| one.value).collect();
    let known: Vec<Option<f64>> = (2009..2016).map(|year| Some(honest(3, year))).collect();
    assert_eq!(values, known, "what was known stays, and the slip is not public");
    let peak = feed.server.peak_memory();
    assert!(peak < MOST, "{peak} MiB");
}
