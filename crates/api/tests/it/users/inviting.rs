//! Invitations, and what an address tells that has an account already.

use super::{JELGAVA, dace, emails, liga, member_of, path_of, within};
use crate::support::{Browser, SALDUS, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    an_invited_person_gets_a_letter_and_shows_among_the_people,
    an_address_that_is_seen_is_a_conflict,
    one_address_works_in_two_municipalities,
    whoever_was_invited_elsewhere_gets_a_link_again,
    a_mailbox_is_not_flooded_with_invitations,
    strangers_hold_up_no_invitation,
    nobody_sends_invitations_without_end,
    what_cannot_be_accepted_is_told_with_its_place,
    an_invitation_is_sent_again_to_those_alone_who_have_not_accepted
);

fn anna(grants: Vec<Value>) -> Value {
    json!({"email": "Anna@Test.lv", "name": "Anna Ķekava", "language": "lv", "grants": grants})
}

/// The letters to an address that have not been withdrawn.
fn letters_to(app: &TestApp, email: &str) -> usize {
    let lying = app.store.lying_letters(100).expect("the letters");
    lying
        .iter()
        .filter(|letter| letter.recipient.as_str() == email)
        .count()
}

async fn an_invited_person_gets_a_letter_and_shows_among_the_people(app: TestApp) {
    let mut liga = liga(&app).await;
    let invited = liga
        .send(
            Method::POST,
            "/api/v1/users",
            Some(&anna(vec![member_of(SALDUS)])),
        )
        .await;
    assert_eq!(invited.status, 201, "{}", invited.text());
    let path = path_of(&app, "anna@test.lv");
    assert_eq!(invited.header("location"), path);
    let shown = liga.get(&path).await;
    assert_eq!(
        (shown.json(), shown.header("etag")),
        (invited.json(), invited.header("etag"))
    );
    assert_eq!(
        (&shown.json()["state"], &shown.json()["email"]),
        (&json!("invited"), &json!("Anna@Test.lv"))
    );
    assert_eq!(letters_to(&app, "Anna@Test.lv"), 1);
    assert!(
        !invited.text().contains("/invitation/"),
        "the link is for the invited alone"
    );
    let waiting = liga.get("/api/v1/users?state=invited").await.json();
    assert_eq!(emails(&waiting), ["Anna@Test.lv"]);
}

async fn an_address_that_is_seen_is_a_conflict(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let councillor = json!({"role": "councillor", "municipality": SALDUS});
    let asked = anna(vec![councillor]);
    liga(&app)
        .await
        .send(Method::POST, "/api/v1/users", Some(&asked))
        .await
        .problem(ProblemCode::Conflict);
    dace(&app)
        .await
        .send(Method::POST, "/api/v1/users", Some(&asked))
        .await
        .problem(ProblemCode::Conflict);
    let mut liga = app
        .sign_in("municipal-admin@test.lv", crate::support::PASSWORD)
        .await;
    let shown = liga.get(&path_of(&app, "anna@test.lv")).await.json();
    assert_eq!(
        shown["grants"].as_array().unwrap().len(),
        1,
        "nothing was given by the way"
    );
}

async fn one_address_works_in_two_municipalities(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Councillor, JELGAVA)]);
    let mut liga = liga(&app).await;
    let path = path_of(&app, "anna@test.lv");
    liga.get(&path).await.problem(ProblemCode::NotFound);
    let invited = liga
        .send(
            Method::POST,
            "/api/v1/users",
            Some(&anna(vec![member_of(SALDUS)])),
        )
        .await;
    assert_eq!(invited.status, 201, "{}", invited.text());
    let user = invited.json();
    assert_eq!(
        (&user["id"], &user["state"]),
        (&json!(app.id_of("anna@test.lv")), &json!("active"))
    );
    assert_eq!(user["name"], Value::Null, "nobody renames the person of another");
    let grants = user["grants"].as_array().unwrap();
    assert_eq!(grants.len(), 1, "{grants:?}");
    assert_eq!(
        grants[0]["municipality"], SALDUS,
        "where else she works is not told"
    );
    let lying = app.store.lying_letters(100).expect("the letters");
    assert_eq!(
        lying.len(),
        1,
        "whoever is given a role always hears of it: {lying:?}"
    );
    assert_eq!(lying[0].recipient, "anna@test.lv");
    assert!(
        lying[0].body.contains("pašvaldības darbinieks, Saldus novads"),
        "{}",
        lying[0].body
    );
    assert!(
        !lying[0].body.contains("/invitation/"),
        "she has a password, and a link that sets another would take the account"
    );
    let problem = liga
        .change(&path, "*", &json!({"state": "suspended"}))
        .await
        .problem(ProblemCode::Forbidden);
    assert!(!problem.detail.contains("Jelgav"), "{}", problem.detail);
    liga.send(Method::DELETE, &format!("{path}/sessions"), None)
        .await
        .problem(ProblemCode::Forbidden);
}

async fn whoever_was_invited_elsewhere_gets_a_link_again(app: TestApp) {
    let invited = anna(vec![member_of(JELGAVA)]);
    let mut dace = dace(&app).await;
    let first = dace.send(Method::POST, "/api/v1/users", Some(&invited)).await;
    assert_eq!(first.status, 201, "{}", first.text());
    let mut liga = liga(&app).await;
    let body = json!({"email": "anna@test.lv", "name": "Cits Vārds", "language": "en", "grants": [member_of(SALDUS)]});
    let second = liga.send(Method::POST, "/api/v1/users", Some(&body)).await;
    let user = second.json();
    assert_eq!(
        (&user["state"], &user["name"], &user["language"]),
        (&json!("invited"), &json!("Anna Ķekava"), &json!("lv"))
    );
    let lying = app.store.lying_letters(100).expect("the letters");
    assert_eq!(lying.len(), 1, "the letter before is withdrawn with its link");
    assert!(lying[0].body.contains("/invitation/") && lying[0].body.contains("Saldus novads"));
    assert!(
        !lying[0].body.contains("Jelgava"),
        "who wrote the letter does not know of Jelgava"
    );
}

