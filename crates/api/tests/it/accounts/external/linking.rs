//! Linking an identity at another service with an account, and taking it away.

use super::{through, with_provider};
use crate::support::{Browser, LocalProvider, PASSWORD, TestApp};
use blis_domain::audit::{Outcome, actions};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use reqwest::Method;
use time::Duration;

with_provider!(
    an_active_person_links_an_identity_and_unlinks_it,
    the_only_way_in_is_not_taken_away,
    an_identity_is_one_persons_and_a_person_has_one_of_a_service,
    linking_ends_in_the_session_it_was_begun_in,
    whoever_has_nothing_to_show_is_told_that_nothing_was_sent
);

async fn an_active_person_links_an_identity_and_unlinks_it(app: TestApp, provider: LocalProvider) {
    let mut anna = app.signed_in_as(Role::Member).await;
    let account = anna.get("/account?lang=en").await.text();
    assert!(account.contains("Link: Tests &amp; Co &lt;en&gt;"), "{account}");
    // Another address at the service is no matter.
    let address = anna.go_to_link().await;
    let back = provider.sign_in(&address);
    let reply = anna.come_back(&back).await;
    assert_eq!(
        (reply.status, reply.header("refresh")),
        (200, "0; url=/account?lang=en")
    );
    let entry = &app.newest(1)[0];
    assert_eq!(entry.action, actions::LINK_IDENTITY);
    assert_eq!(entry.after["became_active"], false);
    let identities = anna.get("/api/v1/me/identities").await.json();
    assert_eq!(identities["total"], 1);
    assert_eq!(identities["items"][0]["provider"], "eid");
    assert_eq!(identities["items"][0]["issuer"], provider.base);

    let mut elsewhere = Browser::new(app.visitor());
    assert_eq!(through(&mut elsewhere, &provider).await.status, 200);
    assert_eq!(elsewhere.email().await.as_deref(), Some("member@test.lv"));

    let account = anna.get("/account?lang=en").await.text();
    assert!(
        account.contains("Unlink") && !account.contains("Link: Tests"),
        "{account}"
    );
    let id = identities["items"][0]["id"].as_str().unwrap().to_owned();
    let csrf = anna.csrf.clone();
    let fields = [("csrf", csrf.as_str()), ("id", id.as_str())];
    let reply = anna.submit("/account/identities/unlink?lang=en", &fields).await;
    assert_eq!(
        (reply.status, reply.header("location")),
        (303, "/account?lang=en&done=identities#identities")
    );
    assert_eq!(anna.email().await.as_deref(), Some("member@test.lv"));
    assert_eq!(elsewhere.email().await, None, "who used the identity is out");
    assert_eq!(through(&mut elsewhere, &provider).await.status, 403);
    let unlinked = app.newest(2).pop().unwrap();
    assert_eq!(unlinked.action, actions::UNLINK_IDENTITY);
    assert_eq!(unlinked.before["subject"], "subject-1");
    assert_eq!(unlinked.after["sessions_ended"], 1);
    let gone = anna
        .send(Method::DELETE, &format!("/api/v1/me/identities/{id}"), None)
        .await;
    gone.problem(ProblemCode::NotFound);
}

async fn the_only_way_in_is_not_taken_away(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    let mut anna = Browser::new(app.visitor());
    assert_eq!(through(&mut anna, &provider).await.status, 200);
    let me = anna.get("/api/v1/me").await.json();
    anna.csrf = me["csrf_token"].as_str().unwrap().to_owned();
    let identities = anna.get("/api/v1/me/identities").await.json();
    let id = identities["items"][0]["id"].as_str().unwrap().to_owned();
    let refused = anna
        .send(Method::DELETE, &format!("/api/v1/me/identities/{id}"), None)
        .await;
    refused.problem(ProblemCode::Conflict);
    let csrf = anna.csrf.clone();
    let fields = [("csrf", csrf.as_str()), ("id", id.as_str())];
    let page = anna.submit("/account/identities/unlink?lang=en", &fields).await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("the only way"), "{}", page.text());
    assert_eq!(anna.get("/api/v1/me/identities").await.json()["total"], 1);

    let mut other = app.signed_in_as(Role::SignedIn).await;
    let of_another = other
        .send(Method::DELETE, &format!("/api/v1/me/identities/{id}"), None)
        .await;
    of_another.problem(ProblemCode::NotFound);
    assert_eq!(anna.get("/api/v1/me/identities").await.json()["total"], 1);
}

