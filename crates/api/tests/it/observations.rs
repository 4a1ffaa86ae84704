//! `GET /observations`, and what lies below it.

mod arithmetic;
mod changes;
mod explanation;
mod parts;

use crate::support::{SALDUS, TestApp, UNEMPLOYMENT};
use blis_client::ObservationsQuery;
use blis_domain::problem::ProblemCode;

on_both!(
    pages_follow_each_other_without_gap_or_repetition,
    a_copy_is_kept_up_to_date_by_what_changed,
    a_cursor_that_was_not_given_out_is_refused,
    a_cursor_of_another_question_is_refused,
);

async fn pages_follow_each_other_without_gap_or_repetition(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let mut path = format!("/observations?limit=10&indicator={UNEMPLOYMENT}");
    let mut areas = Vec::new();
    loop {
        let reply = app.visitor().get(&path).await;
        let page = reply.json();
        assert_eq!(page["total"], 44);
        areas.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["area"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page["next"].as_str() else {
            assert_eq!(reply.header("link"), "", "the last page has no next one");
            break;
        };
        let link = reply.header("link");
        assert!(
            link.starts_with("</api/v1/observations?limit=10") && link.ends_with(">; rel=\"next\""),
            "{link}"
        );
        assert!(link.contains(cursor), "link and body name the same page");
        path = link["</api/v1".len()..link.find('>').unwrap()].to_owned();
    }
    let count = areas.len();
    areas.sort();
    areas.dedup();
    assert_eq!((count, areas.len()), (44, 44));
}

async fn a_copy_is_kept_up_to_date_by_what_changed(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let client = app.client();
    let all = client.observations(&ObservationsQuery::default()).await.unwrap();
    let version = all.items.iter().map(|row| row.version).max().unwrap();
    let since = ObservationsQuery {
        changed_since: Some(version.to_string()),
        ..ObservationsQuery::default()
    };
    assert_eq!(client.observations(&since).await.unwrap().total, 0);
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(99.0))]);
    let changed = client.observations(&since).await.unwrap();
    assert_eq!((changed.total, changed.items[0].value), (1, Some(99.0)));
    assert_eq!(changed.items[0].feed, "srda");
    let of_one = app
        .visitor()
        .get(&format!("/observations?area={SALDUS}&changed_since=2026-11-20"))
        .await
        .json();
    assert_eq!(of_one["total"], 1);
    let later = app
        .visitor()
        .get("/observations?changed_since=2026-11-21T00:00:00Z")
        .await
        .json();
    assert_eq!(later["total"], 0);
}

async fn a_cursor_that_was_not_given_out_is_refused(app: TestApp) {
    for cursor in ["x", "eyJ4IjoxfQ", "%F0%9F%98%80"] {
        let reply = app.visitor().get(&format!("/observations?cursor={cursor}")).await;
        reply.problem(ProblemCode::InvalidCursor);
    }
    for query in [
        "limit=0",
        "limit=1001",
        "limit=ten",
        "changed_since=soon",
        "indicator=CTX.NONE",
        "area=9999999",
    ] {
        let reply = app.visitor().get(&format!("/observations?{query}")).await;
        reply.problem(ProblemCode::InvalidParameter);
    }
}

async fn a_cursor_of_another_question_is_refused(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let question = format!("indicator={UNEMPLOYMENT}&changed_since=0");
    let page = app
        .visitor()
        .get(&format!("/observations?{question}&limit=10"))
        .await;
    let cursor = page.json()["next"].as_str().unwrap().to_owned();
    let next = format!("/observations?cursor={cursor}");
    let again = app
        .visitor()
        .get(&format!("{next}&{question}&limit=5"))
        .await
        .json();
    assert_eq!(
        again["items"].as_array().unwrap().len(),
        5,
        "the size of a page may change on the way"
    );
    for other in [
        String::new(),
        "&indicator=CTX.POP&changed_since=0".to_owned(),
        format!("&indicator={UNEMPLOYMENT}"),
        format!("&{question}&area={SALDUS}"),
    ] {
        let reply = app.visitor().get(&format!("{next}{other}")).await;
        reply.problem(ProblemCode::InvalidCursor);
    }
}
