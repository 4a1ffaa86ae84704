//! How much one address may ask in a while.

use crate::support::{Browser, PASSWORD, Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use blis_testing::Kind;
use reqwest::Method;
use time::Duration;

/// A server that lets one address ask 15 times a minute, 5 of them at once.
async fn strict() -> (TestApp, crate::support::Running) {
    TestApp::start_with(Kind::Sqlite, 15)
        .await
        .expect("SQLite is always there")
}

#[actix_web::test]
async fn whoever_asks_too_much_waits_and_is_told_how_long() {
    let (app, running) = strict().await;
    for left in [4, 3, 2, 1, 0] {
        let reply = app.visitor().get("/areas").await;
        assert_eq!(
            (reply.status, reply.header("ratelimit-policy")),
            (200, r#""default";q=5;w=20"#)
        );
        let told = format!(r#""default";r={left};t={}"#, (5 - left) * 4);
        assert_eq!(reply.header("ratelimit"), told);
    }
    let reply = app.visitor().get("/areas?lang=en").await;
    let problem = reply.problem(ProblemCode::TooManyRequests);
    assert_eq!(
        problem.detail,
        "Too many requests come from this address. Try again in 4 seconds."
    );
    assert_eq!(
        (reply.header("retry-after"), reply.header("ratelimit")),
        ("4", r#""default";r=0;t=20"#)
    );
    assert!(!reply.header("content-security-policy").is_empty());
    for path in ["/health/live", "/health/ready", "/metrics", "/", "/favicon.svg"] {
        let reply = app.visitor().get_root(path).await;
        assert_ne!(reply.status, 429, "{path}");
        assert_eq!(reply.header("ratelimit"), "", "{path}");
    }
    app.later(Duration::seconds(4));
    assert_eq!(app.visitor().get("/areas").await.status, 200);
    assert_eq!(app.visitor().get("/areas").await.status, 429);
    running.stop().await;
}

#[actix_web::test]
async fn a_sign_in_costs_as_much_as_several_reads() {
    let (app, running) = strict().await;
    app.person("anna@test.lv", vec![]);
    let mut browser = Browser::new(app.visitor());
    assert_eq!(browser.sign_in("anna@test.lv", PASSWORD).await.status, 201);
    browser
        .sign_in("anna@test.lv", PASSWORD)
        .await
        .problem(ProblemCode::TooManyRequests);
    running.stop().await;
}

#[actix_web::test]
async fn whoever_shows_a_token_is_counted_by_whose_it_is() {
    let (app, running) = strict().await;
    let feed = app.feed("srda").await;
    app.later(Duration::seconds(20));
    let browser = app.signed_in_as(Role::Member).await;
    // Signing in took all that the address had.
    app.visitor()
        .get("/areas")
        .await
        .problem(ProblemCode::TooManyRequests);
    let as_client = || {
        let request = app.visitor().request(Method::GET, "/api/v1/areas");
        Reply::to(request.header("accept-language", "en").bearer_auth(&feed.token))
    };
    for left in [4, 3, 2, 1, 0] {
        let reply = as_client().await;
        assert_eq!(reply.status, 200);
        assert!(reply.header("ratelimit").contains(&format!("r={left};")));
    }
    let problem = as_client().await.problem(ProblemCode::TooManyRequests);
    assert!(problem.detail.contains("from this client"), "{}", problem.detail);
    for _ in 0..5 {
        assert_eq!(
            Reply::to(browser.request(Method::GET, "/api/v1/me")).await.status,
            200
        );
    }
    let problem = Reply::to(browser.request(Method::GET, "/api/v1/me"))
        .await
        .problem(ProblemCode::TooManyRequests);
    assert!(problem.detail.contains("from your account"), "{}", problem.detail);
    Reply::to(browser.request(Method::GET, "/api/v1/areas"))
        .await
        .problem(ProblemCode::TooManyRequests);
    let forged = app
        .visitor()
        .request(Method::GET, "/api/v1/areas")
        .bearer_auth("a.b.c");
    Reply::to(forged).await.problem(ProblemCode::TooManyRequests);
    running.stop().await;
}

#[actix_web::test]
async fn nothing_is_told_where_nothing_is_counted() {
    let (app, running) = TestApp::start(Kind::Sqlite)
        .await
        .expect("SQLite is always there");
    let reply = app.visitor().get("/areas").await;
    assert_eq!((reply.status, reply.header("ratelimit")), (200, ""));
    running.stop().await;
}
