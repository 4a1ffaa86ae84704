//! `GET /feeds`.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::rights::{Grant, Role, Within};

on_both!(
    a_steward_sees_what_each_feed_did_last,
    a_machine_client_sees_its_own_feed_alone,
);

async fn a_steward_sees_what_each_feed_did_last(app: TestApp) {
    let grants = vec![Grant::new(Role::Steward, Within::Everywhere)];
    let mut steward = app.with_second_factor("steward@test.lv", grants).await;
    let feed = app.feed("srda").await;
    let srda = |page: serde_json::Value| {
        let items = page["items"].as_array().unwrap().clone();
        items.into_iter().find(|one| one["code"] == "srda").unwrap()
    };
    let before = srda(steward.get("/api/v1/feeds").await.json());
    assert!(before["latest"].is_null() && before["batches"] == 0);
    assert!(
        before["last_contact_at"].is_string(),
        "its client has asked for a token: {before}"
    );

    for year in ["2013", "2014"] {
        feed.push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, year, 7.5)]))
            .await;
    }
    let sent = feed.get_in("en", "/batches?limit=1").await.json()["items"][0].clone();
    let after = srda(steward.get("/api/v1/feeds").await.json());
    assert_eq!((&after["batches"], &after["latest"]), (&2.into(), &sent));
    assert_eq!(after["last_contact_at"], sent["received_at"]);
    assert_eq!(after["waiting"], 0);
}

async fn a_machine_client_sees_its_own_feed_alone(app: TestApp) {
    let feed = app.feed("srda").await;
    let client = app.client().with_token(feed.token.clone());
    let codes: Vec<String> = client
        .feeds()
        .await
        .unwrap()
        .items
        .into_iter()
        .map(|one| one.code)
        .collect();
    assert_eq!(codes, ["srda"], "what other feeds send is not its matter");
}