async fn an_identity_is_one_persons_and_a_person_has_one_of_a_service(app: TestApp, provider: LocalProvider) {
    let mut anna = app.signed_in_as(Role::Member).await;
    let mut janis = app.signed_in_as(Role::Councillor).await;
    let back = provider.sign_in(&anna.go_to_link().await);
    assert_eq!(anna.come_back(&back).await.status, 200);
    let back = provider.sign_in(&janis.go_to_link().await);
    let reply = janis.come_back(&back).await;
    assert_eq!(reply.status, 409);
    assert!(reply.text().contains("another account"), "{}", reply.text());
    let entry = &app.newest(1)[0];
    assert_eq!(
        (entry.action.as_str(), entry.outcome),
        (actions::LINK_IDENTITY, Outcome::Refused)
    );
    assert_eq!(janis.get("/api/v1/me/identities").await.json()["total"], 0);

    provider.face().subject = "subject-2".to_owned();
    let back = provider.sign_in(&anna.go_to_link().await);
    let reply = anna.come_back(&back).await;
    assert_eq!(reply.status, 409, "{}", reply.text());
    assert_eq!(anna.get("/api/v1/me/identities").await.json()["total"], 1);
    let back = provider.sign_in(&janis.go_to_link().await);
    assert_eq!(janis.come_back(&back).await.status, 200);
    // The same once more is no harm.
    let back = provider.sign_in(&janis.go_to_link().await);
    assert_eq!(janis.come_back(&back).await.status, 200);
    assert_eq!(janis.get("/api/v1/me/identities").await.json()["total"], 1);
}

async fn linking_ends_in_the_session_it_was_begun_in(app: TestApp, provider: LocalProvider) {
    let mut anna = app.signed_in_as(Role::Member).await;
    let back = provider.sign_in(&anna.go_to_link().await);
    let reply = anna.send(Method::DELETE, "/api/v1/auth/session", None).await;
    assert_eq!(reply.status, 204);
    let reply = anna.come_back(&back).await;
    assert_eq!(reply.status, 403, "{}", reply.text());
    let mut again = app.sign_in("member@test.lv", PASSWORD).await;
    assert_eq!(again.get("/api/v1/me/identities").await.json()["total"], 0);
    // A form without the token of the session begins nothing.
    for csrf in ["", "x"] {
        let fields = [("csrf", csrf), ("provider", "eid")];
        let reply = again.submit("/account/identities", &fields).await;
        assert_eq!(reply.status, 403);
        assert!(!again.cookies.contains_key("blis_via"));
    }
    let address = again.go_to_link().await;
    app.later(Duration::minutes(9));
    let back = provider.sign_in(&address);
    provider.face().now += Duration::minutes(9);
    assert_eq!(again.come_back(&back).await.status, 200);
}

async fn whoever_has_nothing_to_show_is_told_that_nothing_was_sent(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    let mut anna = Browser::new(app.visitor());
    assert_eq!(through(&mut anna, &provider).await.status, 200);
    let me = anna.get("/api/v1/me").await.json();
    let csrf = me["csrf_token"].as_str().unwrap().to_owned();
    app.later(Duration::minutes(20));
    for (language, unsent) in [("en", "was not sent and is not kept"), ("lv", "nav nosūtīts")] {
        let page = anna
            .submit(&format!("/account/codes?lang={language}"), &[("csrf", &csrf)])
            .await;
        let text = page.text();
        assert_eq!(page.status, 403, "{text}");
        assert!(
            text.contains(unsent),
            "nothing can be shown, what was typed is lost, and the page says so: {text}"
        );
        assert!(!text.contains("name=\"kept\""), "{text}");
        let account = format!("a class=\"button\" href=\"/account?lang={language}\"");
        assert!(text.contains(&account), "the way to signing out: {text}");
        let asked = anna.get(&format!("/account/confirm?lang={language}")).await;
        assert_eq!(asked.status, 200);
        assert!(
            !asked.text().contains(unsent),
            "nothing was typed: {}",
            asked.text()
        );
    }
}
