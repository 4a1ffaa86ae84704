//! What a service may be like: failing, slow, with keys that change and ways of its own.

use super::hostile::refused;
use super::{run_with, through, with_provider};
use crate::support::{Browser, LocalProvider, Signature, TestApp, TokenEndpoint};
use blis_testing::Kind;
use serde_json::json;
use time::Duration;

with_provider!(
    a_service_that_fails_is_told_of_and_opens_nothing,
    metadata_that_cannot_be_trusted_are_not,
    new_keys_are_asked_for_once_a_minute,
    a_service_that_takes_the_secret_in_the_body_alone_gets_it_there
);

#[test]
fn a_service_that_never_answers_is_not_waited_for() {
    let patience = std::time::Duration::from_secs(3);
    run_with(Kind::Sqlite, Some(patience), async |app, provider| {
        provider.face().token = TokenEndpoint::Sleeps;
        let reply = through(&mut Browser::new(app.visitor()), &provider).await;
        assert_eq!(reply.status, 503, "{}", reply.text());
        assert!(!reply.header("retry-after").is_empty());
    });
}

async fn a_service_that_fails_is_told_of_and_opens_nothing(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    let before = app.newest(1)[0].seq;
    for does in [
        TokenEndpoint::Redirects,
        TokenEndpoint::Fails,
        TokenEndpoint::Floods,
        TokenEndpoint::Babbles,
    ] {
        provider.face().token = does;
        let mut browser = Browser::new(app.visitor());
        let reply = through(&mut browser, &provider).await;
        assert_eq!(reply.status, 503, "{does:?}: {}", reply.text());
        assert!(
            reply.text().contains("Tests &amp; Co &lt;en&gt;"),
            "{}",
            reply.text()
        );
        assert_eq!(browser.cookies.len(), 0, "{does:?}");
    }
    assert_eq!(app.newest(1)[0].seq, before, "nobody tried anything");
    provider.face().token = TokenEndpoint::Fine;
    let back = provider.refuse(&Browser::new(app.visitor()).go_to_service().await, "server_error");
    assert_eq!(
        Browser::new(app.visitor()).come_back(&back).await.status,
        410,
        "in another browser"
    );
    let mut browser = Browser::new(app.visitor());
    let back = provider.refuse(&browser.go_to_service().await, "server_error");
    assert_eq!(browser.come_back(&back).await.status, 503);
}

async fn metadata_that_cannot_be_trusted_are_not(app: TestApp, provider: LocalProvider) {
    for (member, value) in [
        ("issuer", json!("https://evil.example")),
        ("token_endpoint", json!("http://evil.example/token")),
        ("jwks_uri", json!("file:///etc/passwd")),
        ("authorization_endpoint", json!(null)),
        (
            "token_endpoint_auth_methods_supported",
            json!(["private_key_jwt"]),
        ),
    ] {
        let told = value.clone();
        provider.alter_metadata(move |metadata| metadata[member] = told.clone());
        let mut browser = Browser::new(app.visitor());
        let reply = browser.get("/sign-in/with/eid").await;
        assert_eq!(reply.status, 503, "{member} {value}: {}", reply.text());
        assert_eq!(browser.cookies.len(), 0);
    }
    provider.face().metadata = None;
    Browser::new(app.visitor()).go_to_service().await;
    // Believed for an hour.
    let asked = provider.face().asked["metadata"];
    Browser::new(app.visitor()).go_to_service().await;
    assert_eq!(provider.face().asked["metadata"], asked);
    app.later(Duration::hours(1));
    Browser::new(app.visitor()).go_to_service().await;
    assert_eq!(provider.face().asked["metadata"], asked + 1);
}

async fn new_keys_are_asked_for_once_a_minute(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    let mut browser = Browser::new(app.visitor());
    assert_eq!(through(&mut browser, &provider).await.status, 200);
    assert_eq!(through(&mut browser, &provider).await.status, 200);
    assert_eq!(provider.asked_for_keys(), 1, "they are kept");
    let pass = |time: Duration| {
        app.later(time);
        provider.face().now += time;
    };
    provider.rotate(2);
    pass(Duration::seconds(59));
    refused(
        &app,
        &provider,
        "a key that came a moment after the last was asked for",
    )
    .await;
    assert_eq!(
        provider.asked_for_keys(),
        1,
        "nobody makes this server ask again and again"
    );
    pass(Duration::seconds(1));
    assert_eq!(through(&mut browser, &provider).await.status, 200);
    assert_eq!(provider.asked_for_keys(), 2);
    for _ in 0..3 {
        provider.face().signature = Signature::Unpublished;
        refused(&app, &provider, "unpublished").await;
    }
    assert_eq!(provider.asked_for_keys(), 2);
    // A key that was taken back is not believed for longer than an hour.
    provider.face().signature = Signature::Own;
    pass(Duration::minutes(61));
    assert_eq!(through(&mut browser, &provider).await.status, 200);
    assert_eq!(provider.asked_for_keys(), 3);
}

async fn a_service_that_takes_the_secret_in_the_body_alone_gets_it_there(
    app: TestApp,
    provider: LocalProvider,
) {
    app.invited("anna@test.lv", false);
    provider.alter_metadata(|metadata| {
        metadata["token_endpoint_auth_methods_supported"] = json!(["client_secret_post"]);
    });
    let mut browser = Browser::new(app.visitor());
    assert_eq!(through(&mut browser, &provider).await.status, 200);
}
