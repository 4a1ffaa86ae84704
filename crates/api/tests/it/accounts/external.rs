//! Signing in through another service: who gets in.

mod hostile;
mod linking;
mod services;

use crate::support::{Browser, LocalProvider, PASSWORD, Reply, TestApp};
use blis_domain::audit::{Outcome, actions};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Role, Sight};
use blis_domain::text::Language;
use blis_store::{AuditContext, AuditFilter, NewPerson};
use blis_testing::Kind;
use reqwest::Method;
use serde_json::{Value, json};
use std::future::Future;

/// Runs the named tests on each database, each with a service of its own.
macro_rules! with_provider {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $test() { crate::accounts::external::run(blis_testing::Kind::Sqlite, super::$test); })*
        }
        mod postgres {
            $(#[test] fn $test() { crate::accounts::external::run(blis_testing::Kind::Postgres, super::$test); })*
        }
    };
}
use with_provider;

with_provider!(
    who_was_invited_gets_in_by_the_verified_address_and_stays_themselves,
    an_address_that_only_userinfo_tells_is_as_good,
    nobody_gets_in_whom_nobody_invited,
    sign_ins_through_a_service_are_counted_with_the_others,
    whom_a_service_let_in_shows_a_code_before_anything_grave,
    the_page_for_signing_in_names_the_services_and_the_api_lists_them
);

pub(super) fn run<F: Future<Output = ()>>(database: Kind, test: impl FnOnce(TestApp, LocalProvider) -> F) {
    run_with(database, None, test);
}

/// The same with less patience for the service.
pub(super) fn run_with<F: Future<Output = ()>>(
    database: Kind,
    patience: Option<std::time::Duration>,
    test: impl FnOnce(TestApp, LocalProvider) -> F,
) {
    actix_web::rt::System::new().block_on(async {
        let provider = LocalProvider::start().await;
        let login = match patience {
            Some(patience) => provider.login_with(patience),
            None => provider.login(),
        };
        if let Some((app, running)) =
            TestApp::start_changed(database, |options| options.providers = vec![login]).await
        {
            test(app, provider.clone()).await;
            running.stop().await;
        }
        provider.stop().await;
    });
}

/// What the tests read of an entry of the audit log.
pub(super) struct Entry {
    pub(super) seq: u64,
    pub(super) action: String,
    pub(super) outcome: Outcome,
    pub(super) address: Option<String>,
    pub(super) before: Value,
    pub(super) after: Value,
}

impl TestApp {
    /// Adds a person who was invited and has no password.
    pub(super) fn invited(&self, email: &str, demonstration: bool) {
        let new = NewPerson {
            email: email.parse().unwrap(),
            name: None,
            language: Language::Lv,
            password_hash: None,
            demonstration,
            grants: vec![],
            added_by: "test".to_owned(),
        };
        self.store
            .add_person(&new, &AuditContext::command("test"))
            .expect("a person");
    }

    /// The newest entries of the audit log, newest first.
    pub(super) fn newest(&self, count: u32) -> Vec<Entry> {
        let filter = AuditFilter {
            limit: count,
            ..AuditFilter::seen_with(Sight::Everything)
        };
        let found = self.store.audit(&filter).expect("the log").items.into_iter();
        let read =
            |text: Option<String>| text.map_or(Value::Null, |text| serde_json::from_str(&text).unwrap());
        found
            .map(|record| {
                let detail = record.detail.expect("nobody was erased");
                Entry {
                    seq: record.entry.seq,
                    action: record.entry.action,
                    outcome: record.entry.outcome,
                    address: detail.address,
                    before: read(detail.before),
                    after: read(detail.after),
                }
            })
            .collect()
    }
}

impl Browser {
    /// Goes to the service, and gives where that is.
    pub(super) async fn go_to_service(&mut self) -> String {
        let reply = self.get("/sign-in/with/eid?lang=en").await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert!(self.cookies.contains_key("blis_via"));
        reply.header("location").to_owned()
    }

    /// Comes back from the service: from another site, so no cookie of a session goes along.
    pub(super) async fn come_back(&mut self, path: &str) -> Reply {
        let mut stranger = self.clone();
        stranger.cookies.retain(|name, _| name == "blis_via");
        let request = stranger
            .bare(Method::GET, path)
            .header("sec-fetch-site", "cross-site")
            .header("sec-fetch-mode", "navigate");
        let reply = Reply::to(request).await;
        self.keep(&reply);
        reply
    }

    /// Goes to the service to link an identity there.
    pub(super) async fn go_to_link(&mut self) -> String {
        let csrf = self.csrf.clone();
        let reply = self
            .submit(
                "/account/identities?lang=en",
                &[("csrf", &csrf), ("provider", "eid")],
            )
            .await;
        assert_eq!(
            reply.status,
            200,
            "a form must not redirect to another site: {}",
            reply.text()
        );
        let refresh = reply.header("refresh").to_owned();
        refresh.strip_prefix("0; url=").expect("an address").to_owned()
    }

