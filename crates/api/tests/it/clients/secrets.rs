//! What opens the doors to a machine client, and what shuts them.

use crate::support::{Feed, Reply, TestApp};
use blis_client::ClientError;
use blis_domain::problem::ProblemCode;
use blis_store::{AllowedAddresses, AuditContext, ClientChange, NewSecret};
use blis_testing::wait_until;
use reqwest::Method;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

on_both!(
    a_new_secret_comes_in_before_the_old_one_ends,
    a_secret_ends_when_it_was_said_to,
    a_suspended_client_is_out_at_once_and_comes_back,
    a_client_comes_in_from_its_addresses_alone,
    everybody_who_is_kept_out_is_told_the_same,
    the_use_of_a_secret_is_seen,
    a_removed_client_is_gone_with_its_tokens
);

const START: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);

fn somebody() -> AuditContext {
    AuditContext::command("test")
}

fn give(app: &TestApp, client: &str, secret: &str, expires_at: Option<OffsetDateTime>) -> String {
    let new = NewSecret {
        hash: blis_api::secret_hash(secret),
        expires_at,
    };
    app.store
        .add_client_secret(client, &new, &somebody())
        .expect("a secret")
}

fn change(app: &TestApp, client: &str, to: &ClientChange) {
    app.store
        .change_client(client, to, None, &somebody())
        .expect("a change");
}

fn addresses(texts: &[&str]) -> ClientChange {
    ClientChange {
        allowed_addresses: Some(AllowedAddresses::parse(texts).expect("networks")),
        ..ClientChange::default()
    }
}

fn suspended(suspended: bool) -> ClientChange {
    ClientChange {
        suspended: Some(suspended),
        ..ClientChange::default()
    }
}

