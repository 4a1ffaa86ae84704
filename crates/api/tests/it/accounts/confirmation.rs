//! Showing anew who one is: what is grave asks that it was just now.

use crate::support::{Browser, PASSWORD, SALDUS, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use blis_store::{AuditContext, NewSession, SessionLife, SessionWay};
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

on_both!(
    what_is_grave_asks_for_a_sign_in_of_the_last_fifteen_minutes,
    whoever_has_a_second_factor_shows_both,
    wrong_guesses_are_counted_and_name_their_field,
    strangers_hold_up_nobody_who_is_signed_in,
    what_is_done_to_the_accounts_of_others_is_grave,
    whoever_came_by_another_service_wakes_their_roles_with_a_code,
    whoever_came_by_another_service_may_show_a_password
);

const CONFIRM: &str = "/api/v1/auth/session/confirmation";

async fn confirm(browser: &mut Browser, body: Value) -> crate::support::Reply {
    browser.send(Method::POST, CONFIRM, Some(&body)).await
}

/// Lets time pass in which the browser keeps its session.
async fn later(app: &TestApp, browser: &mut Browser, by: Duration) {
    app.later(by);
    let kept = browser
        .send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    assert_eq!(kept.status, 200, "{}", kept.text());
}

async fn what_is_grave_asks_for_a_sign_in_of_the_last_fifteen_minutes(app: TestApp) {
    let mut anna = app.signed_in_as(Role::Member).await;
    later(&app, &mut anna, Duration::minutes(15) - Duration::seconds(1)).await;
    let grave = [
        (Method::POST, "/api/v1/me/second-factor"),
        (Method::PUT, "/api/v1/me/second-factor"),
        (Method::DELETE, "/api/v1/me/second-factor"),
        (Method::POST, "/api/v1/me/recovery-codes"),
    ];
    for (method, path) in &grave {
        let reply = anna.send(method.clone(), path, None).await;
        assert_ne!(reply.status, 403, "{method} {path}: {}", reply.text());
    }
    later(&app, &mut anna, Duration::seconds(1)).await;
    for (method, path) in &grave {
        anna.send(method.clone(), path, None)
            .await
            .problem(ProblemCode::SignInAgain);
    }
    let shown = confirm(&mut anna, json!({"password": PASSWORD})).await;
    assert_eq!(shown.json()["person"]["email"], "member@test.lv");
    anna.set_up_codes(&app).await;
    later(&app, &mut anna, Duration::minutes(15)).await;
    anna.send(Method::DELETE, "/api/v1/me/second-factor", None)
        .await
        .problem(ProblemCode::SignInAgain);
}

async fn whoever_has_a_second_factor_shows_both(app: TestApp) {
    let (mut anna, authenticator) = app.guarded_as(Role::Member).await;
    later(&app, &mut anna, Duration::minutes(20)).await;
    let fault = |reply: crate::support::Reply| {
        let (pointer, _, code) = reply.fault(ProblemCode::Unacceptable);
        (pointer.unwrap(), code)
    };
    let told = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    let code = authenticator.code(&app);
    let reply = confirm(&mut anna, json!({"code": code})).await;
    assert_eq!(fault(reply), told("/password", "missing"));
    let reply = confirm(&mut anna, json!({"password": PASSWORD})).await;
    assert_eq!(fault(reply), told("/code", "missing"));
    let both = json!({"password": PASSWORD, "code": code});
    assert_eq!(confirm(&mut anna, both.clone()).await.status, 200);
    let again = confirm(&mut anna, both).await;
    assert_eq!(
        fault(again),
        told("/code", "wrong_code"),
        "each code is good once"
    );
    let recovery = json!({"password": PASSWORD, "code": authenticator.recovery_codes[3]});
    assert_eq!(confirm(&mut anna, recovery.clone()).await.status, 200);
    let again = confirm(&mut anna, recovery).await;
    assert_eq!(fault(again), told("/code", "wrong_code"));
    confirm(&mut anna, json!({"password": PASSWORD, "extra": 1}))
        .await
        .problem(ProblemCode::MalformedBody);
}

async fn wrong_guesses_are_counted_and_name_their_field(app: TestApp) {
    let (mut thief, authenticator) = app.guarded_as(Role::Member).await;
    let right = authenticator.next_code(&app);
    for (password, code, pointer) in [
        ("not the password", right.as_str(), "/password"),
        (PASSWORD, "000000", "/code"),
        (PASSWORD, "ABCD-EFGH-IJKL-MNOP", "/code"),
    ] {
        let reply = confirm(&mut thief, json!({"password": password, "code": code})).await;
        assert_eq!(reply.fault(ProblemCode::Unacceptable).0.as_deref(), Some(pointer));
    }
    let held = confirm(&mut thief, json!({"password": PASSWORD, "code": "000000"})).await;
    held.problem(ProblemCode::TooManyRequests);
    let both = json!({"password": PASSWORD, "code": right});
    let held = confirm(&mut thief, both.clone()).await;
    held.problem(ProblemCode::TooManyRequests);
    app.later(Duration::seconds(2));
    assert_eq!(confirm(&mut thief, both).await.status, 200);
}

async fn strangers_hold_up_nobody_who_is_signed_in(app: TestApp) {
    let mut anna = app.signed_in_as(Role::Member).await;
    for _ in 0..4 {
        Browser::new(app.visitor())
            .sign_in("member@test.lv", "not the password")
            .await;
    }
    Browser::new(app.visitor())
        .sign_in("member@test.lv", PASSWORD)
        .await
        .problem(ProblemCode::TooManyRequests);
    let shown = confirm(&mut anna, json!({"password": PASSWORD})).await;
    assert_eq!(
        shown.status,
        200,
        "who only types the address must keep nobody from what is grave: {}",
        shown.text()
    );
    let change = json!({"current": PASSWORD, "new": "cita zāle citā kalnā"});
    let changed = anna.send(Method::PUT, "/api/v1/me/password", Some(&change)).await;
    assert_eq!(changed.status, 204, "{}", changed.text());
    for _ in 0..3 {
        let wrong = json!({"current": PASSWORD, "new": "vēl cita zāle kalnā"});
        let reply = anna.send(Method::PUT, "/api/v1/me/password", Some(&wrong)).await;
        reply.problem(ProblemCode::Unacceptable);
    }
    confirm(&mut anna, json!({"password": "not the password"}))
        .await
        .problem(ProblemCode::TooManyRequests);
    confirm(&mut anna, json!({"password": "cita zāle citā kalnā"}))
        .await
        .problem(ProblemCode::TooManyRequests);
}

async fn what_is_done_to_the_accounts_of_others_is_grave(app: TestApp) {
    let saldus = Within::Municipality(SALDUS.parse().unwrap());
    app.person("anna@test.lv", vec![Grant::new(Role::Member, saldus)]);
    let mut liga = app.signed_in_as(Role::MunicipalAdmin).await;
    let csrf = liga.csrf.clone();
    let id = app.id_of("anna@test.lv");
    let (path, page) = (format!("/api/v1/users/{id}"), format!("/admin/users/{id}"));
    later(&app, &mut liga, Duration::minutes(15)).await;
    for state in ["suspended", "active"] {
        liga.change(&path, "*", &json!({"state": state}))
            .await
            .problem(ProblemCode::SignInAgain);
    }
    liga.send(Method::DELETE, &format!("{path}/sessions"), None)
        .await
        .problem(ProblemCode::SignInAgain);
    for way in ["suspend", "sessions"] {
        let asked = liga.get(&format!("{page}/{way}?lang=en")).await;
        assert!(asked.header("location").starts_with("/account/confirm"), "{way}");
    }
    for way in ["suspend", "let-back", "sessions"] {
        let fields = [("csrf", csrf.as_str()), ("version", "1")];
        let sent = liga.submit(&format!("{page}/{way}?lang=en"), &fields).await;
        let kept = sent.text().contains(r#"name="kept" value=""#);
        assert_eq!((sent.status, kept), (403, true), "{way}: {}", sent.text());
    }
    let shown = liga.get(&path).await;
    assert_eq!(
        shown.json()["state"],
        "active",
        "a session left open suspends nobody"
    );
    confirm(&mut liga, json!({"password": PASSWORD})).await.json();
    let suspended = liga.change(&path, "*", &json!({"state": "suspended"})).await;
    assert_eq!(suspended.json()["state"], "suspended");
}

/// Opens the session of somebody whom another service let in, and gives its refresh token.
fn let_in(app: &TestApp, email: &str) -> String {
    let person = app
        .store
        .account(&email.parse().unwrap())
        .unwrap()
        .unwrap()
        .person;
    let refresh = format!("refresh of {email}");
    let new = NewSession {
        person,
        way: SessionWay::External,
        password_hash: None,
        second_factor: false,
        csrf: "csrf-of-the-session".to_owned(),
        refresh_hash: blis_api::secret_hash(&refresh),
        device: String::new(),
        address: String::new(),
        life: SessionLife {
            idle: Duration::days(1),
            most: Duration::days(1),
        },
    };
    let opened = app.store.open_session(&new, &AuditContext::command("test"));
    assert!(opened.unwrap().is_some());
    refresh
}

async fn browser_of(app: &TestApp, email: &str) -> Browser {
    let refresh = let_in(app, email);
    let mut browser = Browser::new(app.visitor());
    browser.cookies.insert("blis_refresh".to_owned(), refresh);
    browser.csrf = "csrf-of-the-session".to_owned();
    let kept = browser
        .send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    assert_eq!(kept.status, 200, "{}", kept.text());
    browser
}

async fn whoever_came_by_another_service_wakes_their_roles_with_a_code(app: TestApp) {
    let (_, authenticator) = app.guarded_as(Role::Admin).await;
    let mut admin = browser_of(&app, "admin@test.lv").await;
    let me = admin.get("/api/v1/me").await.json();
    assert_eq!(me["second_factor"], "required");
    let code = authenticator.next_code(&app);
    let woken = confirm(&mut admin, json!({"code": code})).await.json();
    assert_eq!(woken["second_factor"], "set");
    let may = woken["may"].as_array().unwrap();
    assert!(may.contains(&json!("read_audit")), "{woken}");
    assert_eq!(admin.get("/api/v1/audit").await.status, 200);
}

async fn whoever_came_by_another_service_may_show_a_password(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let mut anna = browser_of(&app, "anna@test.lv").await;
    let by_password = confirm(&mut anna, json!({"password": PASSWORD})).await;
    assert_eq!(
        by_password.status,
        200,
        "a password that there is will do: {}",
        by_password.text()
    );
}
