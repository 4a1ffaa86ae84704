//! Who is let in: only a token of this server, for this server, that holds, of a client with the scope.

use crate::support::{Feed, Push, Reply, TestApp};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_api::SigningKey;
use blis_domain::problem::ProblemCode;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Method;
use serde_json::{Value, json};
use std::path::Path;

on_both!(
    a_token_made_by_hand_like_ours_is_let_in,
    without_a_token_nobody_is_let_in,
    a_token_that_does_not_hold_is_refused,
    a_token_needs_the_scope_and_the_feed,
);

/// What a good token of a registered client says.
struct Forger {
    header: Header,
    claims: Value,
    key: EncodingKey,
}

/// A forger who has everything right, even the key: each test then spoils one thing.
async fn forger(app: &TestApp) -> Forger {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let token = app
        .client()
        .token("pusher", &secret, "")
        .await
        .unwrap()
        .access_token;
    Forger {
        header: jsonwebtoken::decode_header(&token).unwrap(),
        claims: claims_of(&token),
        key: signing_key_in(app.folder()),
    }
}

/// What a token says.
fn claims_of(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

impl Forger {
    fn token(&self) -> String {
        encode(&self.header, &self.claims, &self.key).unwrap()
    }

    fn with_claim(&self, name: &str, value: Value) -> String {
        let mut claims = self.claims.clone();
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value,
        }
        encode(&self.header, &claims, &self.key).unwrap()
    }

    fn with_header(&self, change: impl Fn(&mut Header)) -> String {
        let mut header = self.header.clone();
        change(&mut header);
        encode(&header, &self.claims, &self.key).unwrap()
    }

    /// A token whose header says what no library would write.
    fn with_raw_header(&self, header: Value, signature: &str) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.{signature}", part(&header), part(&self.claims))
    }
}

async fn push(app: &TestApp, feed: &str, token: &str) -> Reply {
    Feed::new(app.visitor(), feed, token.to_owned())
        .push(Push::rows(&[]))
        .await
}

fn assert_refused(reply: &Reply, why: &str) {
    let problem = reply.problem(ProblemCode::Unauthenticated);
    let challenge = reply.header("www-authenticate");
    assert!(
        challenge.contains("error=\"invalid_token\""),
        "{why}: {challenge}"
    );
    assert!(
        !problem.detail.contains("exp"),
        "{why}: what is wrong with it is nobody's business"
    );
}

async fn a_token_made_by_hand_like_ours_is_let_in(app: TestApp) {
    let forger = forger(&app).await;
    assert_eq!(
        push(&app, "srda", &forger.token()).await.status,
        201,
        "else the other tests prove nothing"
    );
}

async fn without_a_token_nobody_is_let_in(app: TestApp) {
    for (method, path) in [
        (Method::POST, "/api/v1/feeds/srda/batches"),
        (Method::GET, "/api/v1/feeds/srda/batches"),
        (Method::GET, "/api/v1/feeds/srda/batches/x"),
    ] {
        let reply = Reply::to(app.visitor().request(method.clone(), path)).await;
        reply.problem(ProblemCode::Unauthenticated);
        assert!(reply.header("www-authenticate").starts_with("Bearer"), "{path}");
        let basic = app
            .visitor()
            .request(method, path)
            .basic_auth("pusher", Some("x"));
        Reply::to(basic).await.problem(ProblemCode::Unauthenticated);
    }
}

