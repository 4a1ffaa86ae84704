use crate::harness::{Done, Feed, Place};
use std::time::Duration;

/// Figures for all areas, several indicators and years: enough that storing them takes a while. Each
/// round has values of its own, so that every row is a change.
fn large_file(feed: &Feed<'_>, round: u32) -> (String, u64) {
    let areas = crate::harness::asked(feed.server.client().areas(blis_domain::area::AreaScope::Country));
    let mut text = String::from("indicator,area,period,value\n");
    let mut rows = 0;
    for indicator in [
        "CTX.REG.POP",
        "CTX.REG.POP0_6",
        "CTX.REG.POP7_18",
        "CTX.REG.POPRET",
        "EDU.SPEND.PC",
    ] {
        for area in &areas {
            for year in 2005..2015 {
                text.push_str(&format!("{indicator},{},{year},{}\n", area.code, 100 + round));
                rows += 1;
            }
        }
    }
    let name = format!("round-{round}.csv");
    feed.place.write(&name, &text);
    (name, rows)
}

#[test]
fn a_batch_that_a_power_cut_met_is_stored_whole_or_not_at_all() {
    let place = Place::new();
    let mut feed = place.serve_feed();
    let (name, rows) = large_file(&feed, 0);
    let (_, receipt) = feed.receipt(&[&name]);
    let mut version = receipt["version"].as_u64().unwrap();
    assert_eq!(feed.values(), rows);

    for (round, delay_ms) in (1..).zip([60, 250, 700]) {
        let (name, _) = large_file(&feed, round);
        let mut push = feed.push_command(&[&name]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(delay_ms));
        feed.server.cut();
        push.kill().unwrap();
        push.wait().unwrap();

        feed.server = place.serve();
        let stored = feed.server.values_since(Some(version));
        assert!(
            stored == 0 || stored == rows,
            "{stored} of {rows} rows after {delay_ms} ms"
        );
        let (code, receipt) = feed.receipt(&[&name]);
        assert_eq!((code, receipt["changed"].as_u64()), (0, Some(rows)));
        assert_eq!(
            receipt["replayed"].as_bool(),
            Some(stored == rows),
            "what was stored is answered by its receipt, what was not is stored now"
        );
        assert_eq!(feed.server.values_since(Some(version)), rows);
        version = receipt["version"].as_u64().unwrap();
    }
    assert_eq!(feed.values(), rows, "no value is there twice");
}

#[test]
fn a_push_waits_for_a_server_that_comes_back() {
    let place = Place::new();
    let mut feed = place.serve_feed();
    let (name, rows) = large_file(&feed, 0);
    let address = feed.server.address();
    let push = feed.push_command(&[&name, "--json"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(150));
    feed.server.cut();
    feed.server = place.serve_with(&["--listen", &address]);
    let done = Done::of(push.wait_with_output().unwrap());
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(feed.values(), rows);
}
