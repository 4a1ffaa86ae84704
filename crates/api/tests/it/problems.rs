//! Every error is a problem, in the language of whoever asked.

use crate::support::{Reply, TestApp};
use blis_domain::problem::ProblemCode;
use reqwest::Method;

on_both!(
    addresses_for_programs_are_never_the_page,
    other_methods_are_told_which_are_right,
    problems_speak_the_language_asked_for,
    encodings_nobody_speaks_are_refused,
    head_answers_as_get_without_a_body,
    what_is_too_long_is_refused,
);

async fn addresses_for_programs_are_never_the_page(app: TestApp) {
    for path in [
        "/api",
        "/api/v1",
        "/api/v1/none",
        "/api/v2/areas",
        "/pxweb/api/v1/lv",
        "/sdmx/data",
        "/health",
        "/health/none",
        "/.well-known/none",
        "/api/v1/areas/",
    ] {
        let problem = app.visitor().get_root(path).await.problem(ProblemCode::NotFound);
        assert_eq!(problem.instance, path);
    }
}

async fn other_methods_are_told_which_are_right(app: TestApp) {
    for (method, path, allow) in [
        (Method::POST, "/api/v1/areas", "GET, HEAD, OPTIONS"),
        (Method::DELETE, "/api/v1/areas/0840200", "GET, HEAD, OPTIONS"),
        (Method::GET, "/api/v1/auth/token", "POST, OPTIONS"),
        (
            Method::PUT,
            "/api/v1/feeds/srda/batches",
            "GET, HEAD, POST, OPTIONS",
        ),
        (Method::PATCH, "/health/live", "GET, HEAD, OPTIONS"),
    ] {
        let reply = Reply::to(app.visitor().request(method.clone(), path)).await;
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, allow),
            "{method} {path}"
        );
        reply.problem(ProblemCode::MethodNotAllowed);
    }
    let asked = Reply::to(app.visitor().request(Method::OPTIONS, "/api/v1/areas")).await;
    assert_eq!((asked.status, asked.header("allow")), (204, "GET, HEAD, OPTIONS"));
}

async fn problems_speak_the_language_asked_for(app: TestApp) {
    let path = "/api/v1/areas/9999999";
    for (query, accepted, language, title) in [
        ("", "en", "en", "Not found"),
        ("", "lv", "lv", "Nav atrasts"),
        ("", "fr", "lv", "Nav atrasts"),
        ("?lang=en", "lv", "en", "Not found"),
        ("?lang=lv", "en-GB", "lv", "Nav atrasts"),
    ] {
        let request = app.visitor().request(Method::GET, &format!("{path}{query}"));
        let reply = Reply::to(request.header("accept-language", accepted)).await;
        let problem = reply.problem(ProblemCode::NotFound);
        assert_eq!(
            (reply.header("content-language"), problem.title.as_str()),
            (language, title)
        );
        assert_eq!(problem.instance, path);
    }
}

async fn encodings_nobody_speaks_are_refused(app: TestApp) {
    let request = app.visitor().request(Method::GET, "/api/v1/areas");
    let reply = Reply::to(request.header("accept-encoding", "sdch, *;q=0")).await;
    reply.problem(ProblemCode::NotAcceptable);
}

async fn head_answers_as_get_without_a_body(app: TestApp) {
    let got = app.visitor().get_root("/api/v1/areas").await;
    let reply = Reply::to(app.visitor().request(Method::HEAD, "/api/v1/areas")).await;
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    assert_eq!(reply.header("etag"), got.header("etag"));
}

async fn what_is_too_long_is_refused(app: TestApp) {
    let long = format!("/areas?q={}", "a".repeat(8 * 1024));
    app.visitor().get(&long).await.problem(ProblemCode::HeadTooLarge);
    let many = app
        .visitor()
        .request(Method::GET, "/api/v1/areas")
        .header("x-long", "a".repeat(33 * 1024));
    Reply::to(many).await.problem(ProblemCode::HeadTooLarge);
}
