//! `POST /auth/token`, and the addresses where clients look for keys and endpoints.

use crate::support::{Reply, TestApp};
use blis_client::ClientError;
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    a_client_gets_a_token_for_its_scopes,
    credentials_may_stand_in_the_form,
    an_unknown_client_and_a_wrong_secret_look_alike,
    bad_requests_have_the_shapes_of_the_standard,
    keys_and_endpoints_are_where_clients_look,
);

async fn a_client_gets_a_token_for_its_scopes(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write", "data:read"]);
    let token = app.client().token("pusher", &secret, "feed:write").await.unwrap();
    assert_eq!(
        (token.token_type.as_str(), token.expires_in, token.scope.as_str()),
        ("Bearer", 900, "feed:write")
    );
    let all = app.client().token("pusher", &secret, "").await.unwrap();
    assert_eq!(
        all.scope, "feed:write data:read",
        "without a wish, all that the client has"
    );
    let refused = app.client().token("pusher", &secret, "feed:write admin").await;
    let Err(ClientError::Token(error)) = refused else {
        panic!("a scope that the client does not have must be refused")
    };
    assert_eq!(error.error, "invalid_scope");
}

async fn ask(app: &TestApp, authorization: Option<(&str, &str)>, form: &str) -> Reply {
    let mut request = app
        .visitor()
        .request(Method::POST, "/api/v1/auth/token")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_owned());
    if let Some((id, secret)) = authorization {
        request = request.basic_auth(id, Some(secret));
    }
    Reply::to(request).await
}

async fn credentials_may_stand_in_the_form(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let form = format!("grant_type=client_credentials&client_id=pusher&client_secret={secret}");
    let reply = ask(&app, None, &form).await;
    assert_eq!(reply.status, 200);
    assert_eq!(
        reply.header("cache-control"),
        "no-store",
        "a token is kept by nobody on the way"
    );
    assert_eq!(reply.json()["scope"], "feed:write");
}

async fn an_unknown_client_and_a_wrong_secret_look_alike(app: TestApp) {
    app.registered("pusher", Some("srda"), &["feed:write"]);
    let form = "grant_type=client_credentials";
    let unknown = ask(&app, Some(("nobody", "x")), form).await;
    let wrong = ask(&app, Some(("pusher", "x")), form).await;
    assert_eq!((unknown.status, wrong.status), (401, 401));
    assert_eq!(
        unknown.body, wrong.body,
        "an answer that differs tells which clients exist"
    );
    assert_eq!(wrong.header("www-authenticate"), "Basic realm=\"blis\"");
    let error: Value = serde_json::from_slice(&wrong.body).unwrap();
    assert_eq!(error["error"], "invalid_client");
}

async fn bad_requests_have_the_shapes_of_the_standard(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let right = Some(("pusher", secret.as_str()));
    for (authorization, form, status, error) in [
        (right, "", 400, "invalid_request"),
        (right, "grant_type=", 400, "invalid_request"),
        (right, "grant_type=password", 400, "unsupported_grant_type"),
        (
            right,
            "grant_type=client_credentials&scope=a&scope=b",
            400,
            "invalid_request",
        ),
        (
            right,
            "grant_type=client_credentials&scope=admin",
            400,
            "invalid_scope",
        ),
        (
            right,
            "grant_type=client_credentials&client_id=pusher&client_secret=x",
            400,
            "invalid_request",
        ),
        (
            right,
            "grant_type=client_credentials&client_id=other",
            400,
            "invalid_request",
        ),
        (None, "grant_type=client_credentials", 401, "invalid_client"),
        (
            None,
            "grant_type=client_credentials&client_id=pusher",
            401,
            "invalid_client",
        ),
    ] {
        let reply = ask(&app, authorization, form).await;
        let body: Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!((reply.status, &body["error"]), (status, &json!(error)), "{form}");
        assert_eq!(reply.header("content-type"), "application/json", "{form}");
        assert!(body["error_description"].is_string(), "{form}");
    }
    let request = app.visitor().request(Method::POST, "/api/v1/auth/token");
    let reply = Reply::to(request.header("content-type", "application/json").body("{}")).await;
    assert_eq!(reply.status, 400);
    let request = app.visitor().request(Method::POST, "/api/v1/auth/token");
    let reply = Reply::to(request.body("x".repeat(100_000))).await;
    assert_eq!(reply.status, 400, "a token request is short");
}

async fn keys_and_endpoints_are_where_clients_look(app: TestApp) {
    let keys = app.visitor().get_root("/.well-known/jwks.json").await.json();
    let key = &keys["keys"][0];
    assert_eq!(
        (&key["kty"], &key["crv"], &key["alg"]),
        (&json!("OKP"), &json!("Ed25519"), &json!("EdDSA"))
    );
    assert!(key["d"].is_null(), "the secret half stays at home");
    let metadata = app
        .visitor()
        .get_root("/.well-known/oauth-authorization-server")
        .await
        .json();
    assert_eq!(metadata["issuer"], app.base);
    let token_endpoint = format!("{}/api/v1/auth/token", app.base);
    assert_eq!(metadata["token_endpoint"], token_endpoint);
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let token = app
        .client()
        .token("pusher", &secret, "feed:write")
        .await
        .unwrap()
        .access_token;
    let header = jsonwebtoken::decode_header(&token).unwrap();
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    assert_eq!(
        header.kid.as_deref(),
        key["kid"].as_str(),
        "the token names the key that is published"
    );
}
