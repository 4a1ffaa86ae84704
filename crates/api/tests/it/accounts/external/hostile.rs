//! What somebody between a service and us may do wrong, or a service that is not to be trusted.

use super::{through, with_provider};
use crate::support::{Browser, LocalProvider, Signature, TestApp};
use blis_domain::audit::{Outcome, actions};
use blis_domain::rights::Role;
use serde_json::{Value, json};
use time::Duration;

with_provider!(
    a_token_that_proves_nothing_opens_nothing,
    a_token_signed_by_anything_else_opens_nothing,
    an_answer_holds_once_in_its_own_browser_and_for_ten_minutes,
    a_code_that_was_slipped_in_opens_nothing,
    an_answer_of_another_service_is_refused,
    whoever_breaks_off_is_told_so_and_nothing_is_counted,
    nobody_is_sent_to_another_site_nor_signed_in_by_one,
    whoever_tries_too_often_waits
);

pub(super) async fn refused(app: &TestApp, provider: &LocalProvider, what: &str) {
    let mut browser = Browser::new(app.visitor());
    let before = app.newest(1)[0].seq;
    let reply = through(&mut browser, provider).await;
    assert_eq!(reply.status, 403, "{what}: {}", reply.text());
    assert_eq!(browser.cookies.len(), 0, "{what}");
    let text = reply.text();
    assert!(text.contains("does not prove"), "{what}: {text}");
    for detail in ["nonce", "audience", "signature", "issuer", "JWT", "code-"] {
        assert!(!text.contains(detail), "{what} tells of the {detail}");
    }
    let entry = &app.newest(1)[0];
    assert_eq!(entry.seq, before + 1, "{what}");
    assert_eq!(
        (entry.action.as_str(), entry.outcome),
        (actions::SIGN_IN, Outcome::Refused)
    );
}

async fn a_token_that_proves_nothing_opens_nothing(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    type Change = fn(&mut Value);
    fn without(claims: &mut Value, name: &str) {
        claims.as_object_mut().unwrap().remove(name);
    }
    fn moved(claims: &mut Value, name: &str, by: i64) {
        claims[name] = json!(claims["iat"].as_i64().unwrap() + by);
    }
    let changes: [(&str, Change); 24] = [
        ("another nonce", |claims| claims["nonce"] = json!("x")),
        ("no nonce", |claims| without(claims, "nonce")),
        ("an empty nonce", |claims| claims["nonce"] = json!("")),
        ("another client", |claims| claims["aud"] = json!("another")),
        ("other clients", |claims| {
            claims["aud"] = json!(["another", "one more"])
        }),
        ("no client", |claims| claims["aud"] = json!([])),
        ("no audience", |claims| without(claims, "aud")),
        ("several clients and nobody who asked", |claims| {
            claims["aud"] = json!([claims["aud"].clone(), "another"]);
        }),
        ("several clients and another who asked", |claims| {
            claims["aud"] = json!([claims["aud"].clone(), "another"]);
            claims["azp"] = json!("another");
        }),
        ("another who asked", |claims| claims["azp"] = json!("another")),
        ("another issuer", |claims| {
            claims["iss"] = json!("https://evil.example")
        }),
        ("the issuer with a stroke", |claims| {
            claims["iss"] = json!(format!("{}/", claims["iss"].as_str().unwrap()));
        }),
        ("no issuer", |claims| without(claims, "iss")),
        ("ended", |claims| moved(claims, "exp", -61)),
        ("without an end", |claims| without(claims, "exp")),
        ("an end that is no number", |claims| {
            claims["exp"] = json!("tomorrow")
        }),
        ("of the future", |claims| moved(claims, "iat", 61)),
        ("older than the sign-in", |claims| moved(claims, "iat", -61)),
        ("without a time", |claims| without(claims, "iat")),
        ("not yet", |claims| moved(claims, "nbf", 61)),
        ("nobody", |claims| without(claims, "sub")),
        ("an empty subject", |claims| claims["sub"] = json!("")),
        ("a long subject", |claims| claims["sub"] = json!("x".repeat(256))),
        ("a subject with a NUL", |claims| claims["sub"] = json!("a\0b")),
    ];
    for (what, change) in changes {
        provider.alter(change);
        refused(&app, &provider, what).await;
    }
    // What is unusual and right.
    let changes: [(&str, Change); 4] = [
        ("several clients, of whom this one asked", |claims| {
            claims["aud"] = json!(["another", claims["aud"].clone()]);
            claims["azp"] = claims["aud"][1].clone();
        }),
        ("a clock that is slow", |claims| {
            moved(claims, "exp", -59);
            moved(claims, "iat", -59);
        }),
        ("a clock that is fast", |claims| moved(claims, "iat", 59)),
        ("parts of seconds", |claims| {
            claims["exp"] = json!(claims["exp"].as_f64().unwrap() + 0.5)
        }),
    ];
    for (what, change) in changes {
        provider.alter(change);
        let reply = through(&mut Browser::new(app.visitor()), &provider).await;
        assert_eq!(reply.status, 200, "{what}: {}", reply.text());
    }
}

