//! People: signing in, staying so, and what belongs to them.

mod attacks;
mod code_pages;
mod confirmation;
mod external;
mod handing_out;
mod link_pages;
mod links;
mod log;
mod log_handed_out;
mod log_pages;
mod log_tables;
mod open_way;
mod page_rights;
mod pages;
mod pages_used;
mod second_factor;
mod throttle;

use crate::support::{Browser, PASSWORD, Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use reqwest::Method;
use serde_json::json;
use time::Duration;

on_both!(
    who_signs_in_is_told_who_they_are_and_what_they_may,
    the_tokens_are_out_of_reach_of_scripts,
    every_way_of_failing_looks_the_same,
    a_session_is_kept_by_its_refresh_token_and_ends_when_one_comes_twice,
    a_page_that_asks_who_is_there_spends_nothing,
    a_refresh_token_that_was_replaced_tells_nobody_who_is_there,
    signing_out_ends_the_session_everywhere,
    signing_out_needs_no_more_than_the_refresh_token,
    a_person_sees_and_ends_the_own_sessions_and_no_other,
    a_new_password_holds_at_once_and_ends_the_other_sessions,
    a_password_that_is_not_taken_is_told_why,
    whoever_guesses_at_the_present_password_waits,
    a_document_that_cannot_be_read_is_refused_with_its_place,
    steward_and_admin_sleep_until_they_have_a_second_factor
);

async fn who_signs_in_is_told_who_they_are_and_what_they_may(app: TestApp) {
    let mut anna = app.signed_in_as(Role::Member).await;
    let me = anna.get("/api/v1/me").await.json();
    assert_eq!(me["person"]["email"], "member@test.lv");
    assert_eq!(
        me["grants"],
        json!([{"role": "member", "municipality": "0840200", "network": null}])
    );
    assert!(
        me["may"].as_array().unwrap().contains(&json!("use_own_account")),
        "{me}"
    );
    let nobody = app.visitor().get("/me").await.json();
    assert!(nobody["person"].is_null(), "nobody is an answer, not an error");
    assert_eq!(nobody["may"], json!(["read_published"]));
    assert!(nobody["csrf_token"].is_null());
}

async fn the_tokens_are_out_of_reach_of_scripts(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let reply = Browser::new(app.visitor())
        .sign_in("anna@test.lv", PASSWORD)
        .await;
    let cookies: Vec<&str> = reply
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|one| one.to_str().unwrap())
        .collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in &cookies {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
            "{cookie}"
        );
        let value = cookie.split_once('=').unwrap().1.split(';').next().unwrap();
        assert!(
            !reply.text().contains(value),
            "a token in the body is within reach of scripts"
        );
    }
    assert_eq!(reply.header("cache-control"), "no-store");
}

async fn every_way_of_failing_looks_the_same(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let mut told = Vec::new();
    for (email, password) in [
        ("anna@test.lv", "not the password"),
        ("nobody@test.lv", PASSWORD),
        ("not an address", PASSWORD),
        ("anna@test.lv", ""),
    ] {
        let reply = Browser::new(app.visitor()).sign_in(email, password).await;
        let problem = reply.problem(ProblemCode::SignInFailed);
        assert_eq!(reply.headers.get_all("set-cookie").iter().count(), 0);
        told.push(problem.detail);
    }
    told.dedup();
    assert_eq!(
        told.len(),
        1,
        "who guesses must not learn which accounts there are: {told:?}"
    );
}

async fn a_session_is_kept_by_its_refresh_token_and_ends_when_one_comes_twice(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    let before = anna.clone();
    app.later(Duration::minutes(16));
    let refused = anna.get("/api/v1/me/sessions").await;
    assert_eq!(refused.status, 401, "an access token is short-lived");
    let kept = anna
        .send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    assert_eq!(kept.status, 200, "{}", kept.text());
    assert!(anna.get("/api/v1/me").await.json()["person"].is_object());
    // Somebody who stole the first refresh token, or its owner after a thief was quicker.
    app.later(Duration::minutes(1));
    let again = Reply::to(before.request(Method::POST, "/api/v1/auth/session/refresh")).await;
    again.problem(ProblemCode::Unauthenticated);
    assert!(
        anna.get("/api/v1/me").await.json()["person"].is_null(),
        "which of the two is the thief cannot be known, so both are out"
    );
}