async fn token(app: &TestApp, client: &str, secret: &str) -> Option<String> {
    match app.client().token(client, secret, "feed:write").await {
        Ok(token) => Some(token.access_token),
        Err(ClientError::Token(error)) => {
            assert_eq!(error.error, "invalid_client");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

async fn batches(app: &TestApp, token: &str) -> Reply {
    Feed::new(app.visitor(), "srda", token.to_owned())
        .get_in("en", "/batches")
        .await
}

async fn a_new_secret_comes_in_before_the_old_one_ends(app: TestApp) {
    let old = app.registered("pusher", Some("srda"), &["feed:write"]);
    let kept = app
        .store
        .client_to_sign_in("pusher", START)
        .unwrap()
        .1
        .remove(0)
        .id;
    give(&app, "pusher", "the new secret", None);
    let by_old = token(&app, "pusher", &old)
        .await
        .expect("the old one holds still");
    let by_new = token(&app, "pusher", "the new secret").await.expect("a token");
    assert_eq!(batches(&app, &by_old).await.status, 200);
    app.store
        .revoke_client_secret("pusher", &kept, &somebody())
        .unwrap();
    assert_eq!(token(&app, "pusher", &old).await, None);
    assert!(token(&app, "pusher", "the new secret").await.is_some());
    // Whoever revokes a secret because others know it must not have to wait for the tokens they got by it.
    batches(&app, &by_old).await.problem(ProblemCode::Unauthenticated);
    assert_eq!(
        batches(&app, &by_new).await.status,
        200,
        "the program itself goes on"
    );
}

async fn a_secret_ends_when_it_was_said_to(app: TestApp) {
    app.registered("pusher", Some("srda"), &["feed:write"]);
    give(&app, "pusher", "for a day", Some(START + Duration::days(1)));
    app.later(Duration::days(1) - Duration::seconds(1));
    let last = token(&app, "pusher", "for a day").await.expect("a token");
    app.later(Duration::seconds(1));
    assert_eq!(token(&app, "pusher", "for a day").await, None);
    batches(&app, &last).await.problem(ProblemCode::Unauthenticated);
}

async fn a_suspended_client_is_out_at_once_and_comes_back(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let given = token(&app, "pusher", &secret).await.unwrap();
    assert_eq!(batches(&app, &given).await.status, 200);
    change(&app, "pusher", &suspended(true));
    let reply = batches(&app, &given).await;
    reply.problem(ProblemCode::Unauthenticated);
    assert!(reply.header("www-authenticate").contains("invalid_token"));
    assert_eq!(token(&app, "pusher", &secret).await, None);
    change(&app, "pusher", &suspended(false));
    assert_eq!(batches(&app, &given).await.status, 200);
    assert!(token(&app, "pusher", &secret).await.is_some());
}

async fn a_client_comes_in_from_its_addresses_alone(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    change(&app, "pusher", &addresses(&["192.0.2.0/24", "127.0.0.0/8"]));
    let given = token(&app, "pusher", &secret)
        .await
        .expect("the tests come from here");
    assert_eq!(batches(&app, &given).await.status, 200);
    change(&app, "pusher", &addresses(&["192.0.2.0/24", "::1"]));
    assert_eq!(token(&app, "pusher", &secret).await, None);
    let reply = batches(&app, &given).await;
    let problem = reply.problem(ProblemCode::Forbidden);
    assert_eq!(
        problem.detail,
        "The machine client may not come from this address."
    );
    // What a caller says of itself opens nothing where there is no proxy.
    let request = app.visitor().request(Method::GET, "/api/v1/feeds/srda/batches");
    let invented = request.bearer_auth(&given).header("x-forwarded-for", "192.0.2.1");
    Reply::to(invented).await.problem(ProblemCode::Forbidden);
    change(&app, "pusher", &addresses(&[]));
    assert_eq!(batches(&app, &given).await.status, 200);
}

/// Whoever found a secret, or guesses at one, learns nothing of why it opens nothing.
async fn everybody_who_is_kept_out_is_told_the_same(app: TestApp) {
    for id in ["wrong", "suspended", "elsewhere", "removed", "bare"] {
        app.registered(id, Some("srda"), &["feed:write"]);
    }
    change(&app, "suspended", &suspended(true));
    change(&app, "elsewhere", &addresses(&["192.0.2.1"]));
    app.store.remove_client("removed", &somebody()).unwrap();
    let only = app.store.client_to_sign_in("bare", START).unwrap().1.remove(0).id;
    app.store
        .revoke_client_secret("bare", &only, &somebody())
        .unwrap();
    let ask = async |id: &str, secret: &str| {
        let request = app.visitor().request(Method::POST, "/api/v1/auth/token");
        let request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .body("grant_type=client_credentials");
        Reply::to(request.basic_auth(id, Some(secret))).await
    };
    let unknown = ask("unknown", "x").await;
    assert_eq!(unknown.status, 401);
    for (id, secret) in [
        ("wrong", "x"),
        ("suspended", "secret-of-suspended"),
        ("suspended", "x"),
        ("elsewhere", "secret-of-elsewhere"),
        ("elsewhere", "x"),
        ("removed", "secret-of-removed"),
        ("bare", "secret-of-bare"),
        ("", ""),
    ] {
        let reply = ask(id, secret).await;
        assert_eq!((reply.status, &reply.body), (401, &unknown.body), "{id} {secret}");
        assert_eq!(
            reply.header("www-authenticate"),
            unknown.header("www-authenticate"),
            "{id} {secret}"
        );
    }
}

async fn the_use_of_a_secret_is_seen(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let last = || {
        let listed = app.store.client_listed("pusher", START).unwrap().unwrap();
        listed.secrets[0].last_used_at.clone()
    };
    assert_eq!(token(&app, "pusher", "x").await, None);
    assert_eq!(last(), None, "a wrong secret is no use of the right one");
    token(&app, "pusher", &secret).await.unwrap();
    wait_until("the use is written down", || last().is_some());
    assert_eq!(last().as_deref(), Some("2026-11-20T12:00:00Z"));
}

async fn a_removed_client_is_gone_with_its_tokens(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let given = token(&app, "pusher", &secret).await.unwrap();
    app.store.remove_client("pusher", &somebody()).unwrap();
    batches(&app, &given).await.problem(ProblemCode::Unauthenticated);
    assert_eq!(token(&app, "pusher", &secret).await, None);
}
