//! Headers for browsers: what pages of other sites may do, and what no page may.

use crate::openapi::operations;
use crate::support::{Reply, TestApp};
use blis_api::{OPERATIONS, PAGES};
use blis_domain::rights::{Role, allows};
use reqwest::Method;

on_both!(
    other_sites_may_read_and_not_write,
    other_sites_read_what_is_published_and_nothing_else,
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

/// Every operation and every page, asked for from another site, with the question before it and without.
async fn other_sites_read_what_is_published_and_nothing_else(app: TestApp) {
    let person = app.signed_in_as(Role::MunicipalAdmin).await;
    let mut asked: Vec<(Method, String, bool)> = operations()
        .iter()
        .map(|operation| {
            let (_, action) = OPERATIONS.iter().find(|(id, _)| *id == operation.id()).unwrap();
            let public = action.is_some_and(|action| allows(Role::Public, action));
            let metadata = matches!(operation.id(), "show_keys" | "show_authorization_server");
            (operation.method.clone(), operation.address(), public || metadata)
        })
        .collect();
    assert!(asked.iter().any(|(.., open)| *open) && asked.iter().any(|(.., open)| !*open));
    asked.extend(
        PAGES
            .iter()
            .map(|(method, path, ..)| (method.parse().unwrap(), (*path).to_owned(), false)),
    );
    for (method, path) in [(Method::GET, "/"), (Method::GET, "/api/v1/none")] {
        asked.push((method, path.to_owned(), false));
    }
    // Signing out ends the session of the rest.
    asked.sort_by_key(|(_, path, _)| path.contains("sign-out") || path.contains("auth/session"));
    for (method, path, open) in asked {
        let from = |method: Method| {
            person
                .request(method, &path)
                .header("origin", "https://paper.example")
        };
        let answer = Reply::to(from(method.clone())).await;
        let before = from(Method::OPTIONS)
            .header("access-control-request-method", method.as_str())
            .header("access-control-request-headers", "x-csrf-token");
        let before = Reply::to(before).await;
        for (what, reply) in [("the answer", &answer), ("the question before it", &before)] {
            let told: Vec<String> = reply
                .headers
                .keys()
                .map(ToString::to_string)
                .filter(|name| name.starts_with("access-control-"))
                .collect();
            match open {
                true => assert_eq!(
                    reply.header("access-control-allow-origin"),
                    "*",
                    "{method} {path}: {what}"
                ),
                false => assert!(
                    told.is_empty(),
                    "{method} {path}: {what} tells other sites {told:?}"
                ),
            }
            assert_eq!(
                reply.header("access-control-allow-credentials"),
                "",
                "{method} {path}: {what}"
            );
        }
        let resource = match open {
            true => "cross-origin",
            false => "same-origin",
        };
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            resource,
            "{method} {path}"
        );
        if !open && path != "/" {
            assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
        }
    }
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
        assert_eq!(reply.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(
            reply.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert!(reply.header("permissions-policy").contains("camera=()"), "{path}");
        assert_eq!(
            reply.header("strict-transport-security"),
            "",
            "{path}: this is plain http"
        );
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
