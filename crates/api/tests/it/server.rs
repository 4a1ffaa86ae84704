//! `/health`, `/metrics` and `/instance`.

use crate::support::{Browser, PASSWORD, Push, Reply, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::rights::Role;
use blis_testing::Kind;
use reqwest::Method;
use serde_json::json;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

on_both!(
    a_server_in_order_says_so,
    what_happens_is_counted,
    sign_ins_and_refusals_are_counted_without_a_name,
    what_the_database_holds_is_told,
    the_installation_introduces_itself
);

async fn a_server_in_order_says_so(app: TestApp) {
    for path in ["/health/live", "/health/ready"] {
        let reply = app.visitor().get_root(path).await;
        assert_eq!(reply.json(), json!({"status": "ok"}));
        assert_eq!(reply.header("cache-control"), "no-store");
    }
}

async fn what_happens_is_counted(app: TestApp) {
    app.visitor().get(&format!("/areas/{SALDUS}")).await.json();
    app.visitor().get("/areas/9999999").await;
    let feed = app.feed("srda").await;
    feed.push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]))
        .await
        .json();
    let metrics = app.visitor().get_root("/metrics").await;
    assert!(metrics.header("content-type").starts_with("text/plain"));
    let text = metrics.text();
    for line in [
        r#"blis_http_request_duration_seconds_count{method="GET",route="/api/v1/areas/{code}",status="200"} 1"#,
        r#"blis_http_request_duration_seconds_count{method="GET",route="/api/v1/areas/{code}",status="404"} 1"#,
        r#"blis_feed_rows_total{feed="srda",outcome="new"} 1"#,
        r#"blis_feed_batches_total{feed="srda",state="applied"} 1"#,
        r#"blis_problems_total{code="not-found"} 1"#,
        "blis_build_info",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(
        !text.contains(SALDUS),
        "values of addresses would make a series each"
    );
}

async fn the_installation_introduces_itself(app: TestApp) {
    let instance = app.client().instance().await.unwrap();
    assert_eq!((instance.name.as_str(), instance.demonstration), ("BLIS", false));
}

/// The number on the line that begins with this.
fn count(metrics: &str, series: &str) -> f64 {
    let line = metrics.lines().find_map(|line| line.strip_prefix(series));
    let number = line.unwrap_or_else(|| panic!("{series} is not in\n{metrics}"));
    number.trim().parse().expect("a number")
}

