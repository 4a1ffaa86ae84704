//! `/indicators/{code}/versions`.

use super::update::{put, sheet_of, steward};
use crate::support::{TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;
use serde_json::json;

on_both!(the_history_says_who_changed_what_and_when);

async fn the_history_says_who_changed_what_and_when(app: TestApp) {
    let mut ilze = steward(&app).await;
    let (before, etag) = sheet_of(&app, UNEMPLOYMENT).await;
    let mut after = before.clone();
    after["name"]["en"] = json!("Joblessness");
    put(&mut ilze, UNEMPLOYMENT, &etag, &after).await.json();

    let path = format!("/api/v1/indicators/{UNEMPLOYMENT}/versions");
    let history = ilze.get(&path).await.json();
    assert_eq!(history["total"], 2);
    let [last, first] = &history["items"].as_array().unwrap()[..] else {
        panic!("{history}")
    };
    assert_eq!(
        (&last["number"], &last["cause"], &last["adopted"]),
        (&json!(2), &json!("edited"), &json!(true))
    );
    assert_eq!(
        last["changes"],
        json!([{"field": "name.en", "before": before["name"]["en"], "after": "Joblessness"}])
    );
    let id = app.id_of("ilze@test.lv");
    assert_eq!(
        (&last["actor_kind"], &last["actor"]),
        (&json!("person"), &json!(id))
    );
    assert_eq!(last["actor_name"], json!(null), "a steward does not see people");
    assert_eq!(
        (&first["cause"], &first["actor_kind"]),
        (&json!("shipped"), &json!(null))
    );
    let mut root = app.admin().await;
    let seen = root.get(&path).await.json();
    assert_eq!(
        seen["items"][0]["actor_name"], "ilze@test.lv",
        "whoever sees people sees the name, or the address"
    );
    app.visitor()
        .get(&format!("/indicators/{UNEMPLOYMENT}/versions"))
        .await
        .problem(ProblemCode::Unauthenticated);

    for (number, wanted) in [(1, &before), (2, &after)] {
        let version = app
            .visitor()
            .get(&format!("/indicators/{UNEMPLOYMENT}/versions/{number}"))
            .await
            .json();
        assert_eq!(
            (&version["number"], &version["sheet"]),
            (&json!(number), wanted),
            "everybody reads what it said"
        );
        assert!(version.get("actor").is_none(), "and not who changed it");
    }
    for number in ["0", "3", "18446744073709551615", "x"] {
        app.visitor()
            .get(&format!("/indicators/{UNEMPLOYMENT}/versions/{number}"))
            .await
            .problem(ProblemCode::NotFound);
    }
    ilze.get("/api/v1/indicators/NO.SUCH/versions")
        .await
        .problem(ProblemCode::NotFound);
}
