//! `PUT /indicators/{code}`.

use crate::support::{Browser, Reply, SALDUS, TestApp, UNEMPLOYMENT};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    a_steward_changes_a_sheet_and_everybody_reads_it,
    a_change_names_the_version_it_changes,
    each_fault_names_its_field,
    another_formula_is_computed_at_once,
    nobody_else_changes_a_sheet
);

/// The sheet as it is written: what the catalogue knows of its unit and figures is left out.
pub(super) async fn sheet_of(app: &TestApp, code: &str) -> (Value, String) {
    let read = app.visitor().get(&format!("/indicators/{code}")).await;
    let mut sheet = read.json();
    let members = sheet.as_object_mut().unwrap();
    members.remove("first_period");
    members.remove("last_period");
    members.remove("parts");
    let unit = members["unit"]["code"].clone();
    members.insert("unit".to_owned(), unit);
    (sheet, read.header("etag").to_owned())
}

pub(super) async fn steward(app: &TestApp) -> Browser {
    let grants = vec![Grant::new(Role::Steward, Within::Everywhere)];
    app.with_second_factor("ilze@test.lv", grants).await
}

pub(super) async fn put(browser: &mut Browser, code: &str, etag: &str, sheet: &Value) -> Reply {
    let request = browser
        .request(Method::PUT, &format!("/api/v1/indicators/{code}"))
        .header("if-match", etag)
        .header("accept-language", "en")
        .json(sheet);
    Reply::to(request).await
}

async fn a_steward_changes_a_sheet_and_everybody_reads_it(app: TestApp) {
    let mut ilze = steward(&app).await;
    let (mut sheet, etag) = sheet_of(&app, UNEMPLOYMENT).await;
    assert!(etag.starts_with("W/\"1."), "{etag}: the version is in front");
    sheet["name"] = json!({"lv": "Bezdarbs", "en": "Joblessness"});
    sheet["decimals"] = json!(1);
    let changed = put(&mut ilze, UNEMPLOYMENT, &etag, &sheet).await;
    assert_eq!(changed.json()["name"]["en"], "Joblessness");
    assert_eq!(changed.header("etag"), "\"2\"");
    let read = app.visitor().get(&format!("/indicators/{UNEMPLOYMENT}")).await;
    assert_eq!(
        (&read.json()["name"]["lv"], &read.json()["decimals"]),
        (&json!("Bezdarbs"), &json!(1))
    );
    assert!(
        read.header("etag").starts_with("W/\"2."),
        "whoever keeps a copy asks and gets the new one"
    );
    let list = app.visitor().get("/indicators?q=joblessness").await.json();
    assert_eq!(list["total"], 1);
    let log = ilze.get("/api/v1/me/log").await.json();
    let entry = &log["items"][0];
    assert_eq!(
        (&entry["action"], &entry["target"]),
        (&json!("change_indicator"), &json!(UNEMPLOYMENT))
    );
    assert_eq!(entry["before"]["decimals"], 2);
    assert_eq!(entry["after"]["name.en"], "Joblessness");
    let again = put(&mut ilze, UNEMPLOYMENT, "\"2\"", &sheet).await;
    assert_eq!(
        (again.status, again.header("etag")),
        (200, "\"2\""),
        "what is so already makes no version"
    );
}

async fn a_change_names_the_version_it_changes(app: TestApp) {
    let mut ilze = steward(&app).await;
    let (mut sheet, etag) = sheet_of(&app, UNEMPLOYMENT).await;
    let path = format!("/api/v1/indicators/{UNEMPLOYMENT}");
    ilze.send(Method::PUT, &path, Some(&sheet))
        .await
        .problem(ProblemCode::IfMatchMissing);
    sheet["decimals"] = json!(3);
    put(&mut ilze, UNEMPLOYMENT, &etag, &sheet).await.json();
    sheet["decimals"] = json!(4);
    put(&mut ilze, UNEMPLOYMENT, &etag, &sheet)
        .await
        .problem(ProblemCode::Stale);
    assert_eq!(sheet_of(&app, UNEMPLOYMENT).await.0["decimals"], 3);
    put(&mut ilze, "NO.SUCH", "*", &sheet)
        .await
        .problem(ProblemCode::NotFound);
}

