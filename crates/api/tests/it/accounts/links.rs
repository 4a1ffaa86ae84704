//! What one-time links open, by the API: a new password, an invitation, the first administrator.

use crate::support::{Browser, PASSWORD, SALDUS, TestApp};
use blis_api::{first_admin_link, secret_hash};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Grant, Role, Sight, Within};
use blis_domain::text::Language;
use blis_store::{AuditContext, AuditFilter, Clock, NewLetter, NewLink, NewPerson};
use blis_testing::wait_until;
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

on_both!(
    asking_for_a_new_password_tells_nothing_of_who_is_there,
    a_forgotten_password_is_replaced_once_and_every_session_ends,
    a_link_for_a_new_password_lifts_the_wait_of_who_guessed,
    nobody_is_flooded_with_letters,
    an_invitation_is_accepted_with_name_language_and_password,
    the_first_administrator_makes_the_account_by_the_printed_link,
    a_link_in_a_log_or_metric_would_be_a_way_in,
    letters_of_a_demonstration_are_read_by_its_administrator,
);

const RESET: &str = "/api/v1/auth/password-reset";

/// A password nobody would try first, and another than [`PASSWORD`].
const OTHER: &str = "migla pār ezeru vakarā";

/// The letters that lie in the outbox, when there are so many.
pub(super) fn letters(app: &TestApp, many: usize) -> Vec<String> {
    wait_until("the letters are written", || {
        app.store.lying_letters(50).expect("the letters").len() >= many
    });
    let lying = app.store.lying_letters(50).expect("the letters");
    lying.into_iter().map(|letter| letter.body).collect()
}

/// The link in a letter, without the address of the site and the choice of a language.
pub(super) fn link_in<'a>(app: &TestApp, letter: &'a str) -> &'a str {
    let line = letter
        .lines()
        .find(|line| line.starts_with(&app.base) && line.len() > app.base.len());
    let link = &line.expect("a link")[app.base.len()..];
    let (path, language) = link.split_once('?').expect("a link speaks a language");
    assert!(
        ["lang=lv", "lang=en"].contains(&language),
        "{link}: whoever reads a letter reads its page in the same language"
    );
    path
}

fn token(path: &str) -> &str {
    path.rsplit('/').next().expect("a token")
}

/// Asks for a letter and gives the path of its link.
pub(super) async fn asked(app: &TestApp, email: &str) -> String {
    let mut nobody = Browser::new(app.visitor());
    let reply = nobody
        .send(Method::POST, RESET, Some(&json!({ "email": email })))
        .await;
    assert_eq!(reply.status, 202, "{}", reply.text());
    let letters = letters(app, 1);
    link_in(app, &letters[0]).to_owned()
}

/// Invites a person, as an administrator would, with the secret `token`.
pub(super) fn invite(app: &TestApp, email: &str, token: &str) {
    let new = NewPerson {
        email: email.parse().expect("an address"),
        name: None,
        language: Language::En,
        password_hash: None,
        demonstration: false,
        grants: vec![Grant::new(
            Role::Member,
            Within::Municipality(SALDUS.parse().expect("a code")),
        )],
        added_by: "test".to_owned(),
    };
    let link = NewLink {
        hash: secret_hash(token),
        expires_at: app.now() + Duration::days(14),
    };
    let letter = NewLetter {
        subject: "Invitation".to_owned(),
        body: "…".to_owned(),
    };
    app.store
        .invite_person(&new, &link, &letter, &AuditContext::command("test"))
        .expect("an invitation");
}

/// The link of the first administrator, as the server prints it.
pub(super) fn printed(app: &TestApp) -> Option<String> {
    let now = app.now();
    let link = first_admin_link(&app.store, &Clock::new(move || now), &app.base).expect("a link or none");
    link.map(|address| address[app.base.len()..].to_owned())
}

async fn put(app: &TestApp, what: &str, body: &Value) -> crate::support::Reply {
    let path = format!("/api/v1/auth/{what}");
    Browser::new(app.visitor())
        .send(Method::PUT, &path, Some(body))
        .await
}

