//! `GET /calendar` and `GET /calendar/overdue`.

use crate::support::{Reply, TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use blis_domain::sheet::{Sheet, SheetCause};
use blis_store::{AuditContext, ProposedSheet};
use reqwest::Method;
use serde_json::{Value, json};
use time::macros::datetime;

on_both!(
    the_calendar_says_what_is_expected_and_what_has_come,
    what_is_overdue_is_told_to_who_can_do_something,
);

/// Says when the figures of an indicator are expected.
fn expected(app: &TestApp, days: u32) {
    let (sheet, _) = app.store.sheet(&UNEMPLOYMENT.parse().unwrap()).unwrap().unwrap();
    let sheet = Sheet {
        expected_days: Some(days),
        ..Sheet::from(&sheet)
    };
    let proposed = ProposedSheet { sheet, seen: None };
    app.store
        .take_sheets(&[proposed], SheetCause::Edited, &AuditContext::command("test"))
        .unwrap();
}

async fn the_calendar_says_what_is_expected_and_what_has_come(app: TestApp) {
    app.it_is(datetime!(2018-03-01 09:00 UTC));
    expected(&app, 75);
    app.given_to_pilots(UNEMPLOYMENT, "2015", |n| 5.0 + n as f64);
    let path = "/calendar?from_day=2016-01-01&to_day=2018-12-31";
    let entries = app.visitor().get(path).await.json();
    let told: Vec<(&Value, &Value, &Value)> = entries["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["period"], &one["expected"], &one["state"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("2015"), &json!("2016-03-15"), &json!("released")),
            (&json!("2016"), &json!("2017-03-16"), &json!("overdue")),
            (&json!("2017"), &json!("2018-03-16"), &json!("expected")),
        ]
    );
    for wrong in [
        "from_day=2018-01-01&to_day=2017-01-01",
        "from_day=2000-01-01&to_day=2018-01-01",
    ] {
        let reply = app.visitor().get(&format!("/calendar?{wrong}")).await;
        assert_eq!(reply.fault(ProblemCode::InvalidParameter).2, "invalid_span");
    }
}

async fn what_is_overdue_is_told_to_who_can_do_something(app: TestApp) {
    app.it_is(datetime!(2018-03-01 09:00 UTC));
    expected(&app, 75);
    let pilots = app.pilots();
    let rows: Vec<(&str, &str, &str, Option<f64>)> = pilots[2..]
        .iter()
        .map(|area| (UNEMPLOYMENT, area.as_str(), "2016", Some(7.0)))
        .collect();
    app.given(&rows);
    let feed = app.feed("srda").await;
    let request = app.visitor().request(Method::GET, "/api/v1/calendar/overdue");
    let page = Reply::to(request.bearer_auth(&feed.token)).await.json();
    let areas: Vec<&Value> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["area"])
        .collect();
    assert_eq!(areas, [&json!(pilots[0]), &json!(pilots[1])]);
    let first = &page["items"][0];
    assert_eq!(
        (&first["period"], &first["expected"], &first["days_late"]),
        (&json!("2016"), &json!("2017-03-16"), &json!(350))
    );
    let (network, member) = ("N1".parse().unwrap(), pilots[1].parse().unwrap());
    app.store
        .add_network_member(&network, &member, false, &AuditContext::command("test"))
        .unwrap();
    let mut coordinator = app.signed_in_as(Role::Coordinator).await;
    let page = coordinator.get("/api/v1/calendar/overdue").await.json();
    assert_eq!(
        (&page["total"], &page["items"][0]["area"]),
        (&json!(1), &json!(pilots[1]))
    );
    let other = coordinator.get("/api/v1/calendar/overdue?network=N2").await;
    other.problem(ProblemCode::Forbidden);
    let mut member = app.signed_in_as(Role::Member).await;
    let reply = member.get("/api/v1/calendar/overdue").await;
    reply.problem(ProblemCode::Forbidden);
}
