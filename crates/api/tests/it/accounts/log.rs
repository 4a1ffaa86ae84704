//! The audit log by the API: who sees which entries.

use crate::support::{Browser, PASSWORD, SALDUS, TestApp};
use blis_domain::audit::{Actor, actions};
use blis_domain::person::PersonId;
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Grant, Role, Sight, Within};
use blis_store::{AuditContext, AuditDraft, AuditFilter, NewSession, SessionLife, SessionWay};
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

on_both!(
    the_administrator_of_a_municipality_sees_what_concerns_it_and_nothing_else,
    an_administrator_sees_everything_after_a_second_factor_alone,
    whoever_may_not_read_the_log_is_told_so,
    a_person_sees_the_own_log_and_nothing_of_others,
    from_where_another_person_came_is_not_told,
    pages_are_complete_and_repeat_nothing,
    a_cursor_is_good_for_its_own_question_alone,
    each_filter_finds_its_entries,
    what_was_there_before_and_after_is_given_as_it_is
);

/// A pilot that is not [`SALDUS`].
fn elsewhere(app: &TestApp) -> String {
    let pilots = app.pilots();
    pilots
        .into_iter()
        .find(|code| code != SALDUS)
        .expect("a second pilot")
}

fn id(app: &TestApp, email: &str) -> PersonId {
    let account = app.store.account(&email.parse().unwrap()).unwrap();
    account.expect("a person").person
}

/// Adds an entry that concerns a municipality.
fn concerning(app: &TestApp, area: &str, target: &str) {
    let context = AuditContext::client("srda-1").from_address("192.0.2.1");
    let mut draft = AuditDraft::done(&context, actions::PUSH_BATCH, "batch", Some(target));
    draft.municipality = Some(area.parse().unwrap());
    app.store.record(&draft).expect("an entry");
}

async fn items(person: &mut Browser, address: &str) -> Vec<Value> {
    let reply = person.get(address).await;
    assert_eq!(reply.status, 200, "{address}: {}", reply.text());
    assert_eq!(reply.header("cache-control"), "no-store");
    let page = reply.json();
    let items = page["items"].as_array().expect("items").clone();
    if page["next"].is_null() && !address.contains("cursor=") {
        assert_eq!(page["total"], items.len());
    }
    items
}

async fn targets(person: &mut Browser, address: &str) -> Vec<String> {
    let items = items(person, address).await;
    let target = |one: &Value| one["target"].as_str().unwrap_or("none").to_owned();
    items.iter().map(target).collect()
}

async fn the_administrator_of_a_municipality_sees_what_concerns_it_and_nothing_else(app: TestApp) {
    let other = elsewhere(&app);
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let there = Within::Municipality(other.parse().unwrap());
    app.person("there@test.lv", vec![Grant::new(Role::Member, there)]);
    app.person("nowhere@test.lv", vec![]);
    app.sign_in("there@test.lv", PASSWORD).await;
    concerning(&app, SALDUS, "here");
    concerning(&app, &other, "there");
    let stranger = id(&app, "there@test.lv");
    let seen = items(&mut admin, "/api/v1/audit").await;
    assert!(seen.len() >= 2, "{seen:?}");
    for entry in &seen {
        assert_eq!(entry["municipality"], SALDUS, "{entry}");
    }
    assert_eq!(seen[0]["target"], "here", "the newest first");
    let text = Value::from(seen).to_string();
    for hidden in ["there@test.lv", "nowhere@test.lv", stranger.as_str()] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    for asked in [
        format!("municipality={other}"),
        format!("actor={stranger}"),
        format!("target_kind=person&target={stranger}"),
        "target=there".to_owned(),
    ] {
        let found = items(&mut admin, &format!("/api/v1/audit?{asked}")).await;
        assert!(found.is_empty(), "asking for it opens nothing: {asked}");
    }
}

async fn an_administrator_sees_everything_after_a_second_factor_alone(app: TestApp) {
    app.signed_in_as(Role::Admin).await;
    let other = elsewhere(&app);
    for area in [SALDUS, &other] {
        concerning(&app, area, area);
    }
    let opened = |second_factor: bool| {
        let new = NewSession {
            person: id(&app, "admin@test.lv"),
            way: SessionWay::Password,
            password_hash: None,
            second_factor,
            csrf: "x".to_owned(),
            refresh_hash: blis_api::secret_hash(&format!("refresh {second_factor}")),
            device: String::new(),
            address: String::new(),
            life: SessionLife {
                idle: Duration::days(1),
                most: Duration::days(1),
            },
        };
        let context = AuditContext::command("test");
        let opened = app.store.open_session(&new, &context).expect("a database");
        opened.expect("a session").standing.sight(Action::ReadAudit)
    };
    assert_eq!(opened(false), Sight::Nothing);
    let sight = opened(true);
    assert_eq!(sight, Sight::Everything);
    let seen = app.store.audit(&AuditFilter::seen_with(sight)).unwrap();
    assert_eq!(
        seen.total,
        app.store.audit_head().unwrap().seq,
        "every entry there is"
    );
    for area in [SALDUS, &other] {
        let there = seen
            .items
            .iter()
            .filter(|one| one.entry.target.id.as_deref() == Some(area));
        assert_eq!(there.count(), 1);
    }
}

