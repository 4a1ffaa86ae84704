//! `GET /areas/{code}/preview`, the answers about its figures, and `GET /releases/{id}/figures`.

use crate::releases::gate;
use crate::support::{Browser, Feed, Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::problem::ProblemCode;
use blis_domain::release::ReleaseStage;
use blis_domain::rights::{Grant, Role, Within};
use blis_domain::text::Text;
use blis_store::{AuditContext, ReleasePlan};
use reqwest::Method;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

on_both!(
    a_municipality_sees_its_own_figures_and_answers,
    an_explanation_written_beforehand_appears_with_its_figure,
    no_number_that_will_be_hidden_is_read_before,
    members_of_networks_read_first,
);

fn nobody() -> AuditContext {
    AuditContext::command("test")
}

fn plan(release_at: OffsetDateTime, members_until: Option<OffsetDateTime>) -> ReleasePlan {
    ReleasePlan {
        name: Text::new("Bezdarbs 2016", "Unemployment 2016"),
        indicators: vec![UNEMPLOYMENT.parse().unwrap()],
        period: "2016".parse().unwrap(),
        stage: ReleaseStage::Final,
        release_at: Some(release_at),
        members_until,
    }
}

/// Figures of 2016 that wait for their release: one of Saldus that is suspect, one of another year that is not, one of
/// another municipality.
async fn prepared(app: &TestApp) -> Feed {
    for (year, period) in (0..).zip(["2011", "2012", "2013", "2014", "2015"]) {
        app.given_to_pilots(UNEMPLOYMENT, period, |n| {
            6.0 + (n % 10) as f64 / 10.0 + f64::from(year) / 10.0
        });
    }
    gate(app, UNEMPLOYMENT);
    let rows = [
        row(UNEMPLOYMENT, SALDUS, "2016", 66.0),
        row(UNEMPLOYMENT, "0090000", "2016", 6.5),
    ];
    let feed = app.feed("srda").await;
    let receipt = feed.push(Push::rows(&rows).query("?mode=partial")).await.json();
    assert_eq!((&receipt["suspect"], &receipt["new"]), (&json!(1), &json!(1)));
    feed
}

async fn preview(who: &mut Browser, area: &str) -> Value {
    let reply = who.get(&format!("/api/v1/areas/{area}/preview?lang=en")).await;
    assert_eq!(
        (reply.status, reply.header("cache-control")),
        (200, "no-store"),
        "{}",
        reply.text()
    );
    reply.json()
}

async fn a_municipality_sees_its_own_figures_and_answers(app: TestApp) {
    prepared(&app).await;
    let release = app
        .store
        .plan_release(&plan(app.now() + Duration::days(1), None), &nobody())
        .unwrap();
    let mut member = app.signed_in_as(Role::Member).await;
    let page = preview(&mut member, SALDUS).await;
    assert_eq!(page["total"], 1);
    let figure = &page["items"][0];
    assert_eq!(
        (&figure["value"], &figure["waits_for"]),
        (&json!(66.0), &json!("decision"))
    );
    assert!(
        figure["suspicion"]["message"]
            .as_str()
            .is_some_and(|sentence| sentence.len() > 20)
    );
    assert_eq!(figure["release"]["release_at"], json!(release.release_at));
    let elsewhere = member.get("/api/v1/areas/0090000/preview").await;
    elsewhere.problem(ProblemCode::Forbidden);

    let id = figure["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/areas/{SALDUS}/preview/{id}/answer");
    let nothing_said = json!({"answer": "ask_correction"});
    let reply = member.send(Method::POST, &path, Some(&nothing_said)).await;
    assert_eq!(reply.fault(ProblemCode::Unacceptable).0.as_deref(), Some("/text"));
    let correction = json!({"answer": "ask_correction", "text": "Jābūt 6,6."});
    let reply = member.send(Method::POST, &path, Some(&correction)).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let answer = preview(&mut member, SALDUS).await["items"][0]["answer"].clone();
    assert_eq!(answer["text"], "Jābūt 6,6.");
    let of_another = format!("/api/v1/areas/{SALDUS}/preview/999/answer");
    let reply = member.send(Method::POST, &of_another, Some(&correction)).await;
    reply.problem(ProblemCode::NotFound);

    let steward = vec![Grant::new(Role::Steward, Within::Everywhere)];
    let mut steward = app.with_second_factor("steward@test.lv", steward).await;
    let held = steward.get("/api/v1/held").await.json();
    assert_eq!(held["items"][0]["answer"], answer, "whoever decides reads it");
    let path = format!("/api/v1/releases/{}/figures", release.id);
    let all = steward.get(&path).await.json();
    assert_eq!(all["total"], 2, "what is held and what waits");
    assert_eq!(
        preview(&mut steward, "0090000").await["items"][0]["waits_for"],
        "release"
    );
}

async fn an_explanation_written_beforehand_appears_with_its_figure(app: TestApp) {
    prepared(&app).await;
    let release = app
        .store
        .plan_release(&plan(app.now() + Duration::days(1), None), &nobody())
        .unwrap();
    let steward = vec![Grant::new(Role::Steward, Within::Everywhere)];
    let mut steward = app.with_second_factor("steward@test.lv", steward).await;
    let said = json!({"lv": "Needle: jauna rūpnīca."});
    let path =
        |area: &str| format!("/api/v1/observations/{UNEMPLOYMENT}/{area}/2016/explanation?with_release=true");
    let reply = steward.send(Method::PUT, &path("0090000"), Some(&said)).await;
    assert_eq!(reply.status, 202, "{}", reply.text());
    let reply = steward.send(Method::PUT, &path("0840200"), Some(&said)).await;
    assert_eq!(reply.status, 202, "{}", reply.text());
    let reply = steward.send(Method::DELETE, &path("0840200"), None).await;
    assert_eq!(reply.status, 204);
    let nothing = steward.send(Method::PUT, &path("0010000"), Some(&said)).await;
    assert_eq!(nothing.fault(ProblemCode::Conflict).2, "nothing_to_explain");
    assert_eq!(
        preview(&mut steward, "0090000").await["items"][0]["explanation"]["lv"],
        said["lv"]
    );
    let series = format!("/indicators/{UNEMPLOYMENT}/series");
    assert_eq!(app.visitor().get(&series).await.json()["remarks"], json!([]));
    let before = app.now();
    app.later(Duration::minutes(1));
    app.store.publish_release(&release.id, &nobody()).unwrap();
    let remarks = app.visitor().get(&series).await.json()["remarks"].clone();
    assert_eq!(
        (&remarks[0]["area"], &remarks[0]["explanation"]["lv"]),
        (&json!("0090000"), &said["lv"])
    );
    let then = before
        .format(&time::format_description::well_known::Rfc3339)
        .unwrap();
    let link = app.visitor().get(&format!("{series}?as_of={then}")).await;
    assert!(!link.text().contains("Needle"), "nothing was said then");
}

async fn no_number_that_will_be_hidden_is_read_before(app: TestApp) {
    let feed = prepared(&app).await;
    let mut kept_back = row(UNEMPLOYMENT, SALDUS, "2016", 6.25);
    kept_back["conf_status"] = json!("C");
    feed.push(Push::rows(&[kept_back])).await;
    for (role, value) in [(Role::Member, Value::Null), (Role::MunicipalAdmin, json!(6.25))] {
        let page = preview(&mut app.signed_in_as(role).await, SALDUS).await;
        let items = page["items"].as_array().unwrap();
        let figure = items
            .iter()
            .find(|one| one["indicator"] == UNEMPLOYMENT && one["period"] == "2016");
        assert_eq!(figure.unwrap()["value"], value, "{page}");
    }
}

async fn members_of_networks_read_first(app: TestApp) {
    let feed = prepared(&app).await;
    let network = "N1".parse().unwrap();
    app.store
        .add_network_member(&network, &"0090000".parse().unwrap(), false, &nobody())
        .unwrap();
    let at = app.now() + Duration::minutes(5);
    let release = app
        .store
        .plan_release(&plan(at, Some(at + Duration::minutes(5))), &nobody())
        .unwrap();
    let path = format!("/api/v1/releases/{}/figures", release.id);
    let mut coordinator = app.signed_in_as(Role::Coordinator).await;
    coordinator.get(&path).await.problem(ProblemCode::Forbidden);
    app.later(Duration::minutes(5));
    app.store.publish_due_releases().unwrap();
    let page = coordinator.get(&path).await.json();
    assert_eq!(
        (&page["total"], &page["items"][0]["value"]),
        (&json!(1), &json!(6.5))
    );
    let shown = app
        .visitor()
        .get(&format!("/releases/{}", release.id))
        .await
        .json();
    assert_eq!(shown["state"], "members");
    let public = format!("/compare?indicator={UNEMPLOYMENT}&area=0090000&period=2016");
    assert_eq!(
        app.visitor().get(&public).await.json()["value"],
        Value::Null,
        "the public waits"
    );
    app.later(Duration::minutes(5));
    app.store.publish_due_releases().unwrap();
    assert_eq!(app.visitor().get(&public).await.json()["value"], 6.5);
    assert_eq!(
        coordinator.get(&path).await.json()["total"],
        0,
        "nothing waits any more"
    );
    feed.push(Push::rows(&[row(UNEMPLOYMENT, "0090000", "2016", 6.6)]))
        .await;
    assert_eq!(
        coordinator.get(&path).await.json()["total"],
        0,
        "a correction waits for a release of its own, under its own embargo"
    );
}