async fn a_mailbox_is_not_flooded_with_invitations(app: TestApp) {
    let mut liga = liga(&app).await;
    let asked = anna(vec![member_of(SALDUS)]);
    let invited = liga.send(Method::POST, "/api/v1/users", Some(&asked)).await;
    assert_eq!(invited.status, 201);
    let again = format!("{}/invitation", path_of(&app, "anna@test.lv"));
    for _ in 0..3 {
        assert_eq!(liga.send(Method::POST, &again, None).await.status, 202);
    }
    let held = liga.send(Method::POST, &again, None).await;
    let problem = held.problem(ProblemCode::TooManyRequests);
    assert_eq!(held.header("retry-after"), "2");
    assert!(problem.detail.contains("Too many letters"), "{}", problem.detail);
    let page = format!("/admin/users/{}/invitation?lang=lv", app.id_of("anna@test.lv"));
    let csrf = liga.csrf.clone();
    let refused = liga.submit(&page, &[("csrf", csrf.as_str())]).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "2"));
    // The person is not to be flooded by several who take turns.
    let mut dace = dace(&app).await;
    dace.send(Method::POST, &again, None)
        .await
        .problem(ProblemCode::TooManyRequests);
    assert_eq!(letters_to(&app, "Anna@Test.lv"), 1);
    app.later(time::Duration::seconds(2));
    assert_eq!(liga.send(Method::POST, &again, None).await.status, 202);
}

async fn strangers_hold_up_no_invitation(app: TestApp) {
    for _ in 0..4 {
        let asked = json!({"email": "anna@test.lv"});
        let mut stranger = Browser::new(app.visitor());
        let reply = stranger
            .send(Method::POST, "/api/v1/auth/password-reset", Some(&asked))
            .await;
        assert_eq!(reply.status, 202, "{}", reply.text());
    }
    let mut liga = liga(&app).await;
    let asked = anna(vec![member_of(SALDUS)]);
    let invited = liga.send(Method::POST, "/api/v1/users", Some(&asked)).await;
    assert_eq!(
        invited.status,
        201,
        "whoever knows an address must not keep its owner out: {}",
        invited.text()
    );
}

async fn nobody_sends_invitations_without_end(app: TestApp) {
    let mut liga = liga(&app).await;
    let mut invite = async |n: usize| {
        let body = json!({"email": format!("a{n}@test.lv"), "language": "lv", "grants": [member_of(SALDUS)]});
        liga.send(Method::POST, "/api/v1/users", Some(&body)).await
    };
    for n in 0..101 {
        let invited = invite(n).await;
        assert_eq!(
            invited.status,
            201,
            "a whole office is taken in at once: {}",
            invited.text()
        );
    }
    invite(101).await.problem(ProblemCode::TooManyRequests);
    app.later(time::Duration::seconds(2));
    assert_eq!(invite(101).await.status, 201);
}

async fn what_cannot_be_accepted_is_told_with_its_place(app: TestApp) {
    let mut liga = liga(&app).await;
    let good = member_of(SALDUS);
    for (body, pointer) in [
        (
            json!({"email": "anna", "language": "lv", "grants": [good]}),
            "/email",
        ),
        (
            json!({"email": "a@b.lv\r\nBcc: c@d.lv", "language": "lv", "grants": [good]}),
            "/email",
        ),
        (
            json!({"email": "a@b.lv", "name": "a\nb", "language": "lv", "grants": [good]}),
            "/name",
        ),
        (
            json!({"email": "a@b.lv", "language": "lv", "grants": []}),
            "/grants",
        ),
        (
            json!({"email": "a@b.lv", "language": "lv", "grants": [good, good]}),
            "/grants/1",
        ),
        (
            json!({"email": "a@b.lv", "language": "lv", "grants": vec![good.clone(); 21]}),
            "/grants",
        ),
    ] {
        let reply = liga.send(Method::POST, "/api/v1/users", Some(&body)).await;
        assert_eq!(
            reply.fault(ProblemCode::Unacceptable).0.as_deref(),
            Some(pointer),
            "{body}"
        );
    }
    assert_eq!(liga.get("/api/v1/users").await.json()["total"], 1);
}

async fn an_invitation_is_sent_again_to_those_alone_who_have_not_accepted(app: TestApp) {
    let mut liga = liga(&app).await;
    app.person("janis@test.lv", vec![within(Role::Member, SALDUS)]);
    let janis = format!("{}/invitation", path_of(&app, "janis@test.lv"));
    liga.send(Method::POST, &janis, None)
        .await
        .problem(ProblemCode::Conflict);
    liga.send(
        Method::POST,
        "/api/v1/users",
        Some(&anna(vec![member_of(SALDUS)])),
    )
    .await
    .json();
    let path = path_of(&app, "anna@test.lv");
    let again = format!("{path}/invitation");
    assert_eq!(liga.send(Method::POST, &again, None).await.status, 202);
    liga.change(&path, "*", &json!({"state": "active"}))
        .await
        .problem(ProblemCode::Conflict);
    let suspended = liga.change(&path, "*", &json!({"state": "suspended"})).await;
    assert_eq!(suspended.json()["state"], "suspended");
    liga.send(Method::POST, &again, None)
        .await
        .problem(ProblemCode::Conflict);
    let back = liga.change(&path, "*", &json!({"state": "active"})).await;
    assert_eq!(
        back.json()["state"],
        "invited",
        "who has no password is invited again"
    );
}
