//! Headers for browsers: what pages of other sites may do, and what no page may.

use crate::support::{Reply, TestApp};
use reqwest::Method;

on_both!(
    other_sites_may_read_and_not_write,
    every_answer_is_guarded,
    every_answer_has_a_number
);

async fn other_sites_may_read_and_not_write(app: TestApp) {
    let from = |method, path: &str| {
        app.visitor()
            .request(method, path)
            .header("origin", "https://paper.example")
    };
    let read = Reply::to(from(Method::GET, "/api/v1/areas")).await;
    assert_eq!(
        (read.status, read.header("access-control-allow-origin")),
        (200, "*")
    );
    assert_eq!(
        read.header("access-control-allow-credentials"),
        "",
        "no cookies are looked at"
    );
    assert!(
        read.header("access-control-expose-headers")
            .to_lowercase()
            .contains("etag")
    );
    let missing = Reply::to(from(Method::GET, "/api/v1/areas/9999999")).await;
    assert_eq!(
        (missing.status, missing.header("access-control-allow-origin")),
        (404, "*")
    );
    let preflight = |method: &str| {
        from(Method::OPTIONS, "/api/v1/areas").header("access-control-request-method", method.to_owned())
    };
    let asked = Reply::to(preflight("GET")).await;
    assert_eq!(
        (asked.status, asked.header("access-control-allow-origin")),
        (200, "*")
    );
    let writing = Reply::to(preflight("POST")).await;
    assert_eq!(writing.status, 400);
    assert_eq!(writing.header("content-type"), "application/problem+json");
}

async fn every_answer_is_guarded(app: TestApp) {
    for path in ["/", "/api/v1/areas", "/api/v1/none", "/health/live", "/none.js"] {
        let reply = app.visitor().get_root(path).await;
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval'"),
            "{path}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"),
            "{path}"
        );
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!reply.header("referrer-policy").is_empty(), "{path}");
    }
    let docs = app.visitor().get_root("/api-docs/").await;
    let policy = docs.header("content-security-policy");
    assert!(
        policy.contains("style-src 'self' 'unsafe-inline'") && !policy.contains("script-src 'self' '"),
        "{policy}"
    );
}

async fn every_answer_has_a_number(app: TestApp) {
    let own = app
        .visitor()
        .request(Method::GET, "/api/v1/none")
        .header("x-request-id", "mine-1");
    assert_eq!(Reply::to(own).await.header("x-request-id"), "mine-1");
    let unfit = app
        .visitor()
        .request(Method::GET, "/api/v1/areas")
        .header("x-request-id", "a b\"c");
    let given = Reply::to(unfit).await.header("x-request-id").to_owned();
    assert!(
        uuid::Uuid::try_parse(&given).is_ok(),
        "what could forge a line of the log is not taken over: {given}"
    );
}
