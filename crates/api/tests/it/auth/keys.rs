//! Keys change under those who are signed in, and nobody notices.

use crate::support::{Feed, Reply, TestApp};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_api::{KeyListed, SigningKeys};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Method;
use serde_json::Value;
use std::path::PathBuf;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

on_both!(
    a_key_changes_under_everybody_who_is_signed_in,
    a_key_that_was_taken_away_opens_nothing,
    a_new_key_is_no_way_around_what_a_token_must_be
);

const START: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);

fn file(app: &TestApp) -> PathBuf {
    app.folder().join("signing.pem")
}

fn rotate(app: &TestApp, now: OffsetDateTime) -> KeyListed {
    SigningKeys::rotate(&file(app), now).expect("a key")
}

fn kid(token: &str) -> String {
    jsonwebtoken::decode_header(token).unwrap().kid.unwrap()
}

async fn published(app: &TestApp) -> Vec<String> {
    let reply = app.visitor().get_root("/.well-known/jwks.json").await;
    assert_eq!(reply.header("cache-control"), "public, max-age=300");
    let keys = reply.json()["keys"].as_array().unwrap().clone();
    keys.iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

async fn status(app: &TestApp, token: &str) -> u16 {
    let feed = Feed::new(app.visitor(), "srda", token.to_owned());
    feed.get_in("en", "/batches").await.status
}

async fn a_key_changes_under_everybody_who_is_signed_in(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let token = async || {
        app.client()
            .token("pusher", &secret, "")
            .await
            .unwrap()
            .access_token
    };
    let mut anna = app.signed_in_as(Role::Member).await;
    let first = kid(&token().await);
    let new = rotate(&app, START).kid;
    app.later(Duration::minutes(1));
    assert_eq!(published(&app).await, [first.as_str(), new.as_str()], "at once");
    assert_eq!(
        kid(&token().await),
        first,
        "others may not have seen the new one yet"
    );

    // Somebody signs in, and a client gets its last token of the old key, in the last second before the change.
    app.later(Duration::minutes(59) - Duration::seconds(1));
    let last = token().await;
    assert_eq!(
        anna.send(Method::POST, "/api/v1/auth/session/refresh", None)
            .await
            .status,
        200
    );
    let of_anna = anna.cookies["blis_access"].clone();
    assert_eq!((kid(&last), kid(&of_anna)), (first.clone(), first.clone()));
    app.later(Duration::seconds(1));
    let fresh = token().await;
    assert_eq!(kid(&fresh), new);
    for token in [&last, &fresh] {
        assert_eq!(status(&app, token).await, 200);
    }
    app.later(Duration::minutes(14));
    assert_eq!(status(&app, &last).await, 200, "to its end");
    assert!(anna.get("/api/v1/me").await.json()["person"].is_object());
    assert_eq!(published(&app).await.len(), 2);

    app.later(Duration::minutes(2));
    assert_eq!(published(&app).await, [new.as_str()], "its last token has ended");
    assert_eq!(status(&app, &last).await, 401);
    assert_eq!(
        anna.send(Method::POST, "/api/v1/auth/session/refresh", None)
            .await
            .status,
        200
    );
    assert_eq!(kid(&anna.cookies["blis_access"]), new, "nobody was signed out");
    assert!(anna.get("/api/v1/me").await.json()["person"].is_object());
}

async fn a_key_that_was_taken_away_opens_nothing(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let stolen = app
        .client()
        .token("pusher", &secret, "")
        .await
        .unwrap()
        .access_token;
    let mut anna = app.signed_in_as(Role::Member).await;
    let new = rotate(&app, START).kid;
    std::fs::remove_file(file(&app)).unwrap();
    app.later(Duration::minutes(1));
    assert_eq!(status(&app, &stolen).await, 401);
    assert_eq!(published(&app).await, [new.as_str()]);
    let next = app
        .client()
        .token("pusher", &secret, "")
        .await
        .unwrap()
        .access_token;
    assert_eq!(
        (kid(&next), status(&app, &next).await),
        (new, 200),
        "the next one signs at once"
    );
    let refused = anna.get("/api/v1/me/sessions").await;
    assert_eq!(refused.status, 401, "her access token is of the key that is gone");
    anna.send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    assert!(
        anna.get("/api/v1/me").await.json()["person"].is_object(),
        "nobody signs in anew"
    );
}

async fn a_new_key_is_no_way_around_what_a_token_must_be(app: TestApp) {
    let secret = app.registered("pusher", Some("srda"), &["feed:write"]);
    let good = app
        .client()
        .token("pusher", &secret, "")
        .await
        .unwrap()
        .access_token;
    let claims = URL_SAFE_NO_PAD.decode(good.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    let new = rotate(&app, START);
    app.later(Duration::minutes(1));
    let keys = app.visitor().get_root("/.well-known/jwks.json").await.json()["keys"].clone();
    let secret_of = |path: &PathBuf| EncodingKey::from_ed_pem(&std::fs::read(path).unwrap()).unwrap();
    let (old_key, new_key) = (secret_of(&file(&app)), secret_of(&new.file));
    let header = |alg: Algorithm, kid: Option<&str>| Header {
        typ: Some("at+jwt".to_owned()),
        kid: kid.map(str::to_owned),
        ..Header::new(alg)
    };
    let old_kid = kid(&good);
    let right = encode(&header(Algorithm::EdDSA, Some(&new.kid)), &claims, &new_key).unwrap();
    assert_eq!(status(&app, &right).await, 200, "else the rest proves nothing");
    let mut wrong = Vec::new();
    for key in keys.as_array().unwrap() {
        let (x, kid) = (key["x"].as_str().unwrap(), key["kid"].as_str().unwrap());
        for bytes in [URL_SAFE_NO_PAD.decode(x).unwrap(), x.as_bytes().to_vec()] {
            let with_public = EncodingKey::from_secret(&bytes);
            let header = header(Algorithm::HS256, Some(kid));
            wrong.push((
                "the public key as a secret",
                encode(&header, &claims, &with_public).unwrap(),
            ));
        }
        let part = |text: String| URL_SAFE_NO_PAD.encode(text);
        let none = part(format!(r#"{{"alg":"none","typ":"at+jwt","kid":"{kid}"}}"#));
        wrong.push(("no signature", format!("{none}.{}.", part(claims.to_string()))));
    }
    let eddsa =
        |kid: Option<&str>, key: &EncodingKey| encode(&header(Algorithm::EdDSA, kid), &claims, key).unwrap();
    wrong.push((
        "one key under the name of another",
        eddsa(Some(&new.kid), &old_key),
    ));
    wrong.push(("and the other way about", eddsa(Some(&old_kid), &new_key)));
    wrong.push(("a name that nobody knows", eddsa(Some("other"), &new_key)));
    wrong.push(("a path for a name", eddsa(Some("../signing-keys/x"), &new_key)));
    wrong.push(("no name", eddsa(None, &new_key)));
    for (why, token) in wrong {
        let feed = Feed::new(app.visitor(), "srda", token);
        let reply: Reply = feed.get_in("en", "/batches").await;
        reply.problem(ProblemCode::Unauthenticated);
        assert!(
            reply.header("www-authenticate").contains("invalid_token"),
            "{why}"
        );
    }
}