async fn a_token_signed_by_anything_else_opens_nothing(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    for signature in [
        Signature::Foreign,
        Signature::None,
        Signature::ClientSecret,
        Signature::PublicKey,
        Signature::Unpublished,
    ] {
        provider.face().signature = signature;
        refused(&app, &provider, &format!("{signature:?}")).await;
    }
    provider.face().signature = Signature::Own;
    let mut browser = Browser::new(app.visitor());
    assert_eq!(through(&mut browser, &provider).await.status, 200);
}

async fn an_answer_holds_once_in_its_own_browser_and_for_ten_minutes(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    let mut victim = Browser::new(app.visitor());
    let mut attacker = Browser::new(app.visitor());
    // The attacker's own answer, in the browser of the victim, who would then work in the attacker's account.
    let (own, theirs) = (victim.go_to_service().await, attacker.go_to_service().await);
    let slipped_in = provider.sign_in(&theirs);
    let reply = victim.come_back(&slipped_in).await;
    assert_eq!(reply.status, 410, "{}", reply.text());
    assert!(reply.text().contains("no longer holds"));
    assert!(
        victim.cookies.contains_key("blis_via"),
        "the own sign-in is not spoilt"
    );
    assert_eq!(
        attacker.come_back(&slipped_in).await.status,
        410,
        "an answer that was shown once is used up, right or not"
    );
    // The other way round: the victim's answer in the browser of the attacker.
    let stolen = provider.sign_in(&own);
    assert_eq!(attacker.come_back(&stolen).await.status, 410);
    assert_eq!(victim.email().await, None);

    let back = provider.sign_in(&victim.go_to_service().await);
    assert_eq!(victim.come_back(&back).await.status, 200);
    assert_eq!(victim.email().await.as_deref(), Some("anna@test.lv"));
    assert_eq!(victim.come_back(&back).await.status, 410, "shown again");

    for wrong in [
        "/sign-in/with/eid/callback",
        "/sign-in/with/eid/callback?state=x&code=y",
        "/sign-in/with/eid/callback?state=x&state=y&code=z",
        "/sign-in/with/eid/callback?state=%00&code=z",
        "/sign-in/with/eid/callback?state=&code=",
    ] {
        let mut browser = Browser::new(app.visitor());
        browser.go_to_service().await;
        assert_eq!(browser.come_back(wrong).await.status, 410, "{wrong}");
    }

    let mut late = Browser::new(app.visitor());
    let back = provider.sign_in(&late.go_to_service().await);
    app.later(Duration::minutes(10));
    provider.face().now += Duration::minutes(10);
    assert_eq!(late.come_back(&back).await.status, 410);
    assert_eq!(through(&mut late, &provider).await.status, 200);
}

async fn a_code_that_was_slipped_in_opens_nothing(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    let (mut victim, mut attacker) = (Browser::new(app.visitor()), Browser::new(app.visitor()));
    let code = |path: &str| {
        let (_, query) = path.split_once('?').unwrap();
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(name, _)| name == "code").unwrap().1.into_owned()
    };
    let stolen = provider.sign_in(&victim.go_to_service().await);
    let own = provider.sign_in(&attacker.go_to_service().await);
    // The attacker shows the stolen code with a state of their own: the proof of the code is in the victim's browser's
    // sign-in alone.
    let mixed = own.replace(&code(&own), &code(&stolen));
    assert_ne!(mixed, own);
    let reply = attacker.come_back(&mixed).await;
    assert_eq!(reply.status, 403, "{}", reply.text());
    assert_eq!(attacker.email().await, None);
    let entry = &app.newest(1)[0];
    assert_eq!(entry.after["because"], "code_refused");
    // The code is spent, so the victim begins again.
    assert_eq!(victim.come_back(&stolen).await.status, 403);
    assert_eq!(through(&mut victim, &provider).await.status, 200);

    let address = attacker.go_to_service().await;
    let own = provider.sign_in(&address);
    let without = own.replace(&format!("code={}", code(&own)), "nothing=1");
    assert_eq!(attacker.come_back(&without).await.status, 403);
}