async fn asking_for_a_new_password_tells_nothing_of_who_is_there(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    invite(&app, "invited@test.lv", "x");
    let mut told = Vec::new();
    let asked = ["nobody@test.lv", "invited@test.lv", "anna@test.lv"];
    for email in asked {
        let mut nobody = Browser::new(app.visitor());
        let reply = nobody
            .send(Method::POST, RESET, Some(&json!({ "email": email })))
            .await;
        let mut names: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
        names.sort();
        told.push((reply.status, reply.body, names));
    }
    assert_eq!(told[0].0, 202);
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    let entries = || {
        let filter = AuditFilter {
            action: Some("ask_password_reset".to_owned()),
            ..AuditFilter::seen_with(Sight::Everything)
        };
        app.store.audit(&filter).expect("the log").items
    };
    wait_until("each of them was looked at", || entries().len() == asked.len());
    let recipients = app.store.lying_letters(50).expect("the letters");
    let mut recipients: Vec<&str> = recipients
        .iter()
        .map(|letter| letter.recipient.as_str())
        .collect();
    recipients.sort_unstable();
    assert_eq!(
        recipients,
        ["anna@test.lv", "invited@test.lv"],
        "the second is the invitation"
    );
    for record in entries() {
        let shown = format!("{:?}", record.entry);
        assert!(
            !shown.contains("test.lv"),
            "the log names people by their ids: {shown}"
        );
    }
    let mut nobody = Browser::new(app.visitor());
    let reply = nobody
        .send(Method::POST, RESET, Some(&json!({"email": "nobody"})))
        .await;
    let problem = reply.problem(ProblemCode::Unacceptable);
    assert_eq!(problem.errors[0].pointer.as_deref(), Some("/email"));
    let cross = nobody
        .bare(Method::POST, RESET)
        .header("sec-fetch-site", "cross-site")
        .json(&json!({"email": "anna@test.lv"}));
    crate::support::Reply::to(cross)
        .await
        .problem(ProblemCode::CrossSite);
}

async fn a_forgotten_password_is_replaced_once_and_every_session_ends(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let mut open = app.sign_in("anna@test.lv", PASSWORD).await;
    let path = asked(&app, "Anna@Test.lv").await;
    assert!(path.starts_with("/reset/"), "{path}");
    let set = |password: &str| json!({"token": token(&path), "password": password});
    for (password, code) in [
        ("short", "password_too_short"),
        ("anna@test.lv anna", "password_personal"),
    ] {
        let problem = put(&app, "password-reset", &set(password))
            .await
            .problem(ProblemCode::Unacceptable);
        assert_eq!(
            problem.errors[0].pointer.as_deref(),
            Some("/password"),
            "{password}"
        );
        assert_eq!(problem.errors[0].code, code);
    }
    for _ in 0..2 {
        let page = app.visitor().get_root(&path).await;
        assert_eq!(page.status, 200, "a program that checks letters uses nothing up");
    }
    let wrong = json!({"token": "x", "password": OTHER});
    put(&app, "password-reset", &wrong)
        .await
        .problem(ProblemCode::LinkExpired);
    put(
        &app,
        "invitation",
        &json!({"token": token(&path), "name": "A", "language": "lv", "password": OTHER}),
    )
    .await
    .problem(ProblemCode::LinkExpired);
    assert_eq!(put(&app, "password-reset", &set(OTHER)).await.status, 204);
    put(&app, "password-reset", &set(PASSWORD))
        .await
        .problem(ProblemCode::LinkExpired);
    open.get("/api/v1/me/sessions")
        .await
        .problem(ProblemCode::Unauthenticated);
    app.sign_in("anna@test.lv", OTHER).await;
    let old = Browser::new(app.visitor())
        .sign_in("anna@test.lv", PASSWORD)
        .await;
    old.problem(ProblemCode::SignInFailed);
    let later = asked(&app, "anna@test.lv").await;
    app.later(Duration::hours(1));
    let late = json!({"token": token(&later), "password": PASSWORD});
    put(&app, "password-reset", &late)
        .await
        .problem(ProblemCode::LinkExpired);
}

async fn a_link_for_a_new_password_lifts_the_wait_of_who_guessed(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let mut guesser = Browser::new(app.visitor());
    for _ in 0..5 {
        guesser.sign_in("anna@test.lv", "not the password").await;
    }
    guesser
        .sign_in("anna@test.lv", PASSWORD)
        .await
        .problem(ProblemCode::TooManyRequests);
    let path = asked(&app, "anna@test.lv").await;
    let set = json!({"token": token(&path), "password": OTHER});
    assert_eq!(put(&app, "password-reset", &set).await.status, 204);
    app.sign_in("anna@test.lv", OTHER).await;
}

async fn nobody_is_flooded_with_letters(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    for email in ["anna@test.lv", "nobody@test.lv"] {
        let mut answers = Vec::new();
        for _ in 0..8 {
            let mut nobody = Browser::new(app.visitor());
            let reply = nobody
                .send(Method::POST, RESET, Some(&json!({ "email": email })))
                .await;
            if reply.status == 429 {
                assert!(!reply.header("retry-after").is_empty());
            }
            answers.push(reply.status);
        }
        assert_eq!(
            answers,
            [202, 202, 202, 202, 429, 429, 429, 429],
            "{email}: the same for everybody"
        );
    }
    let mut anna = app.sign_in("anna@test.lv", PASSWORD).await;
    assert_eq!(
        anna.get("/api/v1/me/sessions").await.status,
        200,
        "signing in is not held by it"
    );
}

