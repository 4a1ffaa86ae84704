//! `GET /feeds/{feed}/batches` and `/{id}`.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::problem::ProblemCode;

on_both!(
    receipts_are_listed_newest_first,
    a_cursor_that_was_not_given_out_is_refused,
    a_receipt_that_is_not_there_is_not_found
);

async fn receipts_are_listed_newest_first(app: TestApp) {
    let feed = app.feed("srda").await;
    let mut ids = Vec::new();
    for year in 2011..=2015 {
        let push = Push::rows(&[row(UNEMPLOYMENT, SALDUS, &year.to_string(), 7.5)]);
        ids.push(feed.push(push).await.json()["id"].as_str().unwrap().to_owned());
    }
    ids.reverse();
    let mut path = "/batches?limit=2".to_owned();
    let mut listed = Vec::new();
    loop {
        let reply = feed.get_in("en", &path).await;
        let page = reply.json();
        assert_eq!(page["total"], 5);
        listed.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["id"].as_str().unwrap().to_owned()),
        );
        if page["next"].is_null() {
            break;
        }
        let link = reply.header("link");
        path = link["</api/v1/feeds/srda".len()..link.find('>').unwrap()].to_owned();
    }
    assert_eq!(listed, ids);
    let client = app.client().with_token(feed.token.clone());
    let first = feed.get_in("en", "/batches?limit=2").await.json();
    let rest = client.batches("srda", first["next"].as_str()).await.unwrap();
    assert!(
        rest.items.iter().map(|one| &one.id).eq(&ids[2..]),
        "the typed client goes on"
    );
}

async fn a_cursor_that_was_not_given_out_is_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    let id = feed.push(Push::rows(&[])).await.json()["id"].clone();
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let observations = app.visitor().get("/observations?limit=1").await.json();
    for cursor in ["x", id.as_str().unwrap(), observations["next"].as_str().unwrap()] {
        feed.get_in("en", &format!("/batches?cursor={cursor}"))
            .await
            .problem(ProblemCode::InvalidCursor);
    }
}

async fn a_receipt_that_is_not_there_is_not_found(app: TestApp) {
    let feed = app.feed("srda").await;
    let problem = feed
        .get_in("lv", "/batches/none")
        .await
        .problem(ProblemCode::NotFound);
    assert!(problem.detail.contains("nav"), "{}", problem.detail);
}
