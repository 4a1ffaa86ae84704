//! `GET /areas/{code}/similar`.

use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;

on_both!(
    the_nearest_come_first_and_say_why,
    weights_belong_to_variables,
    without_any_value_nobody_is_alike,
);

async fn the_nearest_come_first_and_say_why(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64 / 10.0);
    app.given_to_pilots("CTX.DEPEND", "2016", |n| 500.0 - 3.0 * n as f64);
    let found = app
        .client()
        .similar(&SALDUS.parse().unwrap(), 7, None)
        .await
        .unwrap();
    assert_eq!(found.items.len(), 7);
    assert!(found.items.is_sorted_by(|a, b| a.distance <= b.distance));
    assert!(found.items.iter().all(|one| one.area.as_str() != SALDUS));
    for one in &found.items {
        let shares: f64 = one.variables.iter().map(|variable| variable.share).sum();
        assert!(
            (shares - 1.0).abs() < 1e-9,
            "the shares of a distance add to 1, not {shares}"
        );
    }
    let usual = app
        .visitor()
        .get(&format!("/areas/{SALDUS}/similar"))
        .await
        .json();
    assert_eq!(
        usual["items"].as_array().unwrap().len(),
        7,
        "seven unless the caller says"
    );
}

async fn weights_belong_to_variables(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    app.given_to_pilots("CTX.DEPEND", "2016", |n| 500.0 + (n * 7 % 44) as f64);
    let path = |query: &str| format!("/areas/{SALDUS}/similar?{query}");
    let heavy = app
        .visitor()
        .get(&path("on=CTX.UNEMP,CTX.DEPEND&weights=1000000,1&k=1"))
        .await
        .json();
    let alone = app.visitor().get(&path("on=CTX.UNEMP&k=1")).await.json();
    let shares = &heavy["items"][0]["variables"];
    assert_eq!(shares[0]["indicator"], "CTX.UNEMP");
    assert!(alone["items"][0]["distance"].as_f64().unwrap() > 0.0);
    for (query, pointer, code) in [
        ("on=CTX.UNEMP,CTX.DEPEND&weights=1", "?weights", "wrong_count"),
        ("weights=1,2", "?weights", "wrong_count"),
        ("on=CTX.UNEMP&weights=-1", "?weights", "invalid_parameter"),
        ("on=CTX.NONE", "?on", "unknown_indicator"),
        ("on=CTX.UNEMP,CTX.UNEMP", "?on", "invalid_parameter"),
        ("k=0", "?k", "invalid_parameter"),
        ("k=44", "?k", "invalid_parameter"),
    ] {
        let fault = app
            .visitor()
            .get(&path(query))
            .await
            .fault(ProblemCode::InvalidParameter);
        assert_eq!(
            fault,
            (Some(pointer.to_owned()), None, code.to_owned()),
            "{query}"
        );
    }
}

async fn without_any_value_nobody_is_alike(app: TestApp) {
    let reply = app.visitor().get(&format!("/areas/{SALDUS}/similar")).await;
    reply.problem(ProblemCode::NotFound);
    let reply = app
        .visitor()
        .get(&format!("/areas/{SALDUS}/profile?peers=similar:7"))
        .await;
    reply.problem(ProblemCode::NotFound);
}
