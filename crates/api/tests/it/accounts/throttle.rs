//! Whoever guesses passwords waits.

use crate::support::{Browser, PASSWORD, Reply, TestApp};
use blis_domain::audit::{Actor, Outcome, actions};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Sight;
use blis_store::{AuditFilter, AuditRecord};
use time::Duration;

on_both!(
    after_three_failures_every_further_one_means_a_wait,
    an_account_that_does_not_exist_is_held_with_the_same_words,
    one_account_that_is_held_does_not_hold_another,
    a_success_forgets_the_failures,
    an_address_is_held_after_its_own_count,
    guesses_sent_at_once_are_held_like_those_one_after_the_other,
    the_page_says_in_words_how_long,
    a_refused_sign_in_is_written_down_without_what_was_typed
);

async fn guess(app: &TestApp, email: &str, password: &str) -> Reply {
    Browser::new(app.visitor()).sign_in(email, password).await
}

/// Fails three times, which costs nothing.
async fn fail_three_times(app: &TestApp, email: &str) {
    for _ in 0..3 {
        guess(app, email, "not the password")
            .await
            .problem(ProblemCode::SignInFailed);
    }
}

/// The words of an answer that says how long to wait.
fn held(reply: &Reply, seconds: u64) -> String {
    let problem = reply.problem(ProblemCode::TooManyRequests);
    assert_eq!(reply.header("retry-after"), seconds.to_string());
    assert_eq!(reply.headers.get_all("set-cookie").iter().count(), 0);
    problem.detail
}

async fn after_three_failures_every_further_one_means_a_wait(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    fail_three_times(&app, "anna@test.lv").await;
    held(&guess(&app, "anna@test.lv", "not the password").await, 2);
    held(&guess(&app, " Anna@TEST.lv ", PASSWORD).await, 2);
    app.later(Duration::seconds(1));
    held(&guess(&app, "anna@test.lv", PASSWORD).await, 1);
    app.later(Duration::seconds(1));
    held(&guess(&app, "anna@test.lv", "not the password").await, 4);
    app.later(Duration::seconds(4));
    for seconds in [8, 16, 32, 64, 128, 256, 512, 900, 900] {
        held(&guess(&app, "anna@test.lv", "not the password").await, seconds);
        app.later(Duration::seconds(seconds.try_into().unwrap()));
    }
    assert_eq!(guess(&app, "anna@test.lv", PASSWORD).await.status, 201);
}

async fn an_account_that_does_not_exist_is_held_with_the_same_words(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let mut told = Vec::new();
    for email in ["anna@test.lv", "nobody@test.lv", "not an address"] {
        fail_three_times(&app, email).await;
        told.push(held(
            &guess(&app, email, PASSWORD.to_uppercase().as_str()).await,
            2,
        ));
        told.push(held(&guess(&app, email, PASSWORD).await, 2));
    }
    told.dedup();
    assert_eq!(
        told,
        ["Too many failed attempts to sign in. Try again in 2 seconds."],
        "who guesses must not learn which accounts there are"
    );
}

async fn one_account_that_is_held_does_not_hold_another(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    app.person("janis@test.lv", vec![]);
    fail_three_times(&app, "anna@test.lv").await;
    held(&guess(&app, "anna@test.lv", "not the password").await, 2);
    assert_eq!(guess(&app, "janis@test.lv", PASSWORD).await.status, 201);
    held(&guess(&app, "anna@test.lv", PASSWORD).await, 2);
}

async fn a_success_forgets_the_failures(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    for _ in 0..3 {
        fail_three_times(&app, "anna@test.lv").await;
        assert_eq!(guess(&app, "anna@test.lv", PASSWORD).await.status, 201);
    }
    fail_three_times(&app, "anna@test.lv").await;
    held(&guess(&app, "anna@test.lv", "not the password").await, 2);
}

