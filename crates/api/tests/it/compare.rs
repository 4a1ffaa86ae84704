//! `GET /compare`.

use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;
use blis_store::AuditContext;
use serde_json::{Value, json};
use std::collections::HashMap;
use time::macros::datetime;

on_both!(
    every_field_is_told,
    the_period_is_the_latest_when_none_is_asked_for,
    an_earlier_day_is_compared_as_it_was_known,
    peers_come_in_every_form,
    a_question_that_names_nothing_is_refused,
    a_comparison_is_taken_along_with_all_that_belongs_to_it,
    what_is_invented_says_so_wherever_it_is_taken,
    every_period_can_be_taken_along,
);

/// Nine pilots have 1 to 9 per cent, Saldus among them with 2; less is better, and the others have no value.
fn nine(app: &TestApp) -> Vec<String> {
    let mut nine = vec![SALDUS.to_owned()];
    nine.extend(app.pilots().into_iter().filter(|code| code != SALDUS).take(8));
    let values: Vec<(&str, &str, &str, Option<f64>)> = nine
        .iter()
        .zip([2.0, 1.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0])
        .map(|(area, value)| (UNEMPLOYMENT, area.as_str(), "2016", Some(value)))
        .collect();
    app.given(&values);
    nine
}

fn path(rest: &str) -> String {
    format!("/compare?indicator={UNEMPLOYMENT}&area={SALDUS}{rest}")
}

async fn every_field_is_told(app: TestApp) {
    let nine = nine(&app);
    app.given(&[(UNEMPLOYMENT, SALDUS, "2014", Some(2.5))]);
    let mut answer = app.visitor().get(&path("")).await.json();
    let version = app.store.data_version().unwrap();
    let items = answer["items"].take();
    let missing = answer["missing"].take();
    let expected = json!({
        "indicator": UNEMPLOYMENT,
        "area": SALDUS,
        "period": "2016",
        "unit": {"code": "percent", "sdmx": "PT", "symbol": {"lv": "%", "en": "%"}, "name": answer["unit"]["name"]},
        "direction": "lower",
        "value": 2.0,
        "status": "A",
        "explanation": null,
        "rank": 2,
        "of": 9,
        "percentile": 87.5,
        "band": "best",
        "band_reason": null,
        "reason": null,
        "peers": {
            "selector": "all", "n": 44, "with_value": 9,
            "min": 1.0, "q1": 3.0, "median": 5.0, "q3": 7.0, "max": 9.0, "mean": 5.0,
        },
        "gap_to_median": -3.0,
        "gap_to_best": 1.0,
        "best": [nine[1]],
        "previous": {"period": "2014", "value": 2.5},
        "version": version,
        "demonstration": false,
        "items": null,
        "missing": null,
    });
    assert_eq!(answer, expected);

    let items = items.as_array().unwrap();
    assert_eq!(items.len(), 9);
    assert_eq!(
        items[1],
        json!({"area": SALDUS, "value": 2.0, "status": "A", "rank": 2, "band": "best", "explanation": null})
    );
    assert_eq!(items[8]["band"], "worst");
    assert_eq!(items[4]["band"], "middle");
    let missing = missing.as_array().unwrap();
    assert_eq!(missing.len(), 35, "those without a value are named, not dropped");
    assert!(missing.iter().all(|one| one["reason"] == "not_available"));
}

async fn the_period_is_the_latest_when_none_is_asked_for(app: TestApp) {
    nine(&app);
    let other = app.pilots().into_iter().find(|code| code != SALDUS).unwrap();
    app.given(&[(UNEMPLOYMENT, other.as_str(), "2018", Some(3.0))]);
    let own = app.visitor().get(&path("")).await.json();
    assert_eq!(
        own["period"], "2016",
        "the latest in which the area itself has a value"
    );
    let last = app.pilots().pop().unwrap();
    let stranger = app
        .visitor()
        .get(&format!("/compare?indicator={UNEMPLOYMENT}&area={last}"))
        .await
        .json();
    assert_eq!(
        (&stranger["period"], &stranger["value"]),
        (&json!("2018"), &Value::Null)
    );
    assert_eq!(stranger["band_reason"], "no_value");
    let empty = app
        .visitor()
        .get(&format!("/compare?indicator=GOV.SAT&area={SALDUS}"))
        .await
        .json();
    assert_eq!((&empty["period"], &empty["of"]), (&Value::Null, &json!(0)));
    let asked = app.visitor().get(&path("&period=2010")).await.json();
    assert_eq!(
        (&asked["period"], &asked["value"]),
        (&json!("2010"), &Value::Null)
    );
}

async fn an_earlier_day_is_compared_as_it_was_known(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(7.5))]);
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(7.7))]);
    let value = async |rest: &str| app.visitor().get(&path(rest)).await.json()["value"].clone();
    assert_eq!(value("").await, json!(7.7));
    assert_eq!(value("&as_of=2020-01-31").await, json!(7.5));
    assert_eq!(value("&as_of=2019-12-31").await, Value::Null);
    let reply = app.visitor().get(&path("&as_of=last%20year")).await;
    assert_eq!(
        reply.fault(ProblemCode::InvalidParameter).0.as_deref(),
        Some("?as_of")
    );
}

async fn peers_come_in_every_form(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let members = [("N2".parse().unwrap(), app.pilots()[0].parse().unwrap())];
    app.store
        .set_network_members(&members, false, &AuditContext::command("test"))
        .unwrap();
    for (selector, n) in [
        ("all", 44),
        ("country", 119),
        ("network:N2", 2),
        ("similar:7", 8),
        ("areas:0840200", 1),
    ] {
        let answer = app
            .visitor()
            .get(&path(&format!("&peers={selector}")))
            .await
            .json();
        assert_eq!(answer["peers"]["selector"], selector);
        assert_eq!(
            answer["peers"]["n"], n,
            "{selector}: the area itself is always in its set"
        );
    }
}

