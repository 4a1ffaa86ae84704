//! What a batch takes of memory, whatever its size: a server in a small machine must not be ended by one sender.

use crate::harness::{self, Feed, Place, asked};
use blis_client::PushCall;
use blis_domain::area::AreaScope;
use blis_domain::period::Frequency;
use blis_domain::receipt::{BatchMode, Receipt};
use blis_testing::Kind;
use std::fmt::Write;

on_both!(
    a_large_batch_stays_within_memory,
    a_line_without_end_is_told_within_memory
);

/// The most that the server may have, in MiB.
const MOST: u64 = 300;

/// A CSV body of so many rows, all of different cells; the figures of each time are others.
fn body(feed: &Feed<'_>, rows: usize, time: u8) -> String {
    let client = feed.server.client();
    let areas = asked(client.areas(AreaScope::Country, None));
    let indicators = asked(client.indicators());
    let sheets = indicators
        .iter()
        .filter(|sheet| sheet.formula.is_none() && sheet.frequency == Frequency::Year);
    let mut text = "indicator,area,period,value\n".to_owned();
    let mut left = rows;
    for sheet in sheets {
        let value = sheet.min.unwrap_or(1.0).max(1.0).min(sheet.max.unwrap_or(1.0)) + f64::from(time);
        for year in 1900..2000 {
            for area in &areas {
                if left == 0 {
                    return text;
                }
                left -= 1;
                writeln!(text, "{},{},{year},{value}", sheet.code, area.code).unwrap();
            }
        }
    }
    panic!("there are too few cells for {rows} rows");
}

fn pushed(feed: &Feed<'_>, key: &str, body: String) -> Receipt {
    let client = feed.server.client().with_token(feed.token());
    let call = PushCall {
        key: key.to_owned(),
        content_type: "text/csv".to_owned(),
        body: body.into_bytes(),
        encoding: None,
        dry_run: false,
        mode: BatchMode::Atomic,
    };
    asked(client.push("srda", call)).receipt
}

fn a_large_batch_stays_within_memory(place: Place) {
    stays_within_memory(&place, 100_000);
}

/// The largest batch there is, on both databases.
#[test]
#[ignore = "it takes minutes"]
fn the_largest_batch_stays_within_memory() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        harness::run(kind, |place| stays_within_memory(&place, 1_000_000));
    }
}

fn stays_within_memory(place: &Place, rows: usize) {
    let feed = place.serve_feed();
    let receipt = pushed(&feed, "large", body(&feed, rows, 0));
    let first = feed.server.peak_memory();
    let again = pushed(&feed, "other figures", body(&feed, rows, 1));
    let rows = rows as u64;
    assert_eq!((receipt.counts.received, receipt.counts.new), (rows, rows));
    // Each is held against all that is known of its indicator.
    assert_eq!((again.counts.received, again.counts.changed), (rows, rows));
    let peak = feed.server.peak_memory();
    assert!(peak < MOST, "{first} MiB, and then {peak} MiB");
}

fn a_line_without_end_is_told_within_memory(place: Place) {
    let feed = place.serve_feed();
    let line = "1".repeat(50 << 20);
    let body = format!("indicator,area,period,value\nCTX.POP,0804400,2019,{line}\nCTX.POP,0804400,2018,1\n");
    let receipt = pushed(&feed, "line", body);
    let told: Vec<(u64, &str)> = receipt
        .rows
        .iter()
        .map(|row| (row.row, row.code.as_str()))
        .collect();
    assert_eq!(told, [(1, "row_too_long")], "and the row after it is good");
    let peak = feed.server.peak_memory();
    assert!(peak < MOST / 2, "{peak} MiB");
}