async fn an_address_is_held_after_its_own_count(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    for n in 0..30 {
        guess(&app, &format!("somebody-{n}@test.lv"), PASSWORD)
            .await
            .problem(ProblemCode::SignInFailed);
        if n == 20 {
            assert_eq!(
                guess(&app, "anna@test.lv", PASSWORD).await.status,
                201,
                "a town hall shares one address"
            );
        }
    }
    held(&guess(&app, "somebody@test.lv", PASSWORD).await, 2);
    held(&guess(&app, "anna@test.lv", PASSWORD).await, 2);
    app.later(Duration::seconds(2));
    assert_eq!(guess(&app, "anna@test.lv", PASSWORD).await.status, 201);
    held(&guess(&app, "another@test.lv", PASSWORD).await, 4);
    app.later(Duration::hours(1));
    guess(&app, "another@test.lv", PASSWORD)
        .await
        .problem(ProblemCode::SignInFailed);
}

async fn guesses_sent_at_once_are_held_like_those_one_after_the_other(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let guesses: Vec<_> = (0..12)
        .map(|n| {
            let mut browser = Browser::new(app.visitor());
            actix_web::rt::spawn(async move {
                let password = format!("not the password {n}");
                browser.sign_in("anna@test.lv", &password).await.status
            })
        })
        .collect();
    let mut refused = 0;
    for guess in guesses {
        refused += u32::from(guess.await.unwrap() == 401);
    }
    assert_eq!(refused, 3, "each of the others is told to wait");
    assert_eq!(entries(&app).len(), 4, "and the fourth began the wait");
}

async fn the_page_says_in_words_how_long(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    fail_three_times(&app, "anna@test.lv").await;
    for (language, words) in [
        ("en", "Try again in 2 seconds."),
        ("lv", "Mēģiniet vēlreiz pēc 2 sekundēm."),
    ] {
        let fields = [("email", "anna@test.lv"), ("password", "not the password")];
        let reply = Browser::new(app.visitor())
            .submit(&format!("/sign-in?lang={language}"), &fields)
            .await;
        assert_eq!((reply.status, reply.header("retry-after")), (429, "2"));
        let text = reply.text();
        assert!(text.contains(words) && text.contains(r#"role="alert""#), "{text}");
        assert!(
            text.contains(r#"value="anna@test.lv""#),
            "the address stays: {text}"
        );
        assert!(!text.contains("not the password"));
    }
}

async fn a_refused_sign_in_is_written_down_without_what_was_typed(app: TestApp) {
    app.person("anna@test.lv", vec![]);
    let account = app
        .store
        .account(&"anna@test.lv".parse().unwrap())
        .unwrap()
        .unwrap();
    guess(&app, "anna@test.lv", "pilnīgi cita parole").await;
    guess(&app, "typed-into-the-wrong-field@test.lv", PASSWORD).await;
    let entries = entries(&app);
    let targets: Vec<Option<&str>> = entries.iter().map(|one| one.entry.target.id.as_deref()).collect();
    assert_eq!(targets, [None, Some(account.person.as_str())]);
    for record in &entries {
        assert_eq!(record.entry.actor, Actor::Nobody);
        assert_eq!(record.entry.outcome, Outcome::Refused);
        let detail = record.detail.as_ref().unwrap();
        assert_eq!(detail.address.as_deref(), Some("127.0.0.1"));
        assert_eq!((&detail.before, &detail.after), (&None, &None));
    }
    fail_three_times(&app, "janis@test.lv").await;
    held(&guess(&app, "janis@test.lv", "not the password").await, 2);
    let before = self::entries(&app).len();
    for _ in 0..3 {
        held(&guess(&app, "janis@test.lv", "not the password").await, 2);
    }
    assert_eq!(self::entries(&app).len(), before, "whoever is held fills no log");
    assert_eq!(app.store.verify_audit(None).unwrap().fault, None);
}

/// The entries about signing in, newest first.
fn entries(app: &TestApp) -> Vec<AuditRecord> {
    let filter = AuditFilter {
        action: Some(actions::SIGN_IN.to_owned()),
        ..AuditFilter::seen_with(Sight::Everything)
    };
    app.store.audit(&filter).unwrap().items
}