async fn sign_ins_and_refusals_are_counted_without_a_name(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    app.sign_in("anna@test.lv", PASSWORD).await;
    for _ in 0..5 {
        Browser::new(app.visitor())
            .sign_in("anna@test.lv", "not the password")
            .await;
    }
    app.visitor().get("/me/sessions").await;
    let metrics = app.visitor().get_root("/metrics").await.text();
    for (series, expected) in [
        (r#"blis_sign_ins_total{outcome="done"}"#, 1.0),
        (r#"blis_sign_ins_total{outcome="wrong"}"#, 3.0),
        (r#"blis_sign_ins_total{outcome="held"}"#, 2.0),
        (r#"blis_problems_total{code="sign-in-failed"}"#, 3.0),
        (r#"blis_problems_total{code="too-many-requests"}"#, 2.0),
        (r#"blis_problems_total{code="unauthenticated"}"#, 1.0),
        ("blis_rate_limited_total", 0.0),
        ("blis_passwords_waiting", 0.0),
    ] {
        assert_eq!(count(&metrics, series), expected, "{series} in\n{metrics}");
    }
    assert!(!metrics.contains("anna"), "{metrics}");
    assert!(!metrics.contains("127.0.0.1"), "{metrics}");
}

async fn what_the_database_holds_is_told(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    app.sign_in("anna@test.lv", PASSWORD).await;
    let feed = app.feed("srda").await;
    feed.push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]))
        .await
        .json();
    let metrics = app.visitor().get_root("/metrics").await.text();
    let head = app.store.audit_head().expect("the head").seq;
    for (figure, expected) in [
        ("sessions_open", 1.0),
        ("data_version", 1.0),
        ("audit_head_seq", head as f64),
    ] {
        assert_eq!(
            count(&metrics, &format!("blis_database_figure{{figure=\"{figure}\"}}")),
            expected
        );
    }
    let taken = count(
        &metrics,
        r#"blis_database_connections_taken_total{pool="readers"}"#,
    );
    assert!(taken > 1.0, "{metrics}");
    let again = app.visitor().get_root("/metrics").await.text();
    let later = count(&again, r#"blis_database_connections_taken_total{pool="readers"}"#);
    assert!(later > taken, "counters grow: {later} after {taken}");
    assert!(
        count(
            &again,
            r#"blis_database_connection_wait_seconds_total{pool="writers"}"#
        ) > 0.0
    );
}

#[actix_web::test]
async fn a_proxy_is_told_no_counters() {
    let (app, running) = TestApp::start(Kind::Sqlite)
        .await
        .expect("SQLite is always there");
    let asked = app
        .visitor()
        .request(Method::GET, "/metrics")
        .header("x-forwarded-for", "192.0.2.1");
    assert_eq!(Reply::to(asked).await.status, 404);
    assert_eq!(app.visitor().get_root("/metrics").await.status, 200);
    running.stop().await;
}

#[actix_web::test]
async fn counters_on_an_address_of_their_own_are_nowhere_else() {
    let free = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a port");
    let address = free.local_addr().expect("an address");
    drop(free);
    let start = TestApp::start_changed(Kind::Sqlite, |options| options.metrics_listen = Some(address));
    let (app, running) = start.await.expect("SQLite is always there");
    assert_eq!(app.visitor().get_root("/metrics").await.status, 404);
    let ask = async |path: &str| {
        let request = reqwest::Client::new().get(format!("http://{address}{path}"));
        request
            .header("x-forwarded-for", "192.0.2.1")
            .send()
            .await
            .expect("an answer")
    };
    let told = ask("/metrics").await;
    assert_eq!(told.status(), 200);
    assert!(told.text().await.expect("text").contains("blis_build_info"));
    assert_eq!(
        ask("/api/v1/areas").await.status(),
        404,
        "the counters and nothing else"
    );
    running.stop().await;
    assert!(TcpListener::bind(address).is_ok(), "it goes with the server");
}

#[actix_web::test]
async fn a_server_takes_away_what_has_had_its_time() {
    let start = TestApp::start_changed(Kind::Sqlite, |options| {
        options.sweep_every = Duration::from_millis(20)
    });
    let (app, running) = start.await.expect("SQLite is always there");
    app.person("anna@test.lv", vec![]);
    Browser::new(app.visitor())
        .sign_in("anna@test.lv", "not the password")
        .await;
    assert_eq!(running.rows("sign_in_throttle"), 2, "the account and the address");
    app.later(time::Duration::hours(25));
    for _ in 0..500 {
        if running.rows("sign_in_throttle") == 0 {
            break;
        }
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(running.rows("sign_in_throttle"), 0);
    running.stop().await;
}

#[actix_web::test]
async fn who_signed_in_to_a_demonstration_is_out_where_it_is_served_as_none() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some((app, running)) = TestApp::start(kind).await else {
            continue;
        };
        let mut anna = app.signed_in_as(Role::Member).await;
        assert!(anna.get("/api/v1/me").await.json()["person"].is_object());
        // As a start with --demo left it: an invented person with a session that is open.
        running.execute("update person set demonstration = not demonstration");
        assert!(
            anna.get("/api/v1/me").await.json()["person"].is_null(),
            "their password was printed for everybody"
        );
        // The access token ends after minutes, the refresh token after weeks.
        anna.cookies.remove("blis_access").expect("the access token");
        let shown = anna.cookies["blis_refresh"].clone();
        let renewed = anna
            .send(Method::POST, "/api/v1/auth/session/refresh", None)
            .await;
        assert_eq!(
            renewed.status,
            401,
            "the refresh token opens no real server: {}",
            renewed.text()
        );
        anna.cookies.insert("blis_refresh".to_owned(), shown.clone());
        let page = anna
            .request(Method::GET, "/account")
            .send()
            .await
            .expect("a page");
        assert_eq!(page.status(), 303, "neither does it open a page");
        let to = page.headers()["location"].to_str().expect("an address");
        assert!(to.starts_with("/sign-in?"), "{to}");
        // Where they are let in again the same token is good: nothing was done with it.
        running.execute("update person set demonstration = not demonstration");
        anna.cookies.insert("blis_refresh".to_owned(), shown);
        let renewed = anna
            .send(Method::POST, "/api/v1/auth/session/refresh", None)
            .await;
        assert_eq!(renewed.status, 200, "{}", renewed.text());
        running.stop().await;
    }
}