    /// Whether somebody is signed in, and who.
    pub(super) async fn email(&mut self) -> Option<String> {
        let me = self.get("/api/v1/me").await.json();
        me["person"]["email"].as_str().map(str::to_owned)
    }
}

pub(super) async fn through(browser: &mut Browser, provider: &LocalProvider) -> Reply {
    let address = browser.go_to_service().await;
    let back = provider.sign_in(&address);
    browser.come_back(&back).await
}

async fn who_was_invited_gets_in_by_the_verified_address_and_stays_themselves(
    app: TestApp,
    provider: LocalProvider,
) {
    app.invited("Anna@test.lv", false);
    let mut anna = Browser::new(app.visitor());
    let reply = anna
        .get("/sign-in/with/eid?lang=lv&return_to=/areas/0840200")
        .await;
    let back = provider.sign_in(reply.header("location"));
    let reply = anna.come_back(&back).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(
        reply.header("refresh"),
        "0; url=/areas/0840200?lang=lv",
        "a redirect would not carry the cookies"
    );
    assert_eq!(reply.header("content-language"), "lv");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("referrer-policy"), "no-referrer");
    assert!(!anna.cookies.contains_key("blis_via"), "it is taken back");
    let me = anna.get("/api/v1/me").await.json();
    assert_eq!(me["person"]["email"], "Anna@test.lv");
    assert_eq!(me["person"]["name"], "Anna Liepa");
    let sessions = anna.get("/api/v1/me/sessions").await.json();
    assert_eq!(sessions["items"][0]["way"], "external");
    let log = app.newest(2);
    assert_eq!(
        (log[0].action.as_str(), log[1].action.as_str()),
        ("sign_in", "link_identity")
    );
    assert_eq!(log[1].after["became_active"], true);
    assert_eq!(log[0].after["way"], "external");
    assert_eq!(log[0].after["second_factor"], false);
    assert!(
        log.iter()
            .all(|entry| entry.outcome == Outcome::Done && entry.address.is_some())
    );

    // From now on the service decides who it is, not the address.
    provider.face().email = json!("somebody-else@test.lv");
    let mut again = Browser::new(app.visitor());
    assert_eq!(through(&mut again, &provider).await.status, 200);
    assert_eq!(again.email().await.as_deref(), Some("Anna@test.lv"));
}

async fn an_address_that_only_userinfo_tells_is_as_good(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    provider.face().address_in_token = false;
    provider.face().email_verified = json!(false);
    let mut anna = Browser::new(app.visitor());
    assert_eq!(through(&mut anna, &provider).await.status, 403);
    provider.face().email_verified = json!(true);
    provider.face().about = Some(std::sync::Arc::new(|told| told["sub"] = json!("somebody else")));
    let reply = through(&mut anna, &provider).await;
    assert_eq!(
        reply.status, 403,
        "what is told of another person is not believed"
    );
    provider.face().about = None;
    assert_eq!(through(&mut anna, &provider).await.status, 200);
    let asked = provider.face().asked["about"];
    assert_eq!(through(&mut anna, &provider).await.status, 200);
    assert_eq!(
        provider.face().asked["about"],
        asked,
        "of whom it knows BLIS asks no more than who it is"
    );
}

