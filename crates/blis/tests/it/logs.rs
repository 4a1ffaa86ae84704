//! The fields of the log that docs/LOGGING.md promises.

use crate::harness::Place;
use serde_json::{Value, json};

#[test]
fn a_push_is_a_line_of_its_batch_and_a_line_of_its_request() {
    let place = Place::new();
    let feed = place.with_feed(place.serve_logged("log"));
    place.write(
        "one.csv",
        "indicator,area,period,value\nCTX.POP,0804400,2019,11391\n",
    );
    let (_, receipt) = feed.receipt(&["one.csv"]);
    let (_, again) = feed.receipt(&["one.csv"]);
    assert_eq!(again["replayed"], true);
    let token = feed.token();
    assert!(feed.server.stop().success());

    let log = std::fs::read_to_string(place.path("log")).unwrap();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let with = |field: &str| {
        let found: Vec<&Value> = lines
            .iter()
            .filter(|line| line["fields"].get(field).is_some())
            .collect();
        found
    };
    let batches = with("batch.id");
    assert_eq!(batches.len(), 1, "a receipt given again is no batch: {log}");
    let fields = &batches[0]["fields"];
    for (name, value) in [
        ("batch.id", &receipt["id"]),
        ("batch.feed", &json!("srda")),
        ("batch.state", &json!("applied")),
        ("batch.received", &json!(1)),
        ("batch.new", &json!(1)),
        ("batch.changed", &json!(0)),
        ("batch.unchanged", &json!(0)),
        ("batch.refused", &json!(0)),
        ("batch.suspect", &json!(0)),
    ] {
        assert_eq!(fields[name], *value, "{name} in {fields}");
    }
    let request = &batches[0]["span"]["request.id"];
    assert!(request.is_string(), "{}", batches[0]);

    let answered = with("http.route")
        .into_iter()
        .find(|line| line["span"]["request.id"] == *request)
        .expect("the request of the batch has a line too");
    let fields = &answered["fields"];
    assert_eq!(
        (
            &fields["http.method"],
            &fields["http.route"],
            &fields["http.status"]
        ),
        (
            &json!("POST"),
            &json!("/api/v1/feeds/{feed}/batches"),
            &json!(201)
        )
    );
    assert!(fields["elapsed_ms"].as_f64().unwrap() > 0.0, "{fields}");
    assert!(!log.contains(&token), "a token is never logged");
}
