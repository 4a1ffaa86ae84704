//! The page and its addresses.

use crate::support::{Reply, TestApp};
use blis_domain::problem::ProblemCode;
use reqwest::Method;
use std::io::{Read, Write};
use std::net::TcpStream;

on_both!(
    unknown_addresses_are_the_pages,
    missing_files_and_methods_are_problems,
    no_address_leads_out_of_the_page,
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

/// The whole answer to an address as it stands here.
async fn raw(app: &TestApp, path: &str) -> Vec<u8> {
    let host = app.base.strip_prefix("http://").unwrap().to_owned();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let exchange = move || {
        let mut stream = TcpStream::connect(&host)?;
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        std::io::Result::Ok(answer)
    };
    tokio::task::spawn_blocking(exchange).await.unwrap().unwrap()
}

/// Said byte for byte: a client of HTTP would tidy such addresses up before it sends them.
async fn no_address_leads_out_of_the_page(app: TestApp) {
    // Asked in the same way: what stands in for a page that was not built speaks the visitor's language.
    let root = String::from_utf8_lossy(&raw(&app, "/").await).into_owned();
    let (_, root) = root.split_once("\r\n\r\n").unwrap();
    for path in [
        "/../../Cargo.toml",
        "/assets/../../../Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/%2e%2e/%2e%2e/Cargo.toml",
        "/%2e%2e%2f%2e%2e%2fCargo.toml",
        "/..%5c..%5cCargo.toml",
        "/....//....//Cargo.toml",
        "/%252e%252e%252f%252e%252e%252fCargo.toml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/etc/passwd%00.html",
        "/api-docs/../../../Cargo.toml",
        "/api-docs/..%2f..%2f..%2fCargo.toml",
    ] {
        let answer = raw(&app, path).await;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status: u16 = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap();
        // The page, for an address that is nobody's, or a refusal.
        match status {
            200 => assert_eq!(body, root, "{path}"),
            other => assert!((300..500).contains(&other), "{path}: {head}"),
        }
        for inside in ["[workspace]", "root:x:", "PRIVATE KEY"] {
            assert!(!body.contains(inside), "{path} gave a file away");
        }
    }
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
