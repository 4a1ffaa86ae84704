//! `GET /held`, `POST /held/{id}/decision` and `POST /feeds/{feed}/batches/{id}/decision`.

use crate::support::{Browser, Feed, Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use blis_store::AuditContext;
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    a_held_figure_is_decided_about_and_then_public,
    a_held_batch_is_decided_about_as_a_whole,
    a_second_decision_is_told_who_decided_and_when,
    held_figures_are_read_a_page_at_a_time,
    a_decision_needs_a_reason,
);

/// A steward with a name.
async fn steward(app: &TestApp) -> Browser {
    let grants = vec![Grant::new(Role::Steward, Within::Everywhere)];
    let steward = app.with_second_factor("steward@test.lv", grants).await;
    let id = app.id_of("steward@test.lv").parse().unwrap();
    let name = "Anna Ozola".parse().unwrap();
    app.store
        .change_account(&id, Some(&name), None, &AuditContext::command("test"))
        .unwrap();
    steward
}

/// The unemployment of all pilots over some years, in which nothing is strange.
fn with_history(app: &TestApp) {
    for (year, period) in (0..).zip(["2011", "2012", "2013", "2014", "2015"]) {
        app.given_to_pilots(UNEMPLOYMENT, period, |n| {
            6.0 + (n % 10) as f64 / 10.0 + f64::from(year) / 10.0
        });
    }
}

/// A figure that nobody expects.
fn slip() -> Push {
    Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 66.0)])
}

async fn comparison(app: &TestApp) -> Value {
    let path = format!("/compare?indicator={UNEMPLOYMENT}&area={SALDUS}&period=2016");
    app.visitor().get(&path).await.json()["value"].clone()
}

fn release() -> Value {
    json!({"decision": "release", "reason": "Slēgta rūpnīca; apstiprināts pa tālruni."})
}

async fn pushed(feed: &Feed, push: Push) -> Value {
    feed.push(push).await.json()
}

async fn a_held_figure_is_decided_about_and_then_public(app: TestApp) {
    with_history(&app);
    let (feed, mut steward) = (app.feed("srda").await, steward(&app).await);
    app.given(&[(UNEMPLOYMENT, "0880200", "2016", Some(6.5))]);
    let receipt = pushed(&feed, slip().query("?mode=partial")).await;
    assert_eq!(
        (&receipt["state"], &receipt["suspect"]),
        (&json!("applied"), &json!(1))
    );
    let told = &receipt["rows"][0];
    assert_eq!(
        (&told["outcome"], &told["code"], &told["new"]),
        (&json!("suspect"), &json!("unit_slip"), &json!(66.0))
    );
    assert!(
        told["message"]
            .as_str()
            .unwrap()
            .starts_with("The value 66 is 10 times"),
        "{told}"
    );
    assert_eq!(comparison(&app).await, Value::Null);

    let page = steward.get("/api/v1/held?lang=lv").await.json();
    assert_eq!(page["total"], 1);
    let figure = &page["items"][0];
    assert_eq!(
        (&figure["value"], &figure["stored"], &figure["batch"]),
        (&json!(66.0), &Value::Null, &receipt["id"])
    );
    let suspicion = &figure["suspicion"];
    assert_eq!(
        (&suspicion["code"], &suspicion["detail"]["times"]),
        (&json!("unit_slip"), &json!(10.0))
    );
    let sentence = suspicion["message"].as_str().unwrap();
    assert!(sentence.contains("10 reizes lielāka"), "{sentence}");

    let path = format!("/api/v1/held/{}/decision", figure["id"].as_str().unwrap());
    let reply = steward.send(Method::POST, &path, Some(&release())).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let decision = reply.json();
    assert_eq!(decision["decided_by_name"], "Anna Ozola");
    assert_eq!(comparison(&app).await, 66.0);
    let changes = app.visitor().get("/observations/changes?limit=1000").await.json();
    let last = changes["items"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["cause"], &last["batch"], &last["version"]),
        (&json!("decision"), &receipt["id"], &decision["version"])
    );

    let address = format!("/batches/{}", receipt["id"].as_str().unwrap());
    let mut shown = feed.get_in("en", &address).await.json();
    let held = shown.as_object_mut().unwrap().remove("held").unwrap();
    assert_eq!(shown, receipt, "the receipt stays as it was");
    assert_eq!((&held["released"], &held["waiting"]), (&json!(1), &json!(0)));
    assert_eq!(held["decision"]["reason"], release()["reason"]);
    assert_eq!(
        (
            &held["decision"]["decided_by"],
            &held["decision"]["decided_by_name"]
        ),
        (&Value::Null, &Value::Null),
        "who sends figures learns the decision, and not who the steward is"
    );
    let seen = steward
        .get(&format!(
            "/api/v1/feeds/srda/batches/{}",
            receipt["id"].as_str().unwrap()
        ))
        .await;
    assert_eq!(seen.json()["held"]["decision"], decision);
}

