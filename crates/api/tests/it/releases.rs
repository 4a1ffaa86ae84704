//! `/releases`: the calendar of what becomes public when, and the thread that makes it public.

use crate::support::{Browser, Push, Reply, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::indicator::Gate;
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::sheet::{Sheet, SheetCause};
use blis_store::{AuditContext, ProposedSheet};
use reqwest::Method;
use serde_json::{Value, json};
use time::macros::datetime;

on_both!(
    a_release_is_public_at_its_minute_by_itself,
    a_plan_is_changed_by_who_has_seen_it,
    a_plan_that_cannot_be_is_refused_by_its_field,
);

/// Lets the new figures of an indicator wait for a release.
pub(crate) fn gate(app: &TestApp, indicator: &str) {
    let (sheet, _) = app.store.sheet(&indicator.parse().unwrap()).unwrap().unwrap();
    let sheet = Sheet {
        gate: Gate::Release,
        ..Sheet::from(&sheet)
    };
    let proposed = ProposedSheet { sheet, seen: None };
    app.store
        .take_sheets(&[proposed], SheetCause::Edited, &AuditContext::command("test"))
        .unwrap();
}

async fn steward(app: &TestApp) -> Browser {
    let grants = vec![Grant::new(Role::Steward, Within::Everywhere)];
    app.with_second_factor("steward@test.lv", grants).await
}

fn plan(release_at: Option<&str>) -> Value {
    json!({
        "name": {"lv": "Bezdarbs 2016", "en": "Unemployment 2016"},
        "indicators": [UNEMPLOYMENT],
        "period": "2016",
        "stage": "provisional",
        "release_at": release_at,
    })
}

async fn planned(steward: &mut Browser, release_at: Option<&str>) -> Value {
    let reply = steward
        .send(Method::POST, "/api/v1/releases", Some(&plan(release_at)))
        .await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

async fn value(app: &TestApp) -> Value {
    let path = format!("/compare?indicator={UNEMPLOYMENT}&area={SALDUS}&period=2016");
    app.visitor().get(&path).await.json()["value"].clone()
}

async fn a_release_is_public_at_its_minute_by_itself(app: TestApp) {
    app.it_is(datetime!(2027-03-15 07:00 UTC));
    gate(&app, UNEMPLOYMENT);
    let (feed, mut steward) = (app.feed("srda").await, steward(&app).await);
    let receipt = feed
        .push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]))
        .await;
    assert_eq!(receipt.json()["state"], "applied");
    let release = planned(&mut steward, Some("2027-03-15T08:00:00Z")).await;
    app.it_is(datetime!(2027-03-15 07:59 UTC));
    app.store.release_bell().ring();
    let list = app.visitor().get("/releases").await.json();
    assert_eq!(
        (&list["total"], &list["items"][0]["state"]),
        (&json!(1), &json!("scheduled"))
    );
    assert_eq!(value(&app).await, Value::Null);
    app.it_is(datetime!(2027-03-15 08:00 UTC));
    app.store.release_bell().ring();
    let path = format!("/releases/{}", release["id"].as_str().unwrap());
    let published = async {
        while app.visitor().get(&path).await.json()["state"] != "published" {
            tokio::task::yield_now().await;
        }
    };
    let patience = std::time::Duration::from_secs(60);
    let in_time = tokio::time::timeout(patience, published).await;
    in_time.expect("the publisher was told that the minute has come");
    assert_eq!(value(&app).await, 7.5);
    let rows = format!("/observations?indicator={UNEMPLOYMENT}");
    let row = &app.visitor().get(&rows).await.json()["items"][0];
    assert_eq!(
        (&row["status"], &row["stage"]),
        (&json!("P"), &json!("provisional"))
    );
}

async fn a_plan_is_changed_by_who_has_seen_it(app: TestApp) {
    app.it_is(datetime!(2027-03-15 07:00 UTC));
    gate(&app, UNEMPLOYMENT);
    let mut steward = steward(&app).await;
    let release = planned(&mut steward, None).await;
    assert_eq!(release["state"], "draft");
    let path = format!("/api/v1/releases/{}", release["id"].as_str().unwrap());
    let changed = plan(Some("2027-03-20T08:00:00+02:00"));
    let change = |etag: &str| {
        steward
            .request(Method::PUT, &path)
            .header("if-match", etag)
            .json(&changed)
    };
    Reply::to(change("\"7\"")).await.problem(ProblemCode::Stale);
    let seen = app.visitor().get(path.trim_start_matches("/api/v1")).await;
    let reply = Reply::to(change(seen.header("etag"))).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.json()["release_at"], "2027-03-20T06:00:00Z");
    let reply = steward.send(Method::POST, &format!("{path}/publish"), None).await;
    assert_eq!((reply.status, &reply.json()["state"]), (200, &json!("published")));
    for (method, address) in [
        (Method::POST, format!("{path}/publish")),
        (Method::DELETE, path.clone()),
    ] {
        let reply = steward.send(method, &address, None).await;
        assert_eq!(reply.fault(ProblemCode::Conflict).2, "release_published");
    }
}

async fn a_plan_that_cannot_be_is_refused_by_its_field(app: TestApp) {
    app.it_is(datetime!(2027-03-15 07:00 UTC));
    let mut steward = steward(&app).await;
    let reply = steward
        .send(Method::POST, "/api/v1/releases", Some(&plan(None)))
        .await;
    let (pointer, _, code) = reply.fault(ProblemCode::Unacceptable);
    assert_eq!(
        (pointer.as_deref(), code.as_str()),
        (Some("/indicators"), "open_indicator")
    );
    gate(&app, UNEMPLOYMENT);
    for (at, wanted) in [
        ("2027-03-15T08:00:30Z", "invalid_instant"),
        ("tomorrow", "invalid_instant"),
        ("2027-03-15T07:00:00Z", "in_the_past"),
    ] {
        let reply = steward
            .send(Method::POST, "/api/v1/releases", Some(&plan(Some(at))))
            .await;
        let (pointer, _, code) = reply.fault(ProblemCode::Unacceptable);
        assert_eq!(
            (pointer.as_deref(), code.as_str()),
            (Some("/release_at"), wanted),
            "{at}"
        );
    }
    let mut nothing = plan(None);
    nothing["indicators"] = json!([]);
    let reply = steward
        .send(Method::POST, "/api/v1/releases", Some(&nothing))
        .await;
    assert_eq!(reply.fault(ProblemCode::Unacceptable).2, "invalid_indicators");
}