async fn each_fault_names_its_field(app: TestApp) {
    let mut ilze = steward(&app).await;
    let (sheet, _) = sheet_of(&app, "CTX.SHARE65").await;
    for (member, value, pointer, code) in [
        ("name", json!({"lv": "", "en": "x"}), "/name/lv", "empty"),
        ("unit", json!("ells"), "/unit", "unknown_unit"),
        ("min", json!(200), "/max", "limits_inverted"),
        (
            "formula",
            json!("100 * CTX.POP65 /"),
            "/formula",
            "invalid_formula",
        ),
        (
            "formula",
            json!("CTX.POP65 / NO.SUCH"),
            "/formula",
            "unknown_indicator",
        ),
        ("formula", json!("CTX.SHARE65[-1]"), "/formula", "cycle"),
        ("partners", json!(["NO.SUCH"]), "/partners", "unknown_indicator"),
        ("code", json!("CTX.OTHER"), "/code", "other_code"),
    ] {
        let mut wrong = sheet.clone();
        wrong[member] = value;
        let reply = put(&mut ilze, "CTX.SHARE65", "*", &wrong).await;
        let (at, _, fault) = reply.fault(ProblemCode::Unacceptable);
        assert_eq!(
            (at.as_deref(), fault.as_str()),
            (Some(pointer), code),
            "{}",
            reply.text()
        );
    }
    let place = json!("100 * CTX.POP65 / NO.SUCH");
    let mut wrong = sheet.clone();
    wrong["formula"] = place;
    let told = put(&mut ilze, "CTX.SHARE65", "*", &wrong).await.text();
    assert!(told.contains("character 19"), "{told}");
    for (member, value) in [
        ("direction", json!("up")),
        ("version", json!(1)),
        ("decimals", json!(-1)),
    ] {
        let mut wrong = sheet.clone();
        wrong[member] = value;
        put(&mut ilze, "CTX.SHARE65", "*", &wrong)
            .await
            .problem(ProblemCode::MalformedBody);
    }
    let versions = ilze.get("/api/v1/indicators/CTX.SHARE65/versions").await.json();
    assert_eq!(versions["total"], 1, "nothing of it is stored");
}

async fn another_formula_is_computed_at_once(app: TestApp) {
    let mut ilze = steward(&app).await;
    app.given_to_pilots("CTX.POP", "2016", |_| 1000.0);
    app.given_to_pilots("CTX.POP65", "2016", |_| 200.0);
    let share = async || {
        let question = format!("/compare?indicator=CTX.SHARE65&area={SALDUS}&peers=all");
        app.visitor().get(&question).await.json()["value"].clone()
    };
    assert_eq!(share().await, 20.0);
    let (mut sheet, etag) = sheet_of(&app, "CTX.SHARE65").await;
    sheet["formula"] = json!("per(1000, CTX.POP65, CTX.POP)");
    sheet["max"] = json!(1000);
    put(&mut ilze, "CTX.SHARE65", &etag, &sheet).await.json();
    assert_eq!(share().await, 200.0);
    let changes = app
        .visitor()
        .get("/observations/changes?indicator=CTX.SHARE65&since=2")
        .await
        .json();
    assert_eq!(changes["items"].as_array().unwrap().len(), 44);
    assert_eq!(changes["items"][0]["cause"], "formula");
}

async fn nobody_else_changes_a_sheet(app: TestApp) {
    let (sheet, etag) = sheet_of(&app, UNEMPLOYMENT).await;
    for role in [Role::Member, Role::MunicipalAdmin, Role::Coordinator] {
        let mut person = app.signed_in_as(role).await;
        put(&mut person, UNEMPLOYMENT, &etag, &sheet)
            .await
            .problem(ProblemCode::Forbidden);
    }
    let request = app
        .visitor()
        .request(Method::PUT, &format!("/api/v1/indicators/{UNEMPLOYMENT}"));
    Reply::to(request.json(&sheet))
        .await
        .problem(ProblemCode::Unauthenticated);
    let mut root = app.admin().await;
    assert_eq!(put(&mut root, UNEMPLOYMENT, &etag, &sheet).await.status, 200);
}