async fn a_held_batch_is_decided_about_as_a_whole(app: TestApp) {
    with_history(&app);
    let (feed, mut steward) = (app.feed("srda").await, steward(&app).await);
    let rows = [
        row(UNEMPLOYMENT, SALDUS, "2016", 66.0),
        row(UNEMPLOYMENT, "0880200", "2016", 6.5),
    ];
    let receipt = pushed(&feed, Push::rows(&rows)).await;
    assert_eq!(
        (&receipt["state"], &receipt["new"], &receipt["suspect"]),
        (&json!("held"), &json!(1), &json!(1))
    );
    let page = steward.get("/api/v1/held").await.json();
    let waits_with_its_batch = &page["items"][1];
    assert_eq!(waits_with_its_batch["suspicion"], Value::Null);
    let alone = format!(
        "/api/v1/held/{}/decision",
        waits_with_its_batch["id"].as_str().unwrap()
    );
    let refused = steward.send(Method::POST, &alone, Some(&release())).await;
    assert_eq!(refused.fault(ProblemCode::Conflict).2, "held_as_whole");
    let id = receipt["id"].as_str().unwrap();
    let path = format!("/api/v1/feeds/srda/batches/{id}/decision");
    let decision = steward.send(Method::POST, &path, Some(&release())).await.json();
    assert_eq!(
        (&decision["figures"], &decision["decision"]),
        (&json!(2), &json!("release"))
    );
    assert_eq!(comparison(&app).await, 66.0);
}

async fn a_second_decision_is_told_who_decided_and_when(app: TestApp) {
    with_history(&app);
    let (feed, mut steward, mut admin) = (app.feed("srda").await, steward(&app).await, app.admin().await);
    let receipt = pushed(&feed, slip()).await;
    let id = receipt["id"].as_str().unwrap();
    let path = format!("/api/v1/feeds/srda/batches/{id}/decision?lang=en");
    let refuse = json!({"decision": "refuse", "reason": "A slip."});
    assert_eq!(steward.send(Method::POST, &path, Some(&refuse)).await.status, 201);
    let reply = admin.send(Method::POST, &path, Some(&release())).await;
    let problem = reply.problem(ProblemCode::Conflict);
    assert_eq!(problem.errors[0].code, "already_decided");
    assert!(
        problem
            .detail
            .starts_with("It was decided about already: Anna Ozola refused it at "),
        "{}",
        problem.detail
    );
    assert_eq!(comparison(&app).await, Value::Null);
    let nothing = pushed(&feed, Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 6.6)])).await;
    let id = nothing["id"].as_str().unwrap();
    let path = format!("/api/v1/feeds/srda/batches/{id}/decision");
    let reply = admin.send(Method::POST, &path, Some(&release())).await;
    assert_eq!(reply.fault(ProblemCode::Conflict).2, "nothing_held");
    for gone in [
        "/api/v1/feeds/srda/batches/none/decision",
        "/api/v1/held/999/decision",
    ] {
        let reply = admin.send(Method::POST, gone, Some(&release())).await;
        reply.problem(ProblemCode::NotFound);
    }
}

async fn held_figures_are_read_a_page_at_a_time(app: TestApp) {
    with_history(&app);
    let (feed, mut steward) = (app.feed("srda").await, steward(&app).await);
    let pilots = app.pilots();
    let rows: Vec<Value> = pilots[..5]
        .iter()
        .map(|area| row(UNEMPLOYMENT, area, "2016", 66.0))
        .collect();
    let receipt = pushed(&feed, Push::rows(&rows).query("?mode=partial")).await;
    let id = receipt["id"].as_str().unwrap();
    let mut path = format!("/api/v1/held?batch={id}&indicator={UNEMPLOYMENT}&limit=2");
    let mut seen = Vec::new();
    loop {
        let reply = steward.get(&path).await;
        let page = reply.json();
        assert_eq!(page["total"], 5);
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|one| one["area"].as_str().unwrap().to_owned()));
        if page["next"].is_null() {
            break;
        }
        let link = reply.header("link");
        path = link[1..link.find('>').unwrap()].to_owned();
    }
    assert_eq!(seen, pilots[..5], "each once, in the order in which they came");
    let of_area = steward.get(&format!("/api/v1/held?area={}", pilots[2])).await;
    assert_eq!(of_area.json()["total"], 1);
}

async fn a_decision_needs_a_reason(app: TestApp) {
    let mut steward = steward(&app).await;
    for reason in [String::new(), " \n".to_owned(), "a".repeat(1001)] {
        let body = json!({"decision": "refuse", "reason": reason});
        let reply = steward
            .send(Method::POST, "/api/v1/held/1/decision", Some(&body))
            .await;
        let (pointer, _, code) = reply.fault(ProblemCode::Unacceptable);
        assert_eq!(
            (pointer.as_deref(), code.as_str()),
            (Some("/reason"), "invalid_reason")
        );
    }
}
