//! The pages of networks, for those who manage them.

use super::version_in;
use crate::support::{Browser, PASSWORD, Reply, SALDUS, TestApp};
use blis_domain::rights::Role;
use reqwest::Method;
use serde_json::json;

on_both!(
    a_coordinator_manages_the_own_network_and_no_other,
    what_somebody_else_saved_stands_beside_what_was_typed,
    a_refusal_keeps_the_stage_that_was_chosen
);

const PATH: &str = "/admin/networks/N1?lang=en";

async fn a_coordinator_manages_the_own_network_and_no_other(app: TestApp) {
    let mut martins = app.signed_in_as(Role::Coordinator).await;
    let csrf = martins.csrf.clone();
    let list = martins.get("/admin/networks?lang=en").await.text();
    assert!(
        list.contains("/admin/networks/N1") && !list.contains("/admin/networks/N2"),
        "{list}"
    );
    assert_eq!(martins.get("/admin/networks/N2").await.status, 403);
    assert_eq!(martins.get("/admin/networks/N77").await.status, 404);
    let version = version_in(&martins.get("/admin/networks/N1?lang=lv").await.text());
    let fields = [
        ("csrf", csrf.as_str()),
        ("version", version.as_str()),
        ("coordinator", " Mārtiņš Liepa "),
        ("stage", "compare"),
    ];
    let saved = martins.submit("/admin/networks/N1?lang=lv", &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let network = app.visitor().get("/networks/N1").await.json();
    assert_eq!(
        (&network["coordinator"], &network["stage"]),
        (&"Mārtiņš Liepa".into(), &"compare".into())
    );
    let late = martins.submit("/admin/networks/N1?lang=lv", &fields).await;
    assert_eq!(late.status, 412, "{}", late.text());
    assert!(
        late.text().contains(" Mārtiņš Liepa ") && late.text().contains(r#"role="alert""#),
        "what was typed stays: {}",
        late.text()
    );
    assert!(
        !late.text().contains("Saglabāts pa to laiku"),
        "the same was saved: {}",
        late.text()
    );
    let version = version_in(&late.text());
    let long = "ā".repeat(121);
    let fields = [
        ("csrf", csrf.as_str()),
        ("version", version.as_str()),
        ("coordinator", long.as_str()),
        ("stage", ""),
    ];
    let refused = martins.submit("/admin/networks/N1?lang=lv", &fields).await;
    assert!(
        refused.status == 422 && refused.text().contains(&long),
        "what was typed stays"
    );
    let member = [("csrf", csrf.as_str()), ("area", SALDUS)];
    let added = martins
        .submit("/admin/networks/N1/members?lang=en", &member)
        .await;
    assert_eq!(added.header("location"), "/admin/networks/N1?lang=en&done=added");
    assert!(
        martins
            .get(added.header("location"))
            .await
            .text()
            .contains("/members/0840200")
    );
    let ask = format!("/admin/networks/N1/members/{SALDUS}?lang=en");
    assert!(
        martins
            .get(&ask)
            .await
            .text()
            .contains("Take out: Saldus municipality")
    );
    assert_eq!(martins.submit(&ask, &[("csrf", csrf.as_str())]).await.status, 303);
    assert_eq!(
        app.visitor().get("/networks/N1").await.json()["members"],
        serde_json::json!([])
    );
    for path in [
        "/admin/networks/N2",
        "/admin/networks/N2/members",
        "/admin/networks/N2/members/0840200",
    ] {
        let fields = [
            ("csrf", csrf.as_str()),
            ("area", SALDUS),
            ("version", "1"),
            ("coordinator", ""),
            ("stage", ""),
        ];
        assert_eq!(martins.submit(path, &fields).await.status, 403, "{path}");
    }
    let nobody = Browser::new(app.visitor())
        .send(Method::POST, "/admin/networks/N1/members", None)
        .await;
    assert_ne!(nobody.status, 200);
}

async fn save(browser: &mut Browser, version: &str, coordinator: &str, stage: &str) -> Reply {
    let csrf = browser.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("version", version),
        ("coordinator", coordinator),
        ("stage", stage),
    ];
    browser.submit(PATH, &fields).await
}

async fn what_somebody_else_saved_stands_beside_what_was_typed(app: TestApp) {
    let mut martins = app.signed_in_as(Role::Coordinator).await;
    let seen = version_in(&martins.get(PATH).await.text());
    let other = json!({"coordinator": "Ilze Āre", "stage": "improve"});
    let mut ilze = app.sign_in("coordinator@test.lv", PASSWORD).await;
    ilze.change("/api/v1/networks/N1", "*", &other).await.json();
    let late = save(&mut martins, &seen, "Mārtiņš Liepa", "compare").await;
    assert_eq!(late.status, 412, "{}", late.text());
    let text = late.text();
    for told in [
        r#"value="Mārtiņš Liepa""#,
        "Saved meanwhile: Ilze Āre",
        r#"<option value="compare" selected>"#,
        "Saved meanwhile: improve",
    ] {
        assert!(
            text.contains(told),
            "nobody overwrites what they were not shown: {told}: {text}"
        );
    }
    assert_eq!(
        app.visitor().get("/networks/N1").await.json()["coordinator"],
        "Ilze Āre"
    );
    let latvian = martins
        .submit(
            "/admin/networks/N1?lang=lv",
            &[
                ("csrf", martins.csrf.clone().as_str()),
                ("version", &seen),
                ("coordinator", "Ilze Āre"),
                ("stage", "improve"),
            ],
        )
        .await
        .text();
    assert!(!latvian.contains("Saglabāts pa to laiku"), "{latvian}");
    let long = "ā".repeat(121);
    let refused = save(&mut martins, &seen, &long, "compare").await;
    assert_eq!(
        save(
            &mut martins,
            &version_in(&refused.text()),
            "Mārtiņš Liepa",
            "compare"
        )
        .await
        .status,
        412,
        "another refusal, which tells nothing of what was saved, gives no leave to overwrite it"
    );
    let again = save(&mut martins, &version_in(&text), "Mārtiņš Liepa", "compare").await;
    assert_eq!(again.status, 303, "the second press does: {}", again.text());
    let now = app.visitor().get("/networks/N1").await.json();
    assert_eq!(
        (&now["coordinator"], &now["stage"]),
        (&"Mārtiņš Liepa".into(), &"compare".into())
    );
}

async fn a_refusal_keeps_the_stage_that_was_chosen(app: TestApp) {
    let mut martins = app.signed_in_as(Role::Coordinator).await;
    let seen = version_in(&martins.get(PATH).await.text());
    let refused = save(&mut martins, &seen, &"ā".repeat(121), "understand").await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains(r#"<option value="understand" selected>"#),
        "{}",
        refused.text()
    );
}
