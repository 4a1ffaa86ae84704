//! `Idempotency-Key`: a repeated push stores nothing twice.

use crate::support::{Push, SALDUS, TestApp, UNEMPLOYMENT, row};
use blis_domain::problem::ProblemCode;
use time::macros::datetime;

on_both!(
    the_same_key_and_body_give_the_same_receipt,
    the_same_key_with_another_body_is_refused,
    a_key_is_needed_and_must_be_readable,
    while_the_first_call_runs_the_second_is_told_to_wait,
);

async fn the_same_key_and_body_give_the_same_receipt(app: TestApp) {
    let feed = app.feed("srda").await;
    let push = |key: &str| Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]).key(key);
    let first = feed.push(push("a-1")).await;
    assert_eq!((first.status, first.header("idempotent-replayed")), (201, ""));
    app.it_is(datetime!(2026-11-20 12:10 UTC));
    for key in ["a-1", "\"a-1\""] {
        let again = feed.push(push(key)).await;
        assert_eq!(
            (again.status, again.header("idempotent-replayed")),
            (200, "true"),
            "{key}"
        );
        assert_eq!(again.json(), first.json());
        assert_eq!(again.header("location"), first.header("location"));
    }
    assert_eq!(app.visitor().get("/observations").await.json()["total"], 1);
}

async fn the_same_key_with_another_body_is_refused(app: TestApp) {
    let feed = app.feed("srda").await;
    feed.push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]).key("k"))
        .await
        .json();
    let other = feed
        .push(Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 9.9)]).key("k"))
        .await;
    other.problem(ProblemCode::IdempotencyKeyReused);
    let value = app.visitor().get("/observations").await.json()["items"][0]["value"].clone();
    assert_eq!(value, 7.5, "what was refused changed nothing");
}

async fn a_key_is_needed_and_must_be_readable(app: TestApp) {
    let feed = app.feed("srda").await;
    let without = feed.push(Push::rows(&[]).without("idempotency-key")).await;
    without.problem(ProblemCode::IdempotencyKeyMissing);
    feed.push(Push::rows(&[]).key("\"\""))
        .await
        .problem(ProblemCode::IdempotencyKeyMissing);
    let twice = feed
        .push(Push::rows(&[]).key("a").with("idempotency-key", "b"))
        .await;
    twice.problem(ProblemCode::IdempotencyKeyMissing);
    let longest = "k".repeat(255);
    assert_eq!(feed.push(Push::rows(&[]).key(&longest)).await.status, 201);
    for key in [format!("{longest}k"), "\"open".to_owned(), "two words".to_owned()] {
        feed.push(Push::rows(&[]).key(&key))
            .await
            .problem(ProblemCode::InvalidParameter);
    }
}

async fn while_the_first_call_runs_the_second_is_told_to_wait(app: TestApp) {
    let feed = app.feed("srda").await;
    let push = || Push::rows(&[row(UNEMPLOYMENT, SALDUS, "2016", 7.5)]).key("k");
    // The store asks for the time after it has taken the key: while the clock stands, so does the first call.
    let reached = app.stop_clock();
    let (first, second) = tokio::join!(feed.push(push()), async {
        reached.await.expect("the first call asks for the time");
        let second = feed.push(push()).await;
        app.start_clock();
        second
    });
    second.problem(ProblemCode::StillRunning);
    assert_eq!(second.header("retry-after"), "1");
    assert_eq!(first.status, 201);
}
