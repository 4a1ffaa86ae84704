//! Entity tags and what may be kept.

use crate::support::{Reply, SALDUS, TestApp, UNEMPLOYMENT};
use reqwest::Method;

on_both!(
    an_unchanged_answer_is_not_sent_twice,
    a_changed_answer_has_another_tag,
    every_open_read_is_tagged,
    answers_travel_compressed,
);

fn compare() -> String {
    format!("/api/v1/compare?indicator={UNEMPLOYMENT}&area={SALDUS}")
}

async fn if_none_match(app: &TestApp, tag: &str) -> Reply {
    Reply::to(
        app.visitor()
            .request(Method::GET, &compare())
            .header("if-none-match", tag),
    )
    .await
}

async fn an_unchanged_answer_is_not_sent_twice(app: TestApp) {
    let first = app.visitor().get_root(&compare()).await;
    let tag = first.header("etag").to_owned();
    assert!(
        tag.starts_with("W/\""),
        "weak, because compression follows: {tag}"
    );
    assert_eq!(first.header("cache-control"), "no-cache");
    assert!(first.header("vary").contains("Accept-Language"));
    let strong = tag.trim_start_matches("W/").to_owned();
    for header in [tag.clone(), format!("\"other\", {tag}"), strong, "*".to_owned()] {
        let again = if_none_match(&app, &header).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{header}");
        for name in ["etag", "cache-control", "vary"] {
            assert_eq!(again.header(name), first.header(name), "a 304 repeats {name}");
        }
    }
    assert_eq!(if_none_match(&app, "\"other\"").await.status, 200);
    assert_eq!(if_none_match(&app, "nonsense").await.status, 200);
}

async fn a_changed_answer_has_another_tag(app: TestApp) {
    let before = app.visitor().get_root(&compare()).await.header("etag").to_owned();
    app.given(&[("GOV.SAT", SALDUS, "2016", Some(50.0))]);
    let other = app.visitor().get_root(&compare()).await.header("etag").to_owned();
    assert_eq!(before, other, "another indicator's values change nothing here");
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(7.5))]);
    let after = if_none_match(&app, &before).await;
    assert_eq!(after.status, 200);
    assert_ne!(after.header("etag"), before);
}

async fn every_open_read_is_tagged(app: TestApp) {
    for path in [
        "/instance",
        "/areas",
        "/areas/0840200",
        "/networks",
        "/networks/N1",
        "/indicators",
        "/indicators/CTX.UNEMP",
        "/indicators/CTX.UNEMP/series",
        "/observations",
        "/observations/changes",
        "/openapi.json",
        "/areas/0840200/profile",
    ] {
        let reply = app.visitor().get(path).await;
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.header("etag").starts_with("W/"), "{path}");
    }
}

async fn answers_travel_compressed(app: TestApp) {
    for encoding in ["gzip", "br"] {
        let request = app.visitor().request(Method::GET, "/api/v1/areas");
        let reply = Reply::to(request.header("accept-encoding", encoding)).await;
        assert_eq!(reply.header("content-encoding"), encoding);
    }
    let plain = Reply::to(app.visitor().request(Method::GET, "/api/v1/areas")).await;
    assert_eq!(plain.header("content-encoding"), "");
}