async fn a_page_that_asks_who_is_there_spends_nothing(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    app.later(Duration::minutes(16));
    let from_elsewhere = anna
        .bare(Method::GET, "/api/v1/me")
        .header("sec-fetch-site", "cross-site");
    let reply = Reply::to(from_elsewhere).await;
    assert!(reply.json()["person"].is_null(), "another site learns nothing");
    for later in [Duration::seconds(1), Duration::minutes(20)] {
        // Its answer is lost when the page is left meanwhile.
        let reply = Reply::to(anna.request(Method::GET, "/api/v1/me")).await;
        assert!(
            reply.json()["person"].is_object(),
            "the menu would say that nobody is signed in: {}",
            reply.text()
        );
        assert!(reply.headers.get("set-cookie").is_none());
        app.later(later);
    }
    let renewed = anna
        .send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    assert_eq!(renewed.status, 200, "the token was not spent: {}", renewed.text());
}

async fn a_refresh_token_that_was_replaced_tells_nobody_who_is_there(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    let before = anna.clone();
    app.later(Duration::minutes(16));
    anna.send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    let reply = Reply::to(before.request(Method::GET, "/api/v1/me")).await;
    assert!(reply.json()["person"].is_null());
    assert!(anna.get("/api/v1/me").await.json()["person"].is_object());
}

async fn signing_out_ends_the_session_everywhere(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    let stolen = anna.clone();
    assert_eq!(
        anna.send(Method::DELETE, "/api/v1/auth/session", None)
            .await
            .status,
        204
    );
    assert!(anna.cookies.is_empty(), "the browser keeps nothing");
    let me = Reply::to(stolen.request(Method::GET, "/api/v1/me")).await.json();
    assert!(me["person"].is_null(), "a copy of the cookies opens nothing");
}

async fn signing_out_needs_no_more_than_the_refresh_token(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    app.later(Duration::minutes(16));
    let mut stale = anna.clone();
    let other_site = anna
        .bare(Method::DELETE, "/api/v1/auth/session")
        .header("sec-fetch-site", "cross-site");
    Reply::to(other_site).await.problem(ProblemCode::CrossSite);
    anna.cookies.remove("blis_access");
    let reply = anna.send(Method::DELETE, "/api/v1/auth/session", None).await;
    assert_eq!(reply.status, 204, "{}", reply.text());
    assert!(anna.cookies.is_empty(), "the browser keeps nothing");
    let renewed = stale
        .send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    renewed.problem(ProblemCode::Unauthenticated);
    let again = stale.send(Method::DELETE, "/api/v1/auth/session", None).await;
    again.problem(ProblemCode::Unauthenticated);
    let mut invented = stale.clone();
    invented
        .cookies
        .insert("blis_refresh".to_owned(), "invented".to_owned());
    let reply = invented.send(Method::DELETE, "/api/v1/auth/session", None).await;
    reply.problem(ProblemCode::Unauthenticated);
}