async fn an_invitation_is_accepted_with_name_language_and_password(app: TestApp) {
    invite(&app, "anna@test.lv", "tok");
    let with = |name: &str, password: &str| json!({"token": "tok", "name": name, "language": "lv", "password": password});
    let problem = put(&app, "invitation", &with(" ", "short"))
        .await
        .problem(ProblemCode::Unacceptable);
    let pointers: Vec<&str> = problem
        .errors
        .iter()
        .filter_map(|error| error.pointer.as_deref())
        .collect();
    assert_eq!(pointers, ["/name", "/password"], "every fault at once");
    let personal = put(&app, "invitation", &with("Anna Bērziņa", "annabērziņa12")).await;
    assert_eq!(
        personal.problem(ProblemCode::Unacceptable).errors[0].code,
        "password_personal"
    );
    let more = json!({"token": "tok", "name": "A", "language": "lv", "password": OTHER, "state": "active"});
    put(&app, "invitation", &more)
        .await
        .problem(ProblemCode::MalformedBody);
    Browser::new(app.visitor())
        .sign_in("anna@test.lv", OTHER)
        .await
        .problem(ProblemCode::SignInFailed);
    assert_eq!(
        put(&app, "invitation", &with("Anna Bērziņa", OTHER)).await.status,
        204
    );
    put(&app, "invitation", &with("Eva", PASSWORD))
        .await
        .problem(ProblemCode::LinkExpired);
    let mut anna = app.sign_in("anna@test.lv", OTHER).await;
    let me = anna.get("/api/v1/me").await.json();
    assert_eq!(
        (&me["person"]["name"], &me["person"]["language"]),
        (&json!("Anna Bērziņa"), &json!("lv"))
    );
    assert_eq!(me["grants"][0]["role"], "member");
    invite(&app, "late@test.lv", "late");
    app.later(Duration::days(14));
    let late = json!({"token": "late", "name": "A", "language": "lv", "password": OTHER});
    put(&app, "invitation", &late)
        .await
        .problem(ProblemCode::LinkExpired);
}

async fn the_first_administrator_makes_the_account_by_the_printed_link(app: TestApp) {
    app.person("member@test.lv", vec![]);
    let replaced = printed(&app).expect("there is no administrator");
    let path = printed(&app).expect("there is no administrator");
    assert!(path.starts_with("/welcome/"), "{path}");
    let with = |path: &str, email: &str| json!({"token": token(path), "email": email, "name": "Dace Vītola", "password": OTHER});
    put(&app, "first-admin", &with(&replaced, "dace@test.lv"))
        .await
        .problem(ProblemCode::LinkExpired);
    let taken = put(&app, "first-admin", &with(&path, "member@test.lv")).await;
    assert_eq!(
        taken.problem(ProblemCode::Unacceptable).errors[0].code,
        "email_taken"
    );
    assert_eq!(
        put(&app, "first-admin", &with(&path, "dace@test.lv"))
            .await
            .status,
        204
    );
    put(&app, "first-admin", &with(&path, "eva@test.lv"))
        .await
        .problem(ProblemCode::LinkExpired);
    assert_eq!(printed(&app), None, "there is one");
    let mut dace = app.sign_in("dace@test.lv", OTHER).await;
    let me = dace.get("/api/v1/me").await.json();
    assert_eq!(me["grants"][0]["role"], "admin");
    assert!(
        !me["may"]
            .as_array()
            .unwrap()
            .contains(&json!(Action::ReadAudit.code())),
        "asleep until there is a second factor"
    );
}

async fn a_link_in_a_log_or_metric_would_be_a_way_in(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let path = asked(&app, "anna@test.lv").await;
    assert_eq!(app.visitor().get_root(&path).await.status, 200);
    let metrics = app.visitor().get_root("/metrics").await.text();
    assert!(metrics.contains("/reset/{token}"), "the pattern is counted");
    assert!(!metrics.contains(token(&path)));
    assert!(token(&path).len() >= 43, "256 bits: {path}");
}

async fn letters_of_a_demonstration_are_read_by_its_administrator(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let link = asked(&app, "anna@test.lv").await;
    let mut nobody = Browser::new(app.visitor());
    nobody
        .get("/api/v1/outbox")
        .await
        .problem(ProblemCode::Unauthenticated);
    let mut steward = app.signed_in_as(Role::MunicipalAdmin).await;
    steward
        .get("/api/v1/outbox")
        .await
        .problem(ProblemCode::Forbidden);
    let mut admin = app.admin().await;
    let page = admin.get("/outbox?lang=en").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(
        page.text()
            .contains(&format!("<a href=\"{}{link}?lang=lv\">", app.base)),
        "{}",
        page.text()
    );
    let outbox = admin.get("/api/v1/outbox").await.json();
    assert_eq!(outbox["items"][0]["recipient"], "anna@test.lv");
    assert!(outbox["items"][0]["body"].as_str().unwrap().contains(&link));
}
