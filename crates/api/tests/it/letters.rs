//! Letters on their way, by a real mail server: taken, refused, put off, kept waiting, away for a while.

use crate::support::{Browser, TestApp};
use blis_api::{Letters, MailServer, SmtpUrl};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use blis_testing::{Kind, Manner, TestMailServer, wait_until};
use reqwest::Method;
use serde_json::json;
use std::time::Duration as Wait;
use time::Duration;

macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $test() { super::run(blis_testing::Kind::Sqlite, super::$test); })*
        }
        mod postgres {
            $(#[test] fn $test() { super::run(blis_testing::Kind::Postgres, super::$test); })*
        }
    };
}

on_both!(
    a_letter_arrives_as_it_was_written,
    a_letter_that_is_refused_is_given_up_at_once,
    a_letter_that_is_put_off_arrives_once_at_the_next_attempt,
    a_mail_server_that_hangs_holds_nothing_up,
    a_mail_server_that_was_away_gets_its_letter_once,
    a_letter_is_given_up_when_its_link_is_over,
    an_installation_without_letters_says_so,
);

fn run<F: Future<Output = ()>>(database: Kind, test: impl FnOnce(Kind) -> F) {
    actix_web::rt::System::new().block_on(test(database));
}

fn sent_to(port: u16) -> Letters {
    let url: SmtpUrl = format!("smtp://127.0.0.1:{port}").parse().unwrap();
    let from = "BLIS <blis@lps.lv>".parse().unwrap();
    // A server that hangs is given up on sooner than in earnest.
    Letters::Sent(Box::new(
        MailServer::patient(&url, None, &from, Wait::from_millis(500)).unwrap(),
    ))
}

/// Asks for a new password: the shortest way to a letter.
async fn ask(app: &TestApp, email: &str) -> u16 {
    let mut nobody = Browser::new(app.visitor());
    let path = "/api/v1/auth/password-reset";
    nobody
        .send(Method::POST, path, Some(&json!({ "email": email })))
        .await
        .status
}

/// Waits until a letter was tried and waits for its next attempt, after so long.
fn until_put_off(app: &TestApp, after: Duration) {
    wait_until("the letter is put off", || {
        app.store.next_letter_in().unwrap() == Some(after)
    });
}

/// Lets time pass, and wakes the sender, which looks at another clock.
fn pass(app: &TestApp, by: Duration) {
    app.later(by);
    app.store.letter_bell().ring();
}

fn counts(app: &TestApp) -> (u64, u64) {
    let counts = app.store.count_letters().unwrap();
    (counts.waiting, counts.given_up)
}

async fn a_letter_arrives_as_it_was_written(database: Kind) {
    let mail = TestMailServer::start(Manner::Take);
    let change = |options: &mut blis_api::ServerOptions| options.letters = sent_to(mail.port());
    let Some((app, running)) = TestApp::start_changed(database, change).await else {
        return;
    };
    app.person("Anna.Liepa@test.lv", vec![]);
    assert_eq!(ask(&app, "anna.liepa@test.lv").await, 202);
    let letter = mail.next();
    assert_eq!(
        (letter.from.as_str(), letter.to.as_slice()),
        ("blis@lps.lv", &["Anna.Liepa@test.lv".to_owned()][..])
    );
    assert_eq!(letter.header("from"), "BLIS <blis@lps.lv>");
    assert_eq!(letter.header("to"), "Anna.Liepa@test.lv");
    assert_eq!(letter.header("subject"), "BLIS: jaunas paroles izvēle");
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
    assert_eq!(letter.header("date"), "Fri, 20 Nov 2026 12:00:00 +0000");
    let id = letter.header("message-id");
    assert!(id.starts_with('<') && id.ends_with("@lps.lv>"), "{id}");
    assert!(letter.header("content-type").starts_with("text/plain"));
    assert!(letter.ascii, "every server on the way takes it");
    assert!(
        letter.body.contains("lūdzis iespēju izvēlēties"),
        "{}",
        letter.body
    );
    assert!(
        letter.body.contains(&format!("\n{}/reset/", app.base)),
        "{}",
        letter.body
    );
    wait_until("it is marked as sent", || counts(&app) == (0, 0));
    let metrics = app.visitor().get_root("/metrics").await.text();
    assert!(
        metrics.contains("blis_letters_total{outcome=\"sent\",purpose=\"password_reset\"} 1"),
        "{metrics}"
    );
    assert!(!metrics.contains("test.lv"));
    running.stop().await;
}