async fn a_person_sees_and_ends_the_own_sessions_and_no_other(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    let mut elsewhere = app.sign_in("signed-in@test.lv", PASSWORD).await;
    let mut janis = app.signed_in_as(Role::Observer).await;
    let sessions = anna.get("/api/v1/me/sessions").await.json();
    assert_eq!(sessions["total"], 2);
    let other = sessions["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["current"] == false)
        .unwrap();
    let path = format!("/api/v1/me/sessions/{}", other["id"].as_str().unwrap());
    janis
        .send(Method::DELETE, &path, None)
        .await
        .problem(ProblemCode::NotFound);
    assert!(elsewhere.get("/api/v1/me").await.json()["person"].is_object());
    assert_eq!(anna.send(Method::DELETE, &path, None).await.status, 204);
    assert!(elsewhere.get("/api/v1/me").await.json()["person"].is_null());
    anna.send(Method::DELETE, &path, None)
        .await
        .problem(ProblemCode::NotFound);
}

async fn a_new_password_holds_at_once_and_ends_the_other_sessions(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    let mut elsewhere = app.sign_in("signed-in@test.lv", PASSWORD).await;
    let body = json!({"current": PASSWORD, "new": "pavasara ceļš mājup"});
    assert_eq!(
        anna.send(Method::PUT, "/api/v1/me/password", Some(&body))
            .await
            .status,
        204
    );
    assert!(anna.get("/api/v1/me").await.json()["person"].is_object());
    assert!(elsewhere.get("/api/v1/me").await.json()["person"].is_null());
    let old = Browser::new(app.visitor())
        .sign_in("signed-in@test.lv", PASSWORD)
        .await;
    old.problem(ProblemCode::SignInFailed);
    app.sign_in("signed-in@test.lv", "pavasara ceļš mājup").await;
}

async fn a_password_that_is_not_taken_is_told_why(app: TestApp) {
    let mut anna = app.signed_in_as(Role::SignedIn).await;
    for (current, new, pointer) in [
        ("wrong", "pavasara ceļš mājup", "/current"),
        (PASSWORD, "pūces", "/new"),
        (PASSWORD, "parole123456", "/new"),
        (PASSWORD, "signed-in@test", "/new"),
    ] {
        let body = json!({"current": current, "new": new});
        let reply = anna.send(Method::PUT, "/api/v1/me/password", Some(&body)).await;
        let problem = reply.problem(ProblemCode::Unacceptable);
        assert_eq!(problem.errors[0].pointer.as_deref(), Some(pointer), "{new}");
        assert!(!reply.text().contains(new), "a password is said back to nobody");
    }
    app.sign_in("signed-in@test.lv", PASSWORD).await;
}

async fn whoever_guesses_at_the_present_password_waits(app: TestApp) {
    let mut thief = app.signed_in_as(Role::SignedIn).await;
    let guess = json!({"current": "wrong", "new": "pavasara ceļš mājup"});
    for _ in 0..3 {
        let reply = thief.send(Method::PUT, "/api/v1/me/password", Some(&guess)).await;
        reply.problem(ProblemCode::Unacceptable);
    }
    for current in ["wrong", PASSWORD] {
        let body = json!({"current": current, "new": "pavasara ceļš mājup"});
        let reply = thief.send(Method::PUT, "/api/v1/me/password", Some(&body)).await;
        reply.problem(ProblemCode::TooManyRequests);
        assert!(!reply.header("retry-after").is_empty(), "{current}");
    }
    app.later(Duration::minutes(10));
    thief
        .send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    let right = json!({"current": PASSWORD, "new": "pavasara ceļš mājup"});
    assert_eq!(
        thief
            .send(Method::PUT, "/api/v1/me/password", Some(&right))
            .await
            .status,
        204
    );
}

async fn a_document_that_cannot_be_read_is_refused_with_its_place(app: TestApp) {
    let send = async |kind: &str, body: &str| {
        let request = app.visitor().request(Method::POST, "/api/v1/auth/session");
        Reply::to(request.header("content-type", kind).body(body.to_owned())).await
    };
    let json = "application/json";
    send(json, "{").await.problem(ProblemCode::MalformedBody);
    send(json, "[]").await.problem(ProblemCode::MalformedBody);
    send(json, r#"{"email": "a@b.lv"}"#)
        .await
        .problem(ProblemCode::MalformedBody);
    let extra = r#"{"email": "a@b.lv", "password": "x", "role": "admin"}"#;
    send(json, extra).await.problem(ProblemCode::MalformedBody);
    send("text/plain", "{}")
        .await
        .problem(ProblemCode::UnsupportedMediaType);
    send("application/x-www-form-urlencoded", "email=a")
        .await
        .problem(ProblemCode::UnsupportedMediaType);
    let number = send(json, r#"{"email": "a@b.lv", "password": 31415926}"#).await;
    let fault = number.problem(ProblemCode::MalformedBody).errors.remove(0);
    assert!(
        fault
            .message
            .starts_with("invalid type: integer, expected a string"),
        "{}",
        fault.message
    );
    assert!(
        !number.text().contains("31415926"),
        "what was sent may be a secret"
    );
    let huge = format!(r#"{{"email": "{}", "password": ""}}"#, "a".repeat(20_000));
    send(json, &huge).await.problem(ProblemCode::BodyTooLarge);
}

async fn steward_and_admin_sleep_until_they_have_a_second_factor(app: TestApp) {
    for role in [Role::Steward, Role::Admin] {
        let mut person = app.signed_in_as(role).await;
        let me = person.get("/api/v1/me").await.json();
        assert_eq!(me["grants"][0]["role"], role.code(), "the role is there");
        assert_eq!(me["second_factor"], "required");
        assert!(
            !me["may"].as_array().unwrap().contains(&json!("read_receipts")),
            "but it holds nothing yet"
        );
        person
            .get("/api/v1/feeds/srda/batches")
            .await
            .problem(ProblemCode::Forbidden);
    }
}