async fn sign_ins_through_a_service_are_counted_with_the_others(app: TestApp, provider: LocalProvider) {
    app.invited("anna@test.lv", false);
    provider.face().email = json!("anna@test.lv");
    let entered = through(&mut Browser::new(app.visitor()), &provider).await;
    assert_eq!(entered.status, 200, "{}", entered.text());
    app.person("janis@test.lv", vec![]);
    let mut janis = app.sign_in("janis@test.lv", PASSWORD).await;
    provider.face().subject = "another".to_owned();
    let refused = through(&mut Browser::new(app.visitor()), &provider).await;
    assert_eq!(refused.status, 403, "{}", refused.text());
    let address = janis.go_to_link().await;
    let back = provider.sign_in(&address);
    assert_eq!(janis.come_back(&back).await.status, 200);
    let unknown = app.visitor().get_root("/sign-in/with/nobody").await;
    assert_eq!(unknown.status, 404);
    let metrics = app.visitor().get_root("/metrics").await.text();
    for line in [
        r#"blis_sign_ins_total{outcome="done"} 2"#,
        r#"blis_sign_ins_total{outcome="wrong"} 1"#,
    ] {
        assert!(
            metrics.lines().any(|one| one == line),
            "linking is no sign-in, nor is an address of no service: {line} in\n{metrics}"
        );
    }
    assert!(
        !metrics.contains(r#"blis_sign_ins_total{outcome="failed"} 1"#),
        "{metrics}"
    );
}

async fn nobody_gets_in_whom_nobody_invited(app: TestApp, provider: LocalProvider) {
    app.person("active@test.lv", vec![]);
    app.invited("demo@test.lv", true);
    app.invited("invited@test.lv", false);
    let mut told = Vec::new();
    for (email, verified) in [
        (json!("unknown@test.lv"), json!(true)),
        // An account that is open is linked from within, or who runs a service could open it.
        (json!("active@test.lv"), json!(true)),
        (json!("demo@test.lv"), json!(true)),
        (json!("invited@test.lv"), json!(false)),
        (json!("invited@test.lv"), json!(null)),
        (json!(null), json!(true)),
        (json!("not an address"), json!(true)),
    ] {
        provider.face().email = email.clone();
        provider.face().email_verified = verified;
        if provider.face().email_verified.is_null() {
            provider.alter(|claims| {
                claims.as_object_mut().unwrap().remove("email_verified");
            });
        } else {
            provider.face().claims = None;
        }
        let mut browser = Browser::new(app.visitor());
        let reply = through(&mut browser, &provider).await;
        assert_eq!(reply.status, 403, "{email}: {}", reply.text());
        assert_eq!(browser.cookies.len(), 0, "{email}");
        told.push(reply.text());
        let entry = &app.newest(1)[0];
        assert_eq!(
            (entry.action.as_str(), entry.outcome),
            (actions::SIGN_IN, Outcome::Refused)
        );
        let after = &entry.after;
        assert_eq!(after["because"], "nobody_here");
        assert!(!after.to_string().contains("test.lv"), "{after}");
    }
    told.dedup();
    assert_eq!(told.len(), 1, "the answer does not tell who has an account");
    let account = app
        .store
        .account(&"invited@test.lv".parse().unwrap())
        .unwrap()
        .unwrap();
    assert_eq!(account.state.code(), "invited");
}

async fn whom_a_service_let_in_shows_a_code_before_anything_grave(app: TestApp, provider: LocalProvider) {
    let (mut anna, authenticator) = app.guarded_as(Role::Member).await;
    let address = anna.go_to_link().await;
    let back = provider.sign_in(&address);
    assert_eq!(anna.come_back(&back).await.status, 200);
    // Whoever has only the identity, as another who took it over would.
    let mut other = Browser::new(app.visitor());
    assert_eq!(through(&mut other, &provider).await.status, 200);
    let account = other.get("/account?lang=en").await;
    other.csrf = other.csrf_of_page(&account);
    for (method, path, body) in [
        (Method::POST, "/api/v1/me/second-factor", None),
        (
            Method::PUT,
            "/api/v1/me/second-factor",
            Some(json!({"code": "123456"})),
        ),
        (Method::DELETE, "/api/v1/me/second-factor", None),
        (Method::POST, "/api/v1/me/recovery-codes", None),
    ] {
        let reply = other.send(method, path, body.as_ref()).await;
        reply.problem(ProblemCode::SignInAgain);
    }
    let csrf = other.csrf.clone();
    for path in [
        "/account/codes",
        "/account/codes/recovery",
        "/account/codes/remove",
    ] {
        let reply = other.submit(path, &[("csrf", &csrf)]).await;
        let to_code = (reply.status, reply.text().contains(r#"action="/account/confirm"#));
        assert_eq!(to_code, (403, true), "{path} walks around the second factor");
    }
    let code = json!({"code": authenticator.next_code(&app)});
    let confirmed = other
        .send(Method::POST, "/api/v1/auth/session/confirmation", Some(&code))
        .await;
    assert_eq!(confirmed.status, 200, "{}", confirmed.text());
    let made = other.send(Method::POST, "/api/v1/me/recovery-codes", None).await;
    assert_eq!(made.status, 201, "{}", made.text());
}

async fn the_page_for_signing_in_names_the_services_and_the_api_lists_them(
    app: TestApp,
    provider: LocalProvider,
) {
    let mut browser = Browser::new(app.visitor());
    let page = browser
        .get("/sign-in?lang=en&return_to=/areas/0840200?peers=all")
        .await
        .text();
    assert!(
        page.contains("Or sign in with") && page.contains("Tests &amp; Co &lt;en&gt;"),
        "{page}"
    );
    assert!(
        page.contains("/sign-in/with/eid?lang=en&amp;return_to=%2Fareas%2F0840200%3Fpeers%3Dall"),
        "{page}"
    );
    let page = browser.get("/sign-in?lang=lv").await.text();
    assert!(
        page.contains("Vai pierakstieties ar") && page.contains("&lt;lv&gt;"),
        "{page}"
    );
    let list = app.visitor().get("/auth/providers").await.json();
    assert_eq!(
        list["items"],
        json!([{
            "id": "eid",
            "name": {"lv": "Tests & Co <lv>", "en": "Tests & Co <en>"},
            "start": "/sign-in/with/eid",
        }])
    );
    assert!(!list.to_string().contains(&provider.base));
    let none = browser.get("/sign-in/with/nobody").await;
    assert_eq!(none.status, 404);
    assert_eq!(
        browser.get("/sign-in/with/nobody/callback?state=x").await.status,
        404
    );
}
