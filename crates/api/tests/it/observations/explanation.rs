//! `PUT` and `DELETE /observations/{indicator}/{area}/{period}/explanation`.

use crate::support::{Browser, Reply, SALDUS, TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    an_explanation_is_read_wherever_its_figure_is,
    a_municipality_explains_its_own_figures_alone,
    an_explanation_that_cannot_be_shown_is_refused,
);

fn path(area: &str, period: &str) -> String {
    format!("/api/v1/observations/{UNEMPLOYMENT}/{area}/{period}/explanation")
}

async fn explain(who: &mut Browser, area: &str) -> Reply {
    let said = json!({"lv": "Slēgta rūpnīca.", "en": "A factory closed."});
    who.send(Method::PUT, &path(area, "2016"), Some(&said)).await
}

async fn an_explanation_is_read_wherever_its_figure_is(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let mut member = app.signed_in_as(Role::Member).await;
    let reads = [
        format!("/observations?indicator={UNEMPLOYMENT}&area={SALDUS}"),
        format!("/indicators/{UNEMPLOYMENT}/series"),
        format!("/compare?indicator={UNEMPLOYMENT}&area={SALDUS}"),
        format!("/areas/{SALDUS}/profile"),
    ];
    let mut before = Vec::new();
    for read in &reads {
        before.push(app.visitor().get(read).await);
    }
    let reply = explain(&mut member, SALDUS).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let explanation = reply.json();
    assert_eq!(
        (&explanation["lv"], &explanation["en"]),
        (&json!("Slēgta rūpnīca."), &json!("A factory closed."))
    );
    for (read, before) in reads.iter().zip(&before) {
        let after = app.visitor().get(read).await;
        assert_ne!(
            after.header("etag"),
            before.header("etag"),
            "{read}: a kept answer lacks it"
        );
        assert!(
            after.text().contains("Slēgta rūpnīca."),
            "{read}: {}",
            after.text()
        );
    }
    let rows = app.visitor().get(&reads[0]).await.json();
    assert_eq!(rows["items"][0]["explanation"], explanation);
    let block = app.visitor().get(&reads[1]).await.json();
    assert_eq!(
        block["remarks"],
        json!([{"area": SALDUS, "period": "2016", "explanation": explanation}])
    );
    let comparison = app.visitor().get(&reads[2]).await.json();
    assert_eq!(comparison["explanation"], explanation);
    let items = comparison["items"].as_array().unwrap();
    let explained: Vec<&Value> = items
        .iter()
        .filter(|item| !item["explanation"].is_null())
        .collect();
    assert_eq!(explained.len(), 1);
    assert_eq!(explained[0]["area"], SALDUS);

    let reply = member.send(Method::DELETE, &path(SALDUS, "2016"), None).await;
    assert_eq!(reply.status, 204);
    let rows = app.visitor().get(&reads[0]).await.json();
    assert_eq!(rows["items"][0]["explanation"], Value::Null);
    let then = explanation["recorded_at"].as_str().unwrap();
    let link = format!("{}&as_of={then}", reads[0]);
    let rows = app.visitor().get(&link).await.json();
    assert_eq!(
        rows["items"][0]["explanation"], explanation,
        "what was said then is read again"
    );
    let again = member.send(Method::DELETE, &path(SALDUS, "2016"), None).await;
    again.problem(ProblemCode::NotFound);
}

async fn a_municipality_explains_its_own_figures_alone(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let jelgava = "0090000";
    let mut member = app.signed_in_as(Role::Member).await;
    let mut councillor = app.signed_in_as(Role::Councillor).await;
    explain(&mut member, jelgava)
        .await
        .problem(ProblemCode::Forbidden);
    explain(&mut councillor, SALDUS)
        .await
        .problem(ProblemCode::Forbidden);
    let steward = vec![Grant::new(Role::Steward, Within::Everywhere)];
    let mut steward = app.with_second_factor("steward@test.lv", steward).await;
    assert_eq!(explain(&mut steward, jelgava).await.status, 200);
    let nothing = member
        .send(Method::PUT, &path(SALDUS, "2017"), Some(&json!({"lv": "Kāpēc?"})))
        .await;
    assert_eq!(nothing.fault(ProblemCode::Conflict).2, "nothing_to_explain");
}

async fn an_explanation_that_cannot_be_shown_is_refused(app: TestApp) {
    app.given_to_pilots(UNEMPLOYMENT, "2016", |n| 5.0 + n as f64);
    let mut member = app.signed_in_as(Role::Member).await;
    let long = "ā".repeat(2001);
    for (body, at) in [
        (json!({"lv": " "}), "/lv"),
        (json!({"lv": long}), "/lv"),
        (json!({"lv": "a\u{202e}b"}), "/lv"),
        (json!({"lv": "Slēgta rūpnīca.", "en": ""}), "/en"),
    ] {
        let reply = member.send(Method::PUT, &path(SALDUS, "2016"), Some(&body)).await;
        let (pointer, _, code) = reply.fault(ProblemCode::Unacceptable);
        assert_eq!(
            (pointer.as_deref(), code.as_str()),
            (Some(at), "invalid_explanation")
        );
    }
}
