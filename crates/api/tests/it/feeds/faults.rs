//! Rows that are bad each by itself: refused with row, field, code and a sentence in both languages.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use serde_json::{Value, json};

on_both!(
    every_bad_row_is_refused_by_name,
    bad_rows_of_csv_are_refused_by_name,
    a_member_written_twice_is_refused,
    in_atomic_mode_nothing_is_stored,
    in_partial_mode_the_good_rows_are,
);

/// A good row, but for one member.
fn with(field: &str, value: Value) -> Value {
    let mut row = row(UNEMPLOYMENT, SALDUS, "2016", 7.5);
    row[field] = value;
    row
}

async fn every_bad_row_is_refused_by_name(app: TestApp) {
    let feed = app.feed("srda").await;
    for (bad, field, code, lv, en) in [
        (
            with("area", json!("9999999")),
            json!("area"),
            "unknown_area",
            "9999999",
            "9999999",
        ),
        (
            with("area", json!("Saldus novads")),
            json!("area"),
            "unknown_area",
            "Pašvaldības",
            "no local government",
        ),
        (
            with("indicator", json!("CTX.NONE")),
            json!("indicator"),
            "unknown_indicator",
            "katalogā nav",
            "no indicator",
        ),
        (
            with("indicator", json!("CTX.DENS")),
            json!("indicator"),
            "derived_indicator",
            "formulas",
            "formula",
        ),
        (
            with("period", json!("2016-13")),
            json!("period"),
            "invalid_period",
            "nav periods",
            "not a period",
        ),
        (
            with("period", json!("2016-Q1")),
            json!("period"),
            "wrong_frequency",
            "neatbilst",
            "does not fit",
        ),
        (
            with("period", json!("2031")),
            json!("period"),
            "future_period",
            "nav sācies",
            "not begun",
        ),
        (
            with("value", json!("NaN")),
            json!("value"),
            "not_a_number",
            "nav skaitlis",
            "not a number",
        ),
        (
            with("value", json!("7,5")),
            json!("value"),
            "not_a_number",
            "decimālpunktu",
            "decimal point",
        ),
        (
            with("value", json!(true)),
            json!("value"),
            "not_a_number",
            "nav skaitlis",
            "not a number",
        ),
        (
            with("value", json!(-3.5)),
            json!("value"),
            "below_minimum",
            "−3,5",
            "−3.5",
        ),
        (
            with("value", json!(100.5)),
            json!("value"),
            "above_maximum",
            "100,5",
            "100.5",
        ),
        (
            with("status", json!("Z")),
            json!("status"),
            "invalid_status",
            "nav novērojuma statuss",
            "not an observation status",
        ),
        (
            with("status", json!("Q")),
            json!("status"),
            "value_despite_status",
            "vērtības nav",
            "no value",
        ),
        (
            with("breakdown", json!("SEX=F")),
            json!("breakdown"),
            "breakdown_not_allowed",
            "dalījums",
            "breakdown",
        ),
        (
            with("vlaue", json!(1)),
            json!("vlaue"),
            "unknown_field",
            "vlaue",
            "vlaue",
        ),
        (
            with("note", json!("x".repeat(1001))),
            json!("note"),
            "note_too_long",
            "1000",
            "1000",
        ),
        (
            json!("row"),
            Value::Null,
            "not_an_object",
            "nav JSON objekts",
            "not a JSON object",
        ),
        (
            row(UNEMPLOYMENT, SALDUS, "2015", 1.0),
            json!("indicator,area,period,breakdown"),
            "duplicate_row",
            "1. rindā",
            "row 1",
        ),
    ] {
        for (language, words) in [("lv", lv), ("en", en)] {
            let good = row(UNEMPLOYMENT, SALDUS, "2015", 1.0);
            let reply = feed
                .push(Push::rows(&[good, bad.clone()]).language(language))
                .await;
            assert_eq!(
                reply.status,
                201,
                "a bad row is told in the receipt: {}",
                reply.text()
            );
            assert_eq!(reply.header("content-language"), language);
            let receipt = reply.json();
            let told = receipt["rows"]
                .as_array()
                .unwrap()
                .iter()
                .find(|told| told["row"] == 2)
                .unwrap();
            assert_eq!(
                (&told["outcome"], &told["code"]),
                (&json!("refused"), &json!(code)),
                "{bad}"
            );
            assert_eq!(told["field"], field, "{code}");
            let message = told["message"].as_str().unwrap();
            assert!(message.contains(words), "{code} in {language}: {message}");
        }
    }
    assert_eq!(app.visitor().get("/observations").await.json()["total"], 0);
}