async fn whoever_may_not_read_the_log_is_told_so(app: TestApp) {
    concerning(&app, SALDUS, "here");
    for role in [Role::SignedIn, Role::Member, Role::Coordinator, Role::Admin] {
        let mut person = app.signed_in_as(role).await;
        let reply = person.get("/api/v1/audit").await;
        reply.problem(ProblemCode::Forbidden);
    }
    let nobody = app.visitor().get("/audit").await;
    nobody.problem(ProblemCode::Unauthenticated);
    app.visitor()
        .get("/me/log")
        .await
        .problem(ProblemCode::Unauthenticated);
    let feed = app.feed("srda").await;
    for path in ["/api/v1/audit", "/api/v1/me/log"] {
        let request = app.visitor().request(Method::GET, path).bearer_auth(&feed.token);
        let reply = crate::support::Reply::to(request).await;
        reply.problem(ProblemCode::Forbidden);
    }
}

async fn a_person_sees_the_own_log_and_nothing_of_others(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    let mut janis = app.signed_in_as(Role::MunicipalAdmin).await;
    let body = json!({"current": PASSWORD, "new": "pavasara ceļš mājup"});
    for person in [&mut anna, &mut janis] {
        let changed = person.send(Method::PUT, "/api/v1/me/password", Some(&body)).await;
        assert_eq!(changed.status, 204);
    }
    concerning(&app, SALDUS, "here");
    let me = id(&app, "signed-in@test.lv");
    let other = id(&app, "municipal-admin@test.lv");
    let seen = items(&mut anna, "/api/v1/me/log").await;
    let done: Vec<&str> = seen.iter().map(|one| one["action"].as_str().unwrap()).collect();
    assert_eq!(done, ["set_password", "sign_in", "add_person"], "newest first");
    for entry in &seen {
        let of_me = [&entry["actor"], &entry["target"]];
        assert!(of_me.iter().any(|one| **one == me.as_str()), "{entry}");
    }
    assert_eq!(seen[0]["address"], "127.0.0.1");
    assert_eq!(seen[0]["outcome"], "done");
    let text = Value::from(seen).to_string();
    assert!(
        !text.contains(other.as_str()) && !text.contains("municipal-admin@"),
        "{text}"
    );
    assert!(
        !text.contains("argon2") && !text.contains(PASSWORD),
        "nor any secret"
    );
}

async fn from_where_another_person_came_is_not_told(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    app.person("janis@test.lv", vec![]);
    let (me, other) = (id(&app, "signed-in@test.lv"), id(&app, "janis@test.lv"));
    for (actor, address) in [
        (Actor::Person(other), "192.0.2.7"),
        (Actor::Person(me.clone()), "192.0.2.8"),
        (Actor::Nobody, "192.0.2.9"),
    ] {
        let context = AuditContext::of(actor).from_address(address);
        let draft = AuditDraft::refused(&context, actions::SIGN_IN, "person", Some(me.as_str()));
        app.store.record(&draft).unwrap();
    }
    let seen = items(&mut anna, "/api/v1/me/log?limit=3").await;
    let addresses: Vec<&Value> = seen.iter().map(|one| &one["address"]).collect();
    assert_eq!(
        addresses,
        [&json!("192.0.2.9"), &json!("192.0.2.8"), &Value::Null],
        "from where somebody unknown tried is what one wants to know"
    );
    assert_eq!(seen[0]["outcome"], "refused");
}

