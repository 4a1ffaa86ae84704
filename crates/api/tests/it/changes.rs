//! `GET /changes`.

use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;
use serde_json::json;
use time::macros::datetime;

on_both!(
    each_change_is_told_with_what_made_it_and_what_it_touched,
    pages_lead_back_to_the_first_change,
);

async fn each_change_is_told_with_what_made_it_and_what_it_touched(app: TestApp) {
    app.it_is(datetime!(2020-01-10 10:00 UTC));
    app.given_to_pilots("CTX.POP", "2016", |n| 1000.0 + n as f64);
    app.given_to_pilots("CTX.POP65", "2016", |n| 200.0 + n as f64);
    app.it_is(datetime!(2020-02-10 10:00 UTC));
    app.given(&[("CTX.POP65", SALDUS, "2016", Some(250.0))]);
    let page = app.visitor().get("/changes").await.json();
    assert_eq!(page["total"], 3, "one a batch");
    let last = &page["items"][0];
    assert_eq!(
        *last,
        json!({
            "version": last["version"],
            "recorded_at": "2020-02-10T10:00:00Z",
            "cause": "batch",
            "feed": "srda",
            "batch": last["batch"],
            "new": 0,
            "changed": 2,
            "withdrawn": 0,
            "indicators": [
                {"indicator": "CTX.POP65", "cells": 1},
                {"indicator": "CTX.SHARE65", "cells": 1},
            ],
        }),
        "the newest first, with the share that was computed anew"
    );
    let before = &page["items"][1];
    assert_eq!(
        (&before["new"], &before["indicators"][0]["cells"]),
        (&json!(88), &json!(44)),
        "new figures and what is computed from them"
    );
    let version = last["version"].as_u64().unwrap();
    let values = app
        .visitor()
        .get(&format!("/observations/changes?since={}", version - 1))
        .await
        .json();
    assert_eq!(
        values["items"].as_array().unwrap().len(),
        2,
        "the values of a change are those since the one before"
    );
}

async fn pages_lead_back_to_the_first_change(app: TestApp) {
    for year in ["2012", "2013", "2014", "2015", "2016"] {
        app.given_to_pilots(UNEMPLOYMENT, year, |n| 5.0 + n as f64);
    }
    let (mut path, mut versions) = ("/changes?limit=2".to_owned(), Vec::new());
    loop {
        let page = app.visitor().get(&path).await.json();
        for item in page["items"].as_array().unwrap() {
            versions.push(item["version"].as_u64().unwrap());
        }
        match page["next"].as_str() {
            Some(cursor) => path = format!("/changes?limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(versions.len(), 5, "none is left out and none told twice");
    assert!(
        versions.is_sorted_by(|a, b| a > b),
        "the newest first: {versions:?}"
    );
    app.visitor()
        .get("/changes?cursor=nonsense")
        .await
        .problem(ProblemCode::InvalidCursor);
}