async fn a_token_that_does_not_hold_is_refused(app: TestApp) {
    let forger = forger(&app).await;
    let now = forger.claims["iat"].as_u64().unwrap();
    let public = jwk(&app).await["x"].as_str().unwrap().to_owned();
    let public = URL_SAFE_NO_PAD.decode(public).unwrap();
    let other_folder = tempfile::tempdir().unwrap();
    let other = {
        SigningKey::load_or_create(&other_folder.path().join("signing.pem")).unwrap();
        signing_key_in(other_folder.path())
    };
    let mut hs256 = Header::new(Algorithm::HS256);
    hs256.typ.clone_from(&forger.header.typ);
    hs256.kid.clone_from(&forger.header.kid);
    let kid = forger.header.kid.clone();
    let good = forger.token();
    for (why, token) in [
        ("expired", forger.with_claim("exp", json!(now - 1))),
        ("given in the future", forger.with_claim("iat", json!(now + 600))),
        ("without an end", forger.with_claim("exp", Value::Null)),
        ("without a beginning", forger.with_claim("iat", Value::Null)),
        (
            "for another service",
            forger.with_claim("aud", json!("https://elsewhere.example")),
        ),
        (
            "by another server",
            forger.with_claim("iss", json!("https://elsewhere.example")),
        ),
        ("without a client", forger.with_claim("client_id", Value::Null)),
        (
            "of a client that is gone",
            forger.with_claim("client_id", json!("nobody")),
        ),
        (
            "signed by another key",
            encode(&forger.header, &forger.claims, &other).unwrap(),
        ),
        (
            "of another key",
            forger.with_header(|header| header.kid = Some("other".to_owned())),
        ),
        ("of no key", forger.with_header(|header| header.kid = None)),
        (
            "of another type",
            forger.with_header(|header| header.typ = Some("JWT".to_owned())),
        ),
        ("of no type", forger.with_header(|header| header.typ = None)),
        (
            "with a secret made of the public key",
            encode(&hs256, &forger.claims, &EncodingKey::from_secret(&public)).unwrap(),
        ),
        (
            "not signed",
            forger.with_raw_header(json!({"alg": "none", "typ": "at+jwt", "kid": kid}), ""),
        ),
        (
            "with a signature cut off",
            good[..good.rfind('.').unwrap() + 1].to_owned(),
        ),
        ("changed after signing", format!("{good}x")),
        ("no token at all", "x".to_owned()),
    ] {
        assert_refused(&push(&app, "srda", &token).await, why);
    }
}

async fn a_token_needs_the_scope_and_the_feed(app: TestApp) {
    let secret = app.registered("reader", Some("srda"), &["data:read"]);
    let token = app
        .client()
        .token("reader", &secret, "data:read")
        .await
        .unwrap()
        .access_token;
    let reply = push(&app, "srda", &token).await;
    reply.problem(ProblemCode::Forbidden);
    let challenge = reply.header("www-authenticate");
    assert!(
        challenge.contains("error=\"insufficient_scope\", scope=\"feed:write\""),
        "{challenge}"
    );

    let forger = forger(&app).await;
    let without = push(&app, "srda", &forger.with_claim("scope", json!("data:read"))).await;
    without.problem(ProblemCode::Forbidden);
    push(&app, "another", &forger.token())
        .await
        .problem(ProblemCode::Forbidden);
    let foreign = Feed::new(app.visitor(), "another", forger.token());
    foreign
        .get_in("en", "/batches")
        .await
        .problem(ProblemCode::Forbidden);

    // A scope in the token that the client has lost since does not count.
    let secret = app.registered("modest", Some("srda"), &["data:read"]);
    let own = app.client().token("modest", &secret, "").await.unwrap();
    let mut claims = claims_of(&own.access_token);
    claims["scope"] = json!("feed:write");
    let token = encode(&forger.header, &claims, &forger.key).unwrap();
    push(&app, "srda", &token).await.problem(ProblemCode::Forbidden);
}

async fn jwk(app: &TestApp) -> Value {
    app.visitor().get_root("/.well-known/jwks.json").await.json()["keys"][0].clone()
}

/// The secret key that a server keeps in its folder.
fn signing_key_in(folder: &Path) -> EncodingKey {
    EncodingKey::from_ed_pem(&std::fs::read(folder.join("signing.pem")).unwrap()).unwrap()
}