async fn a_letter_that_is_refused_is_given_up_at_once(database: Kind) {
    let mail = TestMailServer::start(Manner::Refuse);
    let change = |options: &mut blis_api::ServerOptions| options.letters = sent_to(mail.port());
    let Some((app, running)) = TestApp::start_changed(database, change).await else {
        return;
    };
    app.person("anna@test.lv", vec![]);
    ask(&app, "anna@test.lv").await;
    wait_until("the letter is given up", || counts(&app) == (0, 1));
    assert_eq!(
        app.store.next_letter_in().unwrap(),
        None,
        "it is not tried for ever"
    );
    running.stop().await;
}

async fn a_letter_that_is_put_off_arrives_once_at_the_next_attempt(database: Kind) {
    let mail = TestMailServer::start(Manner::Greylist);
    let change = |options: &mut blis_api::ServerOptions| options.letters = sent_to(mail.port());
    let Some((app, running)) = TestApp::start_changed(database, change).await else {
        return;
    };
    app.person("anna@test.lv", vec![]);
    ask(&app, "anna@test.lv").await;
    until_put_off(&app, Duration::minutes(1));
    assert!(mail.at_hand().is_none());
    pass(&app, Duration::minutes(1));
    mail.next();
    wait_until("it is marked as sent", || counts(&app) == (0, 0));
    pass(&app, Duration::minutes(30));
    running.stop().await;
    assert!(mail.at_hand().is_none(), "it arrived once");
}

async fn a_mail_server_that_hangs_holds_nothing_up(database: Kind) {
    let mail = TestMailServer::start(Manner::Hang);
    let change = |options: &mut blis_api::ServerOptions| options.letters = sent_to(mail.port());
    let Some((app, running)) = TestApp::start_changed(database, change).await else {
        return;
    };
    app.person("anna@test.lv", vec![]);
    assert_eq!(
        ask(&app, "anna@test.lv").await,
        202,
        "whoever asks waits for no mail server"
    );
    until_put_off(&app, Duration::minutes(1));
    pass(&app, Duration::minutes(1));
    until_put_off(&app, Duration::minutes(2));
    assert_eq!(counts(&app), (1, 0));
    running.stop().await;
}

async fn a_mail_server_that_was_away_gets_its_letter_once(database: Kind) {
    let away = TestMailServer::start(Manner::Take);
    let port = away.port();
    drop(away);
    let change = |options: &mut blis_api::ServerOptions| options.letters = sent_to(port);
    let Some((app, running)) = TestApp::start_changed(database, change).await else {
        return;
    };
    app.person("anna@test.lv", vec![]);
    ask(&app, "anna@test.lv").await;
    until_put_off(&app, Duration::minutes(1));
    pass(&app, Duration::minutes(1));
    until_put_off(&app, Duration::minutes(2));
    let back = TestMailServer::start_at(port);
    pass(&app, Duration::minutes(2));
    let letter = back.next();
    assert_eq!(letter.to, ["anna@test.lv"]);
    wait_until("it is marked as sent", || counts(&app) == (0, 0));
    running.stop().await;
    assert!(back.at_hand().is_none(), "it arrived once");
}

async fn a_letter_is_given_up_when_its_link_is_over(database: Kind) {
    let away = TestMailServer::start(Manner::Take);
    let port = away.port();
    drop(away);
    let change = |options: &mut blis_api::ServerOptions| options.letters = sent_to(port);
    let Some((app, running)) = TestApp::start_changed(database, change).await else {
        return;
    };
    app.person("anna@test.lv", vec![]);
    ask(&app, "anna@test.lv").await;
    until_put_off(&app, Duration::minutes(1));
    pass(&app, Duration::minutes(59));
    wait_until("the letter is given up", || counts(&app) == (0, 1));
    running.stop().await;
}

async fn an_installation_without_letters_says_so(database: Kind) {
    let change = |options: &mut blis_api::ServerOptions| options.letters = Letters::None;
    let Some((app, running)) = TestApp::start_changed(database, change).await else {
        return;
    };
    app.person("anna@test.lv", vec![]);
    let mut nobody = Browser::new(app.visitor());
    for email in ["anna@test.lv", "nobody@test.lv"] {
        let path = "/api/v1/auth/password-reset";
        let reply = nobody
            .send(Method::POST, path, Some(&json!({ "email": email })))
            .await;
        reply.problem(ProblemCode::Conflict);
    }
    let page = nobody.get("/reset?lang=en").await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("sends no letters"), "{}", page.text());
    let mut liga = app.signed_in_as(Role::MunicipalAdmin).await;
    let form = liga.get("/admin/users/new?lang=en").await.text();
    let (before, _) = form.split_once("<form").expect("a form");
    assert!(
        before.contains("sends no letters"),
        "a form that cannot be sent is not filled for nothing: {form}"
    );
    let list = liga.get("/admin/users?lang=en").await.text();
    assert!(
        list.contains("sends no letters") && !list.contains("/admin/users/new"),
        "{list}"
    );
    running.stop().await;
}
