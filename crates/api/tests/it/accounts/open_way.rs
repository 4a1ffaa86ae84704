//! Where somebody on the way can read along, no password, no secret and no link is taken.

use super::links::{invite, printed};
use crate::support::{Browser, PASSWORD, Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_testing::Kind;
use reqwest::Method;
use serde_json::{Value, json};

/// A password nobody would try first, and another than [`PASSWORD`].
const OTHER: &str = "migla pār ezeru vakarā";

async fn over_plain_http<F: Future<Output = ()>>(kind: Kind, test: impl FnOnce(TestApp) -> F) {
    let open = TestApp::start_changed(kind, |options| {
        options.public_url = Some("http://blis.example".to_owned());
    });
    if let Some((app, running)) = open.await {
        test(app).await;
        running.stop().await;
    }
}

#[actix_web::test]
async fn no_password_and_no_link_is_taken_over_an_open_way() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        over_plain_http(kind, nothing_is_taken).await;
    }
}

async fn nothing_is_taken(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    invite(&app, "invited@test.lv", "tok");
    let welcome = printed(&app).expect("a link for the first administrator");
    let welcome = welcome.split('?').next().expect("a path");
    let token = welcome.rsplit('/').next().expect("a token");
    // The session is opened past the API, for nobody signs in here.
    let mut anna = app.awake("anna@test.lv").await;
    for (method, path, body) in [
        (
            Method::POST,
            "/api/v1/auth/session",
            json!({"email": "anna@test.lv", "password": PASSWORD}),
        ),
        (
            Method::POST,
            "/api/v1/auth/password-reset",
            json!({"email": "anna@test.lv"}),
        ),
        (
            Method::PUT,
            "/api/v1/auth/password-reset",
            json!({"token": "tok", "password": OTHER}),
        ),
        (
            Method::PUT,
            "/api/v1/auth/invitation",
            json!({"token": "tok", "name": "Anna", "language": "lv", "password": OTHER}),
        ),
        (
            Method::PUT,
            "/api/v1/auth/first-admin",
            json!({"token": token, "email": "root@test.lv", "name": "Dace", "password": OTHER}),
        ),
        (
            Method::PUT,
            "/api/v1/me/password",
            json!({"current": PASSWORD, "new": OTHER}),
        ),
        (
            Method::POST,
            "/api/v1/auth/session/confirmation",
            json!({"password": PASSWORD}),
        ),
    ] {
        refused(&anna.send(method.clone(), path, Some(&body)).await, &body);
    }
    let csrf = anna.csrf.clone();
    let csrf = ("csrf", csrf.as_str());
    let (name, language) = (("name", "Anna"), ("language", "lv"));
    let new = ("password", OTHER);
    for (path, fields) in [
        ("/reset/tok", vec![new]),
        ("/invitation/tok", vec![name, language, new]),
        (welcome, vec![("email", "root@test.lv"), name, new]),
        (
            "/account/password",
            vec![csrf, ("current", PASSWORD), ("new", OTHER)],
        ),
        ("/account/confirm", vec![csrf, ("password", PASSWORD)]),
    ] {
        shut(path, &anna.submit(&format!("{path}?lang=en"), &fields).await);
    }
    for path in ["/reset/tok", "/invitation/tok", welcome] {
        let page = Browser::new(app.visitor()).get(&format!("{path}?lang=en")).await;
        shut(path, &page);
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{path}");
    }
    let secret = app.registered("srda-1", Some("srda"), &["feed:write"]);
    let program = app.visitor().request(Method::POST, "/api/v1/auth/token");
    let asked = format!("grant_type=client_credentials&client_id=srda-1&client_secret={secret}");
    let form = "application/x-www-form-urlencoded";
    let token = Reply::to(program.header("content-type", form).body(asked)).await;
    assert_eq!(token.status, 400, "{}", token.text());
    assert!(
        token.text().contains("invalid_request") && token.text().contains("https"),
        "RFC 6749, 3.2: {}",
        token.text()
    );
    let still = app.store.account(&"invited@test.lv".parse().expect("an address"));
    let still = still.expect("the store").expect("an account");
    assert!(still.password_hash.is_none(), "nothing was changed");
}

fn refused(reply: &Reply, body: &Value) {
    let problem = reply.problem(ProblemCode::InsecureTransport);
    assert!(problem.detail.contains("https"), "{body}: {}", problem.detail);
}

fn shut(path: &str, page: &Reply) {
    assert_eq!(page.status, 403, "{path}: {}", page.text());
    let text = page.text();
    assert!(text.contains("encrypted connection (https)"), "{path}: {text}");
    assert!(!text.contains("type=\"password\""), "{path}: {text}");
}