async fn pages_are_complete_and_repeat_nothing(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    for number in 0..7 {
        concerning(&app, SALDUS, &format!("b{number}"));
    }
    let wanted: Vec<String> = (0..7).rev().map(|number| format!("b{number}")).collect();
    for limit in [1, 2, 3, 7, 8] {
        let first = format!("/api/v1/audit?action=push_batch&limit={limit}");
        let (mut address, mut seen) = (first.clone(), Vec::new());
        loop {
            let reply = admin.get(&address).await;
            let page = reply.json();
            assert_eq!(page["total"], 7);
            let targets = page["items"].as_array().unwrap().iter();
            seen.extend(targets.map(|one| one["target"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next"].as_str() else {
                assert!(!reply.headers.contains_key("link"));
                break;
            };
            let next = format!("{first}&cursor={cursor}");
            assert_eq!(reply.header("link"), format!("<{next}>; rel=\"next\""));
            address = next;
            // What comes in meanwhile is newer than every page that follows.
            concerning(&app, &elsewhere(&app), "meanwhile");
        }
        assert_eq!(seen, wanted, "pages of {limit}");
    }
    let mut own = Vec::new();
    let mut address = "/api/v1/me/log?limit=1".to_owned();
    loop {
        let page = admin.get(&address).await.json();
        own.push(page["items"][0]["seq"].as_u64().unwrap());
        let Some(cursor) = page["next"].as_str() else {
            break;
        };
        address = format!("/api/v1/me/log?limit=1&cursor={cursor}");
    }
    let whole = items(&mut admin, "/api/v1/me/log").await;
    let whole: Vec<u64> = whole.iter().map(|one| one["seq"].as_u64().unwrap()).collect();
    assert_eq!(own, whole);
}

async fn a_cursor_is_good_for_its_own_question_alone(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    concerning(&app, SALDUS, "b1");
    concerning(&app, SALDUS, "b2");
    let cursor_of = |page: Value| page["next"].as_str().expect("a next page").to_owned();
    let of_log = cursor_of(admin.get("/api/v1/audit?action=push_batch&limit=1").await.json());
    let of_admin = cursor_of(admin.get("/api/v1/me/log?limit=1").await.json());
    for address in [
        format!("/api/v1/audit?cursor={of_log}"),
        format!("/api/v1/audit?action=sign_in&cursor={of_log}"),
        format!("/api/v1/audit?cursor={of_admin}"),
        format!("/api/v1/me/log?cursor={of_log}"),
    ] {
        admin.get(&address).await.problem(ProblemCode::InvalidCursor);
    }
    let address = format!("/api/v1/me/log?cursor={of_admin}");
    anna.get(&address).await.problem(ProblemCode::InvalidCursor);
}

async fn each_filter_finds_its_entries(app: TestApp) {
    app.signed_in_as(Role::MunicipalAdmin).await;
    let me = id(&app, "municipal-admin@test.lv");
    app.later(Duration::days(1));
    for (actor, kind, target) in [
        (Actor::Client("srda:1 ā&b".to_owned()), "batch", "b1"),
        (Actor::Person(me.clone()), "person", "p1"),
        (Actor::Nobody, "person", "p2"),
        (Actor::Command, "network", "N1"),
    ] {
        let context = AuditContext::of(actor);
        let mut draft = AuditDraft::done(&context, actions::END_SESSION, kind, Some(target));
        draft.municipality = Some(SALDUS.parse().unwrap());
        app.store.record(&draft).unwrap();
        app.later(Duration::days(1));
    }
    let mut admin = app.sign_in("municipal-admin@test.lv", PASSWORD).await;
    let start = items(&mut admin, "/api/v1/audit?target=b1").await[0]["at"].clone();
    let start = start.as_str().unwrap().to_owned();
    let (day, _) = start.split_once('T').unwrap();
    for (asked, wanted) in [
        ("action=end_session".to_owned(), vec!["N1", "p2", "p1", "b1"]),
        ("action=end_session&actor=".to_owned() + me.as_str(), vec!["p1"]),
        ("actor=client:srda:1%20%C4%81%26b".to_owned(), vec!["b1"]),
        ("actor=nobody".to_owned(), vec!["p2"]),
        ("action=end_session&actor=command".to_owned(), vec!["N1"]),
        (
            "action=end_session&target_kind=person".to_owned(),
            vec!["p2", "p1"],
        ),
        ("target_kind=person&target=p2".to_owned(), vec!["p2"]),
        (
            format!("municipality={SALDUS}&action=end_session&target_kind=batch"),
            vec!["b1"],
        ),
        (format!("action=end_session&from={day}&to={day}"), vec!["b1"]),
        (format!("action=end_session&from={start}&to={start}"), vec![]),
        (
            format!("action=end_session&from={day}"),
            vec!["N1", "p2", "p1", "b1"],
        ),
        (format!("action=end_session&to={day}"), vec!["b1"]),
        ("action=unheard_of".to_owned(), vec![]),
    ] {
        assert_eq!(
            targets(&mut admin, &format!("/api/v1/audit?{asked}")).await,
            wanted,
            "{asked}"
        );
    }
    for wrong in [
        "actor=client:",
        "actor=anna",
        "action=Sign%20in",
        "action=",
        "from=2016",
        "to=soon",
        "from=",
    ] {
        let name = wrong.split('=').next().unwrap();
        let reply = admin.get(&format!("/api/v1/audit?{wrong}")).await;
        let (pointer, _, _) = reply.fault(ProblemCode::InvalidParameter);
        assert_eq!(pointer, Some(format!("?{name}")), "{wrong}");
    }
    let told = admin.get("/api/v1/audit?from=2016").await.text();
    assert!(told.contains("RFC 3339"), "these are no periods: {told}");
}

async fn what_was_there_before_and_after_is_given_as_it_is(app: TestApp) {
    let mut admin = app.signed_in_as(Role::MunicipalAdmin).await;
    let mut draft = AuditDraft::done(
        &AuditContext::command("test"),
        actions::GIVE_ROLE,
        "person",
        Some("x"),
    );
    draft.municipality = Some(SALDUS.parse().unwrap());
    draft.before = Some(json!({"role": null}));
    draft.after = Some(json!({"role": "member", "of": ["a", 1]}));
    app.store.record(&draft).unwrap();
    let seen = items(&mut admin, "/api/v1/audit?target=x").await;
    assert_eq!(seen[0]["before"], json!({"role": null}));
    assert_eq!(seen[0]["after"], json!({"role": "member", "of": ["a", 1]}));
    assert_eq!(seen[0]["request"], "test");
}
