//! People for their administrators: seen, given roles, suspended, invited.

mod attacks;
mod inviting;
mod network_pages;
mod pages;

use crate::support::{Browser, PASSWORD, SALDUS, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    the_administrator_of_a_municipality_sees_its_people_and_their_roles_there,
    people_are_searched_and_paged,
    roles_are_given_and_taken,
    a_change_names_the_version_it_changes,
    whoever_is_suspended_is_out_at_once,
    sessions_are_ended_from_elsewhere,
    the_last_administrator_can_neither_go_nor_be_taken,
    every_change_is_in_the_log_of_the_municipality
);

/// Jelgava, where the administrator of Saldus has nothing to say.
const JELGAVA: &str = "0090000";

fn within(role: Role, area: &str) -> Grant {
    Grant::new(role, Within::Municipality(area.parse().unwrap()))
}

fn everywhere(role: Role) -> Grant {
    Grant::new(role, Within::Everywhere)
}

fn path_of(app: &TestApp, email: &str) -> String {
    format!("/api/v1/users/{}", app.id_of(email))
}

/// The administrator of Saldus.
async fn liga(app: &TestApp) -> Browser {
    app.signed_in_as(Role::MunicipalAdmin).await
}

/// The administrator of the system.
async fn dace(app: &TestApp) -> Browser {
    app.with_second_factor("dace@test.lv", vec![everywhere(Role::Admin)])
        .await
}

/// The version that a form of a page holds.
fn version_in(page: &str) -> String {
    let after = page.split(r#"name="version" value=""#).nth(1);
    let after = after.unwrap_or_else(|| panic!("no form with a version in\n{page}"));
    after.split('"').next().unwrap_or_default().to_owned()
}

fn member_of(area: &str) -> Value {
    json!({"role": "member", "municipality": area})
}

fn emails(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|user| user["email"].as_str().unwrap()).collect()
}

async fn the_administrator_of_a_municipality_sees_its_people_and_their_roles_there(app: TestApp) {
    app.person(
        "anna@test.lv",
        vec![within(Role::Member, SALDUS), within(Role::Councillor, JELGAVA)],
    );
    app.person("janis@test.lv", vec![within(Role::Member, JELGAVA)]);
    app.person("nobody@test.lv", vec![]);
    let mut liga = liga(&app).await;
    let page = liga.get("/api/v1/users").await.json();
    assert_eq!(emails(&page), ["anna@test.lv", "municipal-admin@test.lv"]);
    assert_eq!(page["total"], 2);
    let roles = page["items"][0]["grants"].as_array().unwrap();
    assert_eq!(roles.len(), 1, "{roles:?}");
    assert_eq!(
        (&roles[0]["role"], &roles[0]["municipality"]),
        (&json!("member"), &json!(SALDUS))
    );
    let anna = liga.get(&path_of(&app, "anna@test.lv")).await;
    assert_eq!(
        anna.json(),
        page["items"][0],
        "one person looks the same alone and in the list"
    );
    assert_eq!(anna.header("cache-control"), "no-store");
    for hidden in ["janis@test.lv", "nobody@test.lv"] {
        liga.get(&path_of(&app, hidden))
            .await
            .problem(ProblemCode::NotFound);
    }
    liga.get("/api/v1/users/x").await.problem(ProblemCode::NotFound);
    let all = dace(&app).await.get("/api/v1/users").await.json();
    assert_eq!(all["total"], 5);
    let whole = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|user| user["email"] == "anna@test.lv");
    assert_eq!(whole.unwrap()["grants"].as_array().unwrap().len(), 2);
}

async fn people_are_searched_and_paged(app: TestApp) {
    for name in ["anna", "baiba", "cilda"] {
        app.person(&format!("{name}@test.lv"), vec![within(Role::Member, SALDUS)]);
    }
    let mut liga = liga(&app).await;
    let first = liga.get("/api/v1/users?limit=2&role=member").await;
    assert_eq!(emails(&first.json()), ["anna@test.lv", "baiba@test.lv"]);
    let next = first.header("link").to_owned();
    let next = next.trim_start_matches('<').split('>').next().unwrap();
    let second = liga.get(next).await.json();
    assert_eq!(
        (emails(&second), second["next"].clone()),
        (vec!["cilda@test.lv"], Value::Null)
    );
    let cursor = first.json()["next"].as_str().unwrap().to_owned();
    liga.get(&format!("/api/v1/users?cursor={cursor}"))
        .await
        .problem(ProblemCode::InvalidCursor);
    for (query, count) in [
        ("q=BAIBA", 1),
        ("q=%25", 0),
        ("q=_", 0),
        ("q=test.lv", 4),
        ("state=suspended", 0),
        ("role=municipal_admin", 1),
        ("municipality=0090000", 0),
        ("network=N1", 0),
    ] {
        let found = liga.get(&format!("/api/v1/users?{query}")).await.json();
        assert_eq!(found["total"], count, "{query}");
    }
    let huge = format!("/api/v1/users?q={}", "x".repeat(4000));
    assert_eq!(liga.get(&huge).await.json()["total"], 0);
}

