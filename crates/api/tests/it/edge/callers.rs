//! Who calls, told by a proxy that is trusted and by nobody else.

use crate::support::{PASSWORD, Reply, TestApp};
use blis_api::{EdgeOptions, ForwardedHeader};
use blis_testing::Kind;
use reqwest::Method;
use serde_json::json;

async fn start(header: ForwardedHeader, trusted: &[&str], rate: u32) -> (TestApp, crate::support::Running) {
    let edge = EdgeOptions {
        trusted_proxies: trusted.iter().map(|net| net.parse().unwrap()).collect(),
        forwarded_header: header,
        ..EdgeOptions::default()
    };
    let choose = |options: &mut blis_api::ServerOptions| {
        options.edge = edge;
        options.rate_per_minute = rate;
    };
    TestApp::start_changed(Kind::Sqlite, choose)
        .await
        .expect("SQLite is always there")
}

/// The address that the list of sessions tells after signing in with these headers.
async fn told(app: &TestApp, headers: &[(&str, &str)]) -> String {
    let body = json!({"email": "anna@test.lv", "password": PASSWORD});
    let mut request = app
        .visitor()
        .request(Method::POST, "/api/v1/auth/session")
        .json(&body);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let reply = Reply::to(request).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let cookies: Vec<&str> = reply
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap())
        .collect();
    let list = app
        .visitor()
        .request(Method::GET, "/api/v1/me/sessions")
        .header("cookie", cookies.join("; "));
    let list = Reply::to(list).await.json();
    let sessions = list["items"].as_array().unwrap();
    let own = sessions
        .iter()
        .find(|session| session["current"] == true)
        .unwrap();
    own["address"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_session_tells_the_address_that_a_trusted_proxy_names() {
    let (app, running) = start(ForwardedHeader::XForwardedFor, &["127.0.0.1/32", "10.0.0.0/8"], 0).await;
    app.person("anna@test.lv", vec![]);
    let named = told(&app, &[("x-forwarded-for", "6.6.6.6, 198.51.100.7, 10.1.1.1")]).await;
    assert_eq!(named, "198.51.100.7");
    let other_header = [("forwarded", "for=6.6.6.6"), ("x-forwarded-for", "198.51.100.8")];
    assert_eq!(told(&app, &other_header).await, "198.51.100.8");
    assert_eq!(told(&app, &[("x-forwarded-for", "nonsense")]).await, "127.0.0.1");
    running.stop().await;
}

#[actix_web::test]
async fn without_a_trusted_proxy_nobody_is_believed() {
    let (app, running) = start(ForwardedHeader::XForwardedFor, &["10.0.0.0/8"], 0).await;
    app.person("anna@test.lv", vec![]);
    let invented = [
        ("x-forwarded-for", "6.6.6.6"),
        ("forwarded", "for=6.6.6.6"),
        ("x-real-ip", "6.6.6.6"),
    ];
    assert_eq!(told(&app, &invented).await, "127.0.0.1");
    running.stop().await;
}

#[actix_web::test]
async fn callers_behind_a_proxy_are_counted_each_for_itself() {
    let (app, running) = start(ForwardedHeader::Forwarded, &["127.0.0.1/32"], 9).await;
    let from = |who: &'static str| {
        let request = app
            .visitor()
            .request(Method::GET, "/api/v1/areas")
            .header("forwarded", who);
        async move { Reply::to(request).await.status }
    };
    for _ in 0..3 {
        assert_eq!(from("for=198.51.100.7").await, 200);
    }
    assert_eq!(from("for=198.51.100.7").await, 429);
    assert_eq!(
        from("for=6.6.6.6, for=198.51.100.7").await,
        429,
        "what is invented helps nobody"
    );
    assert_eq!(from("for=198.51.100.8").await, 200);
    running.stop().await;
}
