//! `GET /hidden`: who sees what is not shown to everybody.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::rights::{Grant, Role, Within};
use serde_json::{Value, json};

on_both!(
    each_sees_the_hidden_figures_within_reach,
    a_hidden_value_is_told_by_its_letter,
    who_may_decide_or_audit_reads_no_hidden_number_by_that,
);

fn confidential(area: &str, value: f64) -> Value {
    let mut row = row(UNEMPLOYMENT, area, "2016", value);
    row["conf_status"] = json!("C");
    row
}

/// The number is for the steward and for whoever looks after the municipality, and for nobody else.
async fn each_sees_the_hidden_figures_within_reach(app: TestApp) {
    let other = "0880200";
    let feed = app.feed("srda").await;
    feed.push(Push::rows(&[confidential(SALDUS, 7.5), confidential(other, 8.5)]))
        .await;
    let of = |role, within| vec![Grant::new(role, within)];
    let mut steward = app
        .with_second_factor("steward@test.lv", of(Role::Steward, Within::Everywhere))
        .await;
    let all = steward.get("/api/v1/hidden").await.json();
    assert_eq!(all["total"], 2);
    let first = steward.get("/api/v1/hidden?limit=1").await.json();
    let next = first["next"].as_str().unwrap();
    let second = steward
        .get(&format!("/api/v1/hidden?limit=1&cursor={next}"))
        .await
        .json();
    assert_eq!(
        [&first["items"][0], &second["items"][0]],
        [&all["items"][0], &all["items"][1]]
    );

    let own = Within::Municipality(SALDUS.parse().unwrap());
    let mut municipal = app
        .with_second_factor("saldus@test.lv", of(Role::MunicipalAdmin, own))
        .await;
    let seen = municipal.get("/api/v1/hidden").await.json();
    assert_eq!(seen["total"], 1);
    let figure = &seen["items"][0];
    assert_eq!(
        (
            &figure["area"],
            &figure["value"],
            &figure["status"],
            &figure["conf_status"]
        ),
        (&json!(SALDUS), &json!(7.5), &json!("A"), &json!("C"))
    );
    assert_eq!(
        municipal
            .get(&format!("/api/v1/hidden?area={other}"))
            .await
            .status,
        403
    );
    assert_eq!(app.visitor().get("/hidden").await.status, 401);
}

async fn a_hidden_value_is_told_by_its_letter(app: TestApp) {
    let feed = app.feed("srda").await;
    feed.push(Push::rows(&[confidential(SALDUS, 7.5)])).await;
    let listed = app
        .visitor()
        .get(&format!("/observations?area={SALDUS}"))
        .await
        .json();
    let one = &listed["items"][0];
    assert_eq!(
        (&one["value"], &one["status"], &one["conf_status"]),
        (&Value::Null, &json!("Q"), &json!("C"))
    );
    let path = format!("/compare?indicator={UNEMPLOYMENT}&area={SALDUS}&period=2016");
    let compared = app.visitor().get(&path).await.json();
    assert_eq!(
        (&compared["value"], &compared["reason"]),
        (&Value::Null, &json!("suppressed"))
    );
}

/// Administrators look after the installation and not after people's figures: what a sender keeps back is not for them,
/// on whichever way it might come.
async fn who_may_decide_or_audit_reads_no_hidden_number_by_that(app: TestApp) {
    for period in ["2011", "2012", "2013", "2014", "2015"] {
        app.given_to_pilots(UNEMPLOYMENT, period, |n| 6.0 + (n % 10) as f64 / 10.0);
    }
    let feed = app.feed("srda").await;
    let sent = feed.push(Push::rows(&[confidential(SALDUS, 66.25)])).await.json();
    assert_eq!(sent["state"], "held");
    let of = |role| vec![Grant::new(role, Within::Everywhere)];
    let mut steward = app.with_second_factor("steward@test.lv", of(Role::Steward)).await;
    let mut admin = app.with_second_factor("admin@test.lv", of(Role::Admin)).await;
    let seen = steward.get("/api/v1/held").await.json();
    let figure = &seen["items"][0];
    assert_eq!(
        (&figure["value"], &figure["suspicion"]["code"]),
        (&json!(66.25), &json!("unit_slip"))
    );
    let seen = admin.get("/api/v1/held").await.json();
    let figure = &seen["items"][0];
    assert_eq!(
        (&figure["value"], &figure["status"], &figure["suspicion"]),
        (&Value::Null, &json!("Q"), &Value::Null)
    );
    let batch = format!("/api/v1/feeds/srda/batches/{}", sent["id"].as_str().unwrap());
    let receipt = admin.get(&batch).await.json();
    assert_eq!(receipt["rows"][0]["code"], "unlike_hidden", "{receipt}");
    let decided = json!({"decision": "release", "reason": "Apstiprināts pa tālruni."});
    let path = format!("{batch}/decision");
    let reply = steward.send(reqwest::Method::POST, &path, Some(&decided)).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    // Nor what the receipt of a small count says: whether it is hidden is found out after it came.
    let few = feed
        .push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2015", 6.85)]))
        .await
        .json();
    let few = format!("/api/v1/feeds/srda/batches/{}", few["id"].as_str().unwrap());
    for path in [few.clone(), format!("{few}/rows"), format!("{few}/rows.csv")] {
        let (told, untold) = (steward.get(&path).await.text(), admin.get(&path).await.text());
        let has_it = |said: &str| said.contains("6.85") || said.contains("6,85");
        assert!(has_it(&told), "{path} says to the steward {told}");
        assert!(
            !has_it(&untold) && untold.contains("changed"),
            "{path} says to an administrator {untold}"
        );
    }
    for path in [
        batch.as_str(),
        "/api/v1/held",
        "/api/v1/audit",
        "/api/v1/observations",
    ] {
        let said = admin.get(path).await.json().to_string();
        assert!(!said.contains("66.25"), "{path} tells it: {said}");
    }
}