async fn roles_are_given_and_taken(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let mut anna = app.sign_in("anna@test.lv", PASSWORD).await;
    let mut liga = liga(&app).await;
    let path = format!("{}/grants", path_of(&app, "anna@test.lv"));
    let councillor = json!({"role": "councillor", "municipality": SALDUS});
    let given = liga.send(Method::POST, &path, Some(&councillor)).await;
    assert_eq!(given.status, 201, "{}", given.text());
    let given = given.json();
    assert_eq!(
        (&given["role"], &given["given_by"]),
        (&json!("councillor"), &json!(app.id_of("municipal-admin@test.lv")))
    );
    liga.send(Method::POST, &path, Some(&councillor))
        .await
        .problem(ProblemCode::Conflict);
    assert_eq!(
        anna.get("/api/v1/me").await.json()["grants"]
            .as_array()
            .unwrap()
            .len(),
        2,
        "it holds at once"
    );
    let one = format!("{path}/{}", given["id"].as_str().unwrap());
    assert_eq!(liga.send(Method::DELETE, &one, None).await.status, 204);
    assert_eq!(
        anna.get("/api/v1/me").await.json()["grants"]
            .as_array()
            .unwrap()
            .len(),
        1,
        "and is gone at once"
    );
    liga.send(Method::DELETE, &one, None)
        .await
        .problem(ProblemCode::NotFound);
    let mut dace = dace(&app).await;
    let nowhere = json!({"role": "member", "municipality": "0999999"});
    let fault = dace
        .send(Method::POST, &path, Some(&nowhere))
        .await
        .fault(ProblemCode::Unacceptable);
    assert_eq!(
        fault,
        (Some("/municipality".to_owned()), None, "unknown_area".to_owned())
    );
    let stray = json!({"role": "coordinator", "network": "N99"});
    let fault = dace
        .send(Method::POST, &path, Some(&stray))
        .await
        .fault(ProblemCode::Unacceptable);
    assert_eq!(fault.0.as_deref(), Some("/network"));
    for role in [
        json!({"role": "steward"}),
        json!({"role": "admin"}),
        json!({"role": "coordinator", "network": "N1"}),
    ] {
        assert_eq!(
            dace.send(Method::POST, &path, Some(&role)).await.status,
            201,
            "{role}"
        );
    }
}

async fn a_change_names_the_version_it_changes(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let mut liga = liga(&app).await;
    let path = path_of(&app, "anna@test.lv");
    let suspend = json!({"state": "suspended"});
    let etag = liga.get(&path).await.header("etag").to_owned();
    liga.send(Method::PATCH, &path, Some(&suspend))
        .await
        .problem(ProblemCode::IfMatchMissing);
    for wrong in ["\"0\"", "\"x\"", "W/\"999\"", "no tag"] {
        liga.change(&path, wrong, &suspend)
            .await
            .problem(ProblemCode::Stale);
    }
    let councillor = json!({"role": "councillor", "municipality": SALDUS});
    liga.send(Method::POST, &format!("{path}/grants"), Some(&councillor))
        .await
        .json();
    liga.change(&path, &etag, &suspend)
        .await
        .problem(ProblemCode::Stale);
    let etag = liga.get(&path).await.header("etag").to_owned();
    let changed = liga.change(&path, &etag, &suspend).await;
    assert_eq!(changed.json()["state"], "suspended");
    assert_ne!(changed.header("etag"), etag);
    assert_eq!(liga.get(&path).await.header("etag"), changed.header("etag"));
    let back = liga
        .change(&path, changed.header("etag"), &json!({"state": "active"}))
        .await;
    assert_eq!(back.json()["state"], "active");
}