async fn an_answer_of_another_service_is_refused(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    let mut browser = Browser::new(app.visitor());
    let written = url::form_urlencoded::byte_serialize(provider.base.as_bytes()).collect::<String>();
    let named = format!("iss={written}");
    for other in ["iss=https%3A%2F%2Fevil.example", "nothing=1", "iss="] {
        let back = provider.sign_in(&browser.go_to_service().await);
        assert!(back.contains(&named), "{back}");
        let reply = browser.come_back(&back.replace(&named, other)).await;
        assert_eq!(reply.status, 403, "{other}: {}", reply.text());
        let entry = &app.newest(1)[0];
        assert_eq!(entry.after["because"], "answer_of_another_service");
    }
    assert_eq!(provider.face().asked.get("token"), None, "no code was given away");
}

async fn whoever_breaks_off_is_told_so_and_nothing_is_counted(app: TestApp, provider: LocalProvider) {
    let mut browser = app.signed_in_as(Role::Member).await;
    let before = app.newest(1)[0].seq;
    let back = provider.refuse(&browser.go_to_service().await, "access_denied");
    let reply = browser.come_back(&back).await;
    assert_eq!(reply.status, 403);
    assert!(reply.text().contains("broken off") && reply.text().contains("/sign-in?lang=en"));
    assert_eq!(app.newest(1)[0].seq, before);
    assert_eq!(browser.come_back(&back).await.status, 410, "it holds once");
    let back = provider.refuse(&browser.go_to_link().await, "access_denied");
    let reply = browser.come_back(&back).await;
    assert!(reply.text().contains("/account?lang=en"), "{}", reply.text());
    assert_eq!(
        browser.email().await.as_deref(),
        Some("member@test.lv"),
        "the session stays"
    );
    // What the service says is not repeated.
    let back = provider.refuse(&browser.go_to_service().await, "<script>alert(1)</script>");
    let reply = browser.come_back(&back).await;
    assert_eq!(reply.status, 503);
    assert!(!reply.text().contains("alert(1)"), "{}", reply.text());
}

async fn nobody_is_sent_to_another_site_nor_signed_in_by_one(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    for evil in [
        "//evil.example",
        "https://evil.example",
        "/%5Cevil.example",
        "/%0a/evil.example",
    ] {
        let mut browser = Browser::new(app.visitor());
        let reply = browser
            .get(&format!("/sign-in/with/eid?lang=en&return_to={evil}"))
            .await;
        let back = provider.sign_in(reply.header("location"));
        let reply = browser.come_back(&back).await;
        assert_eq!(reply.header("refresh"), "0; url=/account?lang=en", "{evil}");
    }
    let browser = Browser::new(app.visitor());
    for site in ["cross-site", "same-site"] {
        let request = browser
            .bare(reqwest::Method::GET, "/sign-in/with/eid?lang=en")
            .header("sec-fetch-site", site);
        let reply = crate::support::Reply::to(request).await;
        assert_eq!(
            (reply.status, reply.header("location")),
            (303, "/sign-in?lang=en"),
            "{site}"
        );
        assert_eq!(reply.headers.get_all("set-cookie").iter().count(), 0, "{site}");
    }
}

async fn whoever_tries_too_often_waits(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    let mut browser = Browser::new(app.visitor());
    let mut statuses = Vec::new();
    for _ in 0..31 {
        let back = provider.sign_in(&browser.go_to_service().await);
        let reply = browser.come_back(&back.replace("code=", "code=x")).await;
        statuses.push(reply.status);
    }
    assert_eq!((statuses[29], statuses[30]), (403, 429), "{statuses:?}");
    let reply = browser.get("/sign-in/with/eid").await;
    assert_eq!(reply.status, 429, "{}", reply.text());
    let before = app.newest(1)[0].seq;
    app.later(Duration::seconds(60));
    provider.face().now += Duration::seconds(60);
    assert_eq!(through(&mut browser, &provider).await.status, 200);
    assert!(app.newest(1)[0].seq > before);
}
