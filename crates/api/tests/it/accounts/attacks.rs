//! What somebody tries who means ill.

use crate::support::{Browser, PASSWORD, Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use reqwest::Method;
use serde_json::json;

on_both!(
    a_change_by_cookie_needs_the_word_of_the_browser_and_the_token,
    another_site_signs_nobody_in,
    the_tokens_of_people_and_machines_do_not_pass_for_each_other,
    a_header_decides_alone,
    a_token_of_one_person_does_not_open_the_session_of_another
);

async fn a_change_by_cookie_needs_the_word_of_the_browser_and_the_token(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    let host = app.base.strip_prefix("http://").unwrap().to_owned();
    let (ours, theirs) = (format!("http://{host}"), "https://evil.example".to_owned());
    let body = json!({"current": "wrong", "new": "pavasara ceļš mājup"});
    let right = anna.csrf.clone();
    for (site, origin, token, let_in) in [
        (Some("same-origin"), Some(&ours), Some(&right), true),
        (None, Some(&ours), Some(&right), true),
        (None, None, Some(&right), true),
        (Some("cross-site"), Some(&theirs), Some(&right), false),
        (Some("same-site"), None, Some(&right), false),
        (None, Some(&theirs), Some(&right), false),
        (None, Some(&"null".to_owned()), Some(&right), false),
        (Some("same-origin"), Some(&ours), None, false),
        (Some("same-origin"), Some(&ours), Some(&"x".to_owned()), false),
        (Some("same-origin"), Some(&ours), Some(&String::new()), false),
    ] {
        let mut request = anna.bare(Method::PUT, "/api/v1/me/password").json(&body);
        for (name, value) in [
            ("sec-fetch-site", site.map(str::to_owned)),
            ("origin", origin.cloned()),
            ("x-csrf-token", token.cloned()),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let reply = Reply::to(request).await;
        match let_in {
            true => drop(reply.problem(ProblemCode::Unacceptable)),
            false => drop(reply.problem(ProblemCode::CrossSite)),
        }
    }
}

async fn another_site_signs_nobody_in(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let body = json!({"email": "anna@test.lv", "password": PASSWORD});
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = app
            .visitor()
            .request(Method::POST, "/api/v1/auth/session")
            .json(&body);
        let reply = Reply::to(request.header(name, value)).await;
        reply.problem(ProblemCode::CrossSite);
        assert_eq!(reply.headers.get_all("set-cookie").iter().count(), 0);
    }
}

async fn the_tokens_of_people_and_machines_do_not_pass_for_each_other(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    let feed = app.feed("srda").await;
    let access = anna.cookies["blis_access"].clone();
    let as_machine = app
        .visitor()
        .request(Method::GET, "/api/v1/me/sessions")
        .bearer_auth(&access);
    Reply::to(as_machine).await.problem(ProblemCode::Unauthenticated);
    let mut as_person = Browser::new(app.visitor());
    as_person
        .cookies
        .insert("blis_access".to_owned(), feed.token.clone());
    assert!(as_person.get("/api/v1/me").await.json()["person"].is_null());
    as_person
        .get("/api/v1/me/sessions")
        .await
        .problem(ProblemCode::Unauthenticated);
    let refresh = anna.cookies["blis_refresh"].clone();
    as_person.cookies.insert("blis_access".to_owned(), refresh);
    assert!(as_person.get("/api/v1/me").await.json()["person"].is_null());
}

async fn a_header_decides_alone(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    let both = anna
        .request(Method::GET, "/api/v1/me/sessions")
        .bearer_auth("nonsense");
    Reply::to(both).await.problem(ProblemCode::Unauthenticated);
}

async fn a_token_of_one_person_does_not_open_the_session_of_another(app: TestApp) {
    let anna = app.signed_in_as(Role::SignedIn).await;
    let mut janis = app.signed_in_as(Role::Observer).await;
    janis.csrf = anna.csrf.clone();
    janis
        .send(Method::DELETE, "/api/v1/auth/session", None)
        .await
        .problem(ProblemCode::CrossSite);
}