async fn whoever_is_suspended_is_out_at_once(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let mut anna = app.sign_in("anna@test.lv", PASSWORD).await;
    let mut liga = liga(&app).await;
    let path = path_of(&app, "anna@test.lv");
    liga.change(&path, "*", &json!({"state": "suspended"}))
        .await
        .json();
    assert!(
        anna.get("/api/v1/me").await.json()["person"].is_null(),
        "the token that is still good opens nothing"
    );
    let renewed = anna
        .send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    renewed.problem(ProblemCode::Unauthenticated);
    let refused = Browser::new(app.visitor())
        .sign_in("anna@test.lv", PASSWORD)
        .await;
    refused.problem(ProblemCode::SignInFailed);
    liga.change(&path, "*", &json!({"state": "active"})).await.json();
    app.sign_in("anna@test.lv", PASSWORD).await;
}

async fn sessions_are_ended_from_elsewhere(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let mut anna = app.sign_in("anna@test.lv", PASSWORD).await;
    let mut liga = liga(&app).await;
    let path = format!("{}/sessions", path_of(&app, "anna@test.lv"));
    assert_eq!(liga.send(Method::DELETE, &path, None).await.status, 204);
    assert!(anna.get("/api/v1/me").await.json()["person"].is_null());
    app.sign_in("anna@test.lv", PASSWORD).await;
}

async fn the_last_administrator_can_neither_go_nor_be_taken(app: TestApp) {
    let mut dace = dace(&app).await;
    let mut other = app
        .with_second_factor("other@test.lv", vec![everywhere(Role::Admin)])
        .await;
    let path = path_of(&app, "dace@test.lv");
    let grant = other.get(&path).await.json()["grants"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let own = format!("{path}/grants/{grant}");
    dace.send(Method::DELETE, &own, None)
        .await
        .problem(ProblemCode::MayNotGive);
    dace.change(&path, "*", &json!({"state": "suspended"}))
        .await
        .problem(ProblemCode::Forbidden);
    assert_eq!(other.send(Method::DELETE, &own, None).await.status, 204);
    // Dace's role is gone, so she takes nothing any more; and nobody is left who could take the other's.
    dace.get("/api/v1/users").await.problem(ProblemCode::Forbidden);
    let context = blis_store::AuditContext::command("test");
    let last = app.id_of("other@test.lv").parse().unwrap();
    let seen = app
        .store
        .person_seen(&blis_domain::rights::Sight::Everything, &last)
        .unwrap()
        .unwrap();
    let refused = app
        .store
        .set_suspended(&last, true, seen.person.version, &context);
    assert!(
        matches!(refused, Err(blis_store::StoreError::LastAdmin)),
        "{refused:?}"
    );
}

async fn every_change_is_in_the_log_of_the_municipality(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    app.sign_in("anna@test.lv", PASSWORD).await;
    let mut liga = liga(&app).await;
    let path = path_of(&app, "anna@test.lv");
    let councillor = json!({"role": "councillor", "municipality": SALDUS});
    let given = liga
        .send(Method::POST, &format!("{path}/grants"), Some(&councillor))
        .await
        .json();
    let grant = format!("{path}/grants/{}", given["id"].as_str().unwrap());
    liga.send(Method::DELETE, &grant, None).await;
    liga.send(Method::DELETE, &format!("{path}/sessions"), None).await;
    liga.change(&path, "*", &json!({"state": "suspended"})).await;
    liga.change(&path, "*", &json!({"state": "active"})).await;
    let invited = json!({"email": "new@test.lv", "language": "lv", "grants": [member_of(SALDUS)]});
    let invited = liga
        .send(Method::POST, "/api/v1/users", Some(&invited))
        .await
        .json();
    let again = format!("/api/v1/users/{}/invitation", invited["id"].as_str().unwrap());
    assert_eq!(liga.send(Method::POST, &again, None).await.status, 202);
    let me = app.id_of("municipal-admin@test.lv");
    let log = liga.get(&format!("/api/v1/audit?actor={me}")).await.json();
    let mut told: Vec<&str> = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["action"].as_str().unwrap())
        .collect();
    told.reverse();
    assert_eq!(
        told,
        [
            "give_role",
            "take_role",
            "end_sessions",
            "suspend_person",
            "let_person_back",
            "add_person",
            "give_role",
            "send_invitation",
            "send_invitation"
        ]
    );
    for entry in log["items"].as_array().unwrap() {
        assert_eq!(
            (&entry["municipality"], &entry["actor"]),
            (&json!(SALDUS), &json!(me)),
            "{entry}"
        );
    }
}