async fn a_question_that_names_nothing_is_refused(app: TestApp) {
    for (query, pointer, code) in [
        ("area=0840200", "?indicator", "missing_parameter"),
        ("indicator=CTX.UNEMP", "?area", "missing_parameter"),
        (
            "indicator=CTX.NONE&area=0840200",
            "?indicator",
            "unknown_indicator",
        ),
        ("indicator=CTX.UNEMP&area=9999999", "?area", "unknown_area"),
        ("indicator=CTX.UNEMP&area=Saldus", "?area", "invalid_parameter"),
        (
            "indicator=CTX.UNEMP&area=0840200&period=2016-Q5",
            "?period",
            "invalid_parameter",
        ),
        (
            "indicator=CTX.UNEMP&area=0840200&peers=friends",
            "?peers",
            "invalid_parameter",
        ),
        (
            "indicator=CTX.UNEMP&area=0840200&peers=network:N9",
            "?peers",
            "unknown_peers",
        ),
        (
            "indicator=CTX.UNEMP&area=0840200&peers=group:mine",
            "?peers",
            "unknown_peers",
        ),
        (
            "indicator=CTX.UNEMP&area=0840200&perod=2016",
            "?perod",
            "unknown_parameter",
        ),
        (
            "indicator=CTX.UNEMP&area=0840200&lang=de",
            "?lang",
            "invalid_parameter",
        ),
    ] {
        let fault = app
            .visitor()
            .get(&format!("/compare?{query}"))
            .await
            .fault(ProblemCode::InvalidParameter);
        assert_eq!(
            fault,
            (Some(pointer.to_owned()), None, code.to_owned()),
            "{query}"
        );
    }
}

/// The rows of a file of CSV, each by the names of its columns.
fn table(bytes: &[u8]) -> Vec<HashMap<String, String>> {
    let text = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .expect("Excel takes it for UTF-8");
    let mut reader = csv::Reader::from_reader(text);
    reader.deserialize().map(Result::unwrap).collect()
}

async fn a_comparison_is_taken_along_with_all_that_belongs_to_it(app: TestApp) {
    nine(&app);
    let asked = format!("indicator={UNEMPLOYMENT}&area={SALDUS}&peers=all");
    let reply = app.visitor().get_in("en", &format!("/compare.csv?{asked}")).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(reply.header("content-disposition").contains("blis-CTX.UNEMP.csv"));
    let rows = table(&reply.body);
    assert_eq!(rows.len(), 44, "those without a value are rows as well");
    let own = rows.iter().find(|row| row["Area"] == SALDUS).unwrap();
    for (column, told) in [
        ("Indicator", UNEMPLOYMENT),
        ("Name", "Registered unemployment rate"),
        ("Period", "2016"),
        ("Municipality", "Saldus municipality"),
        ("Value", "2"),
        ("Status", "A"),
        ("Rank", "2"),
        ("Band", "best quarter"),
        ("Peers", "all"),
        ("Number of peers", "44"),
        ("With a value", "9"),
        ("Median", "5"),
    ] {
        assert_eq!(own[column], told, "{column}");
    }
    for column in ["Unit", "Definition", "Source", "Data version"] {
        assert!(!own[column].is_empty(), "{column}");
    }
    let missing = rows.iter().find(|row| row["Value"].is_empty()).unwrap();
    assert_eq!(
        missing["Status in words"], "not received",
        "why there is no value"
    );

    // The link goes on showing what was taken, whatever comes later.
    let link = own["Link"].clone();
    let (_, moment) = link.split_once("&as_of=").unwrap();
    let (moment, _) = moment.split_once('&').unwrap();
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(9.5))]);
    let then = app
        .visitor()
        .get(&format!("/compare?{asked}&period=2016&as_of={moment}"))
        .await
        .json();
    assert_eq!(then["value"], 2.0);

    let workbook = app.visitor().get(&format!("/compare.xlsx?{asked}")).await;
    assert!(workbook.body.starts_with(b"PK"), "a workbook is an archive");
    app.visitor()
        .get(&format!("/compare.pdf?{asked}"))
        .await
        .problem(ProblemCode::NotFound);
}

async fn what_is_invented_says_so_wherever_it_is_taken(app: TestApp) {
    app.invented(&[(UNEMPLOYMENT, SALDUS, "2016", Some(7.5))]);
    let asked = format!("/compare.csv?indicator={UNEMPLOYMENT}&area={SALDUS}");
    let rows = table(&app.visitor().get_in("en", &asked).await.body);
    let told = rows.iter().filter(|row| row["Source"].contains("invented"));
    assert_eq!(told.count(), rows.len(), "each row stands by itself");
}

async fn every_period_can_be_taken_along(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2015", |n| 6.0 + n as f64);
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let asked = format!("/compare.csv?indicator={UNEMPLOYMENT}&area={SALDUS}&every_period=true");
    let rows = table(&app.visitor().get_in("en", &asked).await.body);
    assert_eq!(rows.len(), 88);
    assert_eq!(
        (rows[0]["Period"].as_str(), rows[87]["Period"].as_str()),
        ("2015", "2016")
    );
    app.visitor()
        .get(&format!("{asked}&period=2016"))
        .await
        .problem(ProblemCode::InvalidParameter);
}
