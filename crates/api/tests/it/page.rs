//! The page and its addresses.

use crate::support::{Reply, TestApp};
use blis_domain::problem::ProblemCode;
use reqwest::Method;

on_both!(
    unknown_addresses_are_the_pages,
    missing_files_and_methods_are_problems,
    the_api_is_documented_for_people
);

async fn unknown_addresses_are_the_pages(app: TestApp) {
    let root = app.visitor().get_root("/").await;
    assert_eq!(root.status, 200);
    assert!(root.header("content-type").starts_with("text/html"));
    for path in [
        "/areas/0840200",
        "/indicators/EDU.PRE.COV?area=0840200",
        "/anything",
    ] {
        let reply = app.visitor().get_root(path).await;
        assert_eq!((reply.status, reply.body == root.body), (200, true), "{path}");
    }
}

async fn missing_files_and_methods_are_problems(app: TestApp) {
    app.visitor()
        .get_root("/none-0123456789abcdef.js")
        .await
        .problem(ProblemCode::NotFound);
    let posted = Reply::to(app.visitor().request(Method::POST, "/areas/0840200")).await;
    posted.problem(ProblemCode::MethodNotAllowed);
    assert_eq!(posted.header("allow"), "GET, HEAD, OPTIONS");
}

async fn the_api_is_documented_for_people(app: TestApp) {
    let bare = app.visitor().get_root("/api-docs").await;
    assert_eq!((bare.status, bare.header("location")), (308, "/api-docs/"));
    let page = app.visitor().get_root("/api-docs/").await;
    assert!(page.status == 200 && page.text().contains("swagger-ui"));
    let start = app
        .visitor()
        .get_root("/api-docs/swagger-initializer.js")
        .await
        .text();
    assert!(start.contains("/api/v1/openapi.json"), "{start}");
    app.visitor()
        .get_root("/api-docs/none.js")
        .await
        .problem(ProblemCode::NotFound);
}
