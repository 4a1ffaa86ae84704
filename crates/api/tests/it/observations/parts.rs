//! `GET /observations?breakdown=`: parts of wholes, from the batch that brings them to whoever asks for them.

use crate::support::{Feed, Push, Reply, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_client::ObservationsQuery;
use blis_domain::problem::ProblemCode;
use serde_json::{Value, json};
use time::macros::datetime;

on_both!(
    who_asks_for_parts_gets_them_and_nobody_else_does,
    a_sheet_tells_what_may_be_asked,
    what_is_asked_otherwise_is_told_what_there_is,
    each_fault_of_a_part_names_what_would_be_right,
    parts_that_do_not_add_up_are_held_with_a_sentence,
    parts_are_read_as_they_were_known,
);

const POPULATION: &str = "CTX.POP";

fn part(part: &str, value: f64) -> Value {
    let mut row = row(POPULATION, SALDUS, "2016", value);
    row["breakdown"] = json!(part);
    row
}

/// 24,000 inhabitants, of them 12,500 women.
fn inhabitants() -> Vec<Value> {
    vec![
        row(POPULATION, SALDUS, "2016", 24_000.0),
        part("SEX=F", 12_500.0),
        part("SEX=M", 11_500.0),
    ]
}

async fn pushed(app: &TestApp) -> Feed {
    let feed = app.feed("srda").await;
    let receipt = feed.push(Push::rows(&inhabitants())).await.json();
    assert_eq!(
        (&receipt["state"], &receipt["new"]),
        (&json!("applied"), &json!(3)),
        "{receipt}"
    );
    feed
}

/// `breakdown value` of the answer.
fn listed(reply: &Reply) -> Vec<String> {
    let page = reply.json();
    let items = page["items"].as_array().unwrap();
    assert_eq!(page["total"], items.len());
    let told = items.iter().map(|one| {
        let part = one["breakdown"].as_str().unwrap_or("whole");
        format!("{part} {}", one["value"])
    });
    told.collect()
}

async fn who_asks_for_parts_gets_them_and_nobody_else_does(app: TestApp) {
    pushed(&app).await;
    for (asked, told) in [
        ("", &["whole 24000.0"][..]),
        ("?breakdown=SEX", &["SEX=F 12500.0", "SEX=M 11500.0"]),
        ("?breakdown=SEX%3DF", &["SEX=F 12500.0"]),
        ("?breakdown=AGE", &[]),
        (
            "?breakdown=*",
            &["whole 24000.0", "SEX=F 12500.0", "SEX=M 11500.0"],
        ),
        (
            "?breakdown=SEX&indicator=CTX.POP&area=0840200",
            &["SEX=F 12500.0", "SEX=M 11500.0"],
        ),
    ] {
        let reply = app.visitor().get(&format!("/observations{asked}")).await;
        assert_eq!(listed(&reply), told, "{asked}");
    }
    let query = ObservationsQuery {
        breakdown: "SEX=M".parse().unwrap(),
        ..ObservationsQuery::default()
    };
    let men = app.client().observations(&query).await.unwrap();
    assert_eq!(men.items[0].breakdown.as_deref(), Some("SEX=M"));
    let changes = app.visitor().get("/observations/changes").await.json();
    let parts: Vec<&Value> = changes["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["breakdown"])
        .collect();
    assert_eq!(
        parts,
        [&Value::Null, &json!("SEX=F"), &json!("SEX=M")],
        "a copy that follows the changes has them all"
    );
    let page = app
        .visitor()
        .get("/observations?breakdown=SEX&limit=1")
        .await
        .json();
    let cursor = page["next"].as_str().unwrap();
    let next = app
        .visitor()
        .get(&format!("/observations?breakdown=SEX&limit=1&cursor={cursor}"))
        .await;
    assert_eq!(next.json()["items"][0]["breakdown"], "SEX=M");
    let other = app
        .visitor()
        .get(&format!("/observations?limit=1&cursor={cursor}"))
        .await;
    assert_eq!(other.status, 400, "a cursor is good for its own question");
}

async fn a_sheet_tells_what_may_be_asked(app: TestApp) {
    let sheet = app
        .visitor()
        .get(&format!("/indicators/{POPULATION}"))
        .await
        .json();
    assert_eq!(
        (&sheet["breakdowns"], &sheet["age_groups"], &sheet["parts_add_up"]),
        (&json!(["SEX"]), &json!([]), &json!(true))
    );
    assert_eq!(
        sheet["parts"],
        json!([
            {"breakdown": "SEX=F", "name": {"lv": "sievietes", "en": "females"}},
            {"breakdown": "SEX=M", "name": {"lv": "vīrieši", "en": "males"}},
        ])
    );
    let none = app
        .visitor()
        .get(&format!("/indicators/{UNEMPLOYMENT}"))
        .await
        .json();
    assert_eq!((&none["breakdowns"], &none["parts"]), (&json!([]), &json!([])));
}

/// An empty list would read as "there are none".
async fn what_is_asked_otherwise_is_told_what_there_is(app: TestApp) {
    for (asked, code, words) in [
        ("breakdown=sex", "invalid_parameter", "SEX=F"),
        ("breakdown=SEX%3DX", "invalid_parameter", "SEX=F"),
        ("breakdown=", "invalid_parameter", "SEX=F"),
        (
            "indicator=CTX.UNEMP&breakdown=SEX",
            "unknown_breakdown",
            "has no breakdown",
        ),
        (
            "indicator=CTX.POP&breakdown=AGE%3DY5",
            "unknown_breakdown",
            "its parts are SEX=F; SEX=M",
        ),
    ] {
        let reply = app.visitor().get(&format!("/observations?{asked}&lang=en")).await;
        let problem = reply.problem(ProblemCode::InvalidParameter);
        let fault = &problem.errors[0];
        assert_eq!(
            (fault.pointer.as_deref(), fault.code.as_str()),
            (Some("?breakdown"), code),
            "{asked}"
        );
        assert!(fault.message.contains(words), "{asked}: {}", fault.message);
    }
}

async fn each_fault_of_a_part_names_what_would_be_right(app: TestApp) {
    let feed = app.feed("srda").await;
    for (written, code, words) in [
        ("sex=f", "invalid_breakdown", "must be written SEX=F"),
        ("SEX=T", "invalid_breakdown", "leave the field empty"),
        ("WOMEN", "invalid_breakdown", "write it as SEX=F"),
        (
            "AGE=Y15T24",
            "breakdown_not_allowed",
            "its parts are SEX=F; SEX=M",
        ),
    ] {
        let receipt = feed
            .push(Push::rows(&[part(written, 1.0)]).language("en"))
            .await
            .json();
        let told = &receipt["rows"][0];
        assert_eq!(
            (&told["outcome"], &told["code"], &told["field"]),
            (&json!("refused"), &json!(code), &json!("breakdown")),
            "{written}"
        );
        let message = told["message"].as_str().unwrap();
        assert!(message.contains(words), "{written}: {message}");
    }
    let twice = feed
        .push(Push::rows(&[part("SEX=F", 1.0), part(" SEX=F", 1.0)]).language("en"))
        .await
        .json();
    assert_eq!(twice["rows"][0]["code"], "duplicate_row", "{twice}");
}

async fn parts_that_do_not_add_up_are_held_with_a_sentence(app: TestApp) {
    let feed = app.feed("srda").await;
    let mut rows = inhabitants();
    rows[2] = part("SEX=M", 11_400.0);
    let receipt = feed.push(Push::rows(&rows).language("en")).await.json();
    assert_eq!(receipt["state"], "held", "{receipt}");
    let told = &receipt["rows"][0];
    assert_eq!(
        (&told["outcome"], &told["code"]),
        (&json!("suspect"), &json!("parts_do_not_add_up"))
    );
    let message = told["message"].as_str().unwrap();
    assert!(
        message.contains("23,900") && message.contains("24,000"),
        "{message}"
    );
    let all = app.visitor().get("/observations?breakdown=*").await;
    assert_eq!(listed(&all), Vec::<String>::new());
}

async fn parts_are_read_as_they_were_known(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    let feed = pushed(&app).await;
    app.it_is(datetime!(2020-01-10 10:05 UTC));
    let rows = [part("SEX=F", 12_400.0), part("SEX=M", 11_600.0)];
    let receipt = feed.push(Push::rows(&rows)).await.json();
    assert_eq!(receipt["changed"], 2, "{receipt}");
    let then = app
        .visitor()
        .get("/observations?breakdown=SEX%3DF&as_of=2020-01-10T10:01:00Z")
        .await;
    assert_eq!(listed(&then), ["SEX=F 12500.0"]);
    let now = app.visitor().get("/observations?breakdown=SEX%3DF").await;
    assert_eq!(listed(&now), ["SEX=F 12400.0"]);
}
