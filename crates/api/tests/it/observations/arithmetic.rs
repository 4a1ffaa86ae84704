//! `GET /observations/{indicator}/{area}/{period}/arithmetic`.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::problem::ProblemCode;
use serde_json::json;

on_both!(
    the_figures_and_their_batches_are_told,
    what_is_missing_is_told_and_what_is_collected_has_none,
    a_hidden_input_is_not_told,
);

fn of(indicator: &str, period: &str) -> String {
    format!("/observations/{indicator}/{SALDUS}/{period}/arithmetic?lang=lv")
}

async fn the_figures_and_their_batches_are_told(app: TestApp) {
    app.given(&[("CTX.POP65", SALDUS, "2016", Some(250.0))]);
    app.given(&[("CTX.POP", SALDUS, "2016", Some(1000.0))]);
    let reply = app.visitor().get(&of("CTX.SHARE65", "2016")).await;
    assert_eq!(reply.header("content-language"), "lv");
    let told = reply.json();
    assert_eq!(told["message"], "100 × 250 ÷ 1\u{a0}000 = 25");
    assert_eq!(told["formula"], "100 × CTX.POP65 ÷ CTX.POP");
    let observations = app
        .visitor()
        .get(&format!("/observations?area={SALDUS}"))
        .await
        .json();
    for input in told["inputs"].as_array().unwrap() {
        let mut stored = observations["items"].as_array().unwrap().iter();
        let stored = stored.find(|one| one["indicator"] == input["indicator"]).unwrap();
        assert_eq!(
            (&input["value"], &input["batch"]),
            (&stored["value"], &stored["batch"]),
            "each figure leads to the batch it came in"
        );
    }
}

async fn what_is_missing_is_told_and_what_is_collected_has_none(app: TestApp) {
    app.given(&[("CTX.POP65", SALDUS, "2016", Some(250.0))]);
    let told = app.visitor().get(&of("CTX.SHARE65", "2016")).await.json();
    assert_eq!(
        (&told["value"], &told["reason"]),
        (&json!(null), &json!("not_available"))
    );
    assert_eq!(
        told["message"],
        "Vērtības nav, jo trūkst sākotnējo datu: CTX.POP 2016 (nav saņemta)."
    );
    app.visitor()
        .get(&of(UNEMPLOYMENT, "2016"))
        .await
        .problem(ProblemCode::NotFound);
}

async fn a_hidden_input_is_not_told(app: TestApp) {
    app.given(&[("CTX.POP", SALDUS, "2016", Some(98_765.0))]);
    let mut kept = row("CTX.POP65", SALDUS, "2016", 12_345.0);
    kept["conf_status"] = json!("C");
    let feed = app.feed("srda").await;
    let receipt = feed.push(Push::rows(&[kept])).await.json();
    assert_eq!(receipt["state"], "applied");
    let reply = app.visitor().get(&of("CTX.SHARE65", "2016")).await;
    assert_eq!(reply.json()["reason"], "suppressed");
    let text = reply.text().replace('\u{a0}', "");
    assert!(!text.contains("12345") && text.contains("98765"), "{text}");
}