async fn bad_rows_of_csv_are_refused_by_name(app: TestApp) {
    let feed = app.feed("srda").await;
    let body = "indicator,area,period,value\n\
        CTX.UNEMP,0840200,2015,1.5\n\
        CTX.UNEMP,0840200,2016,NaN\n\
        CTX.UNEMP,0840200,2016\n\
        CTX.UNEMP,0840200,2016,Infinity\n\
        CTX.UNEMP,0840200,2015,1.5\n\
        ,0840200,2016,1.5\n";
    let receipt = feed.push(Push::of("text/csv", body)).await.json();
    let told: Vec<(u64, &str)> = receipt["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|told| told["outcome"] == "refused")
        .map(|told| (told["row"].as_u64().unwrap(), told["code"].as_str().unwrap()))
        .collect();
    let expected = [
        (2, "not_a_number"),
        (3, "wrong_field_count"),
        (4, "not_a_number"),
        (5, "duplicate_row"),
        (6, "missing_field"),
    ];
    assert_eq!(told, expected, "rows are counted from 1, the heading is none");
}

/// Which of the two was meant nobody can know.
async fn a_member_written_twice_is_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    let row = r#"{"indicator":"CTX.UNEMP","area":"0840200","period":"2016","value":1,"value":2}"#;
    for (content_type, body) in [
        ("application/json", format!(r#"{{"observations":[{row}]}}"#)),
        ("application/x-ndjson", format!("{row}\n")),
    ] {
        let receipt = feed.push(Push::of(content_type, body)).await.json();
        let told = &receipt["rows"][0];
        assert_eq!(
            (&receipt["state"], &told["code"], &told["field"]),
            (&json!("refused"), &json!("repeated_field"), &json!("value")),
            "{content_type}"
        );
    }
    assert_eq!(app.visitor().get("/observations").await.json()["total"], 0);
}

async fn in_atomic_mode_nothing_is_stored(app: TestApp) {
    let feed = app.feed("srda").await;
    let rows = [
        row(UNEMPLOYMENT, SALDUS, "2015", 1.0),
        with("area", json!("9999999")),
    ];
    let receipt = feed.push(Push::rows(&rows)).await.json();
    assert_eq!(
        (&receipt["state"], &receipt["mode"]),
        (&json!("refused"), &json!("atomic"))
    );
    assert_eq!(app.visitor().get("/observations").await.json()["total"], 0);
    let kept = feed
        .get_in("lv", &format!("/batches/{}", receipt["id"].as_str().unwrap()))
        .await
        .json();
    assert_eq!(kept["refused"], 1, "the receipt of what was refused stays");
    assert!(
        kept["rows"].to_string().contains("Pašvaldības"),
        "and is told in the reader's language"
    );
}

async fn in_partial_mode_the_good_rows_are(app: TestApp) {
    let feed = app.feed("srda").await;
    let rows = [
        row(UNEMPLOYMENT, SALDUS, "2015", 1.0),
        with("area", json!("9999999")),
    ];
    let receipt = feed.push(Push::rows(&rows).query("?mode=partial")).await.json();
    assert_eq!(
        (&receipt["state"], &receipt["new"], &receipt["refused"]),
        (&json!("applied"), &json!(1), &json!(1))
    );
    assert_eq!(app.visitor().get("/observations").await.json()["total"], 1);
}
