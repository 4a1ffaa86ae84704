//! `/health`, `/metrics` and `/instance`.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use serde_json::json;

on_both!(
    a_server_in_order_says_so,
    what_happens_is_counted,
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
