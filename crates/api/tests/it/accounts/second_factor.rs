//! One-time codes: set up, used once each, needed and taken away.

use crate::support::{Authenticator, Browser, PASSWORD, Reply, TestApp};
use blis_domain::audit::{Outcome, actions};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Role, Sight};
use blis_store::{AuditFilter, Decider};
use reqwest::Method;
use serde_json::json;
use time::Duration;

on_both!(
    a_secret_holds_once_a_code_of_it_came,
    whoever_has_a_second_factor_signs_in_with_all_three,
    a_code_is_good_once_and_a_step_around_its_own,
    a_code_shown_to_two_at_once_lets_one_in,
    a_recovery_code_is_good_once_and_new_ones_replace_the_old,
    wrong_codes_are_counted_like_wrong_passwords,
    the_roles_of_steward_and_admin_wake_with_the_second_factor_and_cannot_shed_it,
    the_second_factor_is_taken_away_by_its_owner_and_by_an_administrator,
    a_new_device_takes_the_place_of_the_old_with_its_first_code,
    guarded_sessions_end_after_twelve_hours,
    no_secret_stands_in_the_log_or_the_database,
    a_secret_in_the_row_of_another_opens_nothing
);

const FACTOR: &str = "/api/v1/me/second-factor";
const CODES: &str = "/api/v1/me/recovery-codes";

async fn guess(app: &TestApp, email: &str, code: &str) -> Reply {
    Browser::new(app.visitor())
        .sign_in_by(email, PASSWORD, code)
        .await
}

/// A member with a second factor; its code of now was used for setting it up.
async fn guarded(app: &TestApp) -> (Browser, Authenticator) {
    app.guarded_as(Role::Member).await
}

const MEMBER: &str = "member@test.lv";

async fn a_secret_holds_once_a_code_of_it_came(app: TestApp) {
    let mut anna = app.signed_in_as(Role::Member).await;
    let mut elsewhere = app.sign_in(MEMBER, PASSWORD).await;
    anna.send(Method::PUT, FACTOR, Some(&json!({"code": "123456"})))
        .await
        .problem(ProblemCode::Conflict);
    let given = anna.send(Method::POST, FACTOR, None).await;
    assert_eq!((given.status, given.header("cache-control")), (201, "no-store"));
    let given = given.json();
    let uri = given["uri"].as_str().unwrap();
    assert!(
        uri.starts_with("otpauth://totp/BLIS:member%40test.lv?secret="),
        "{uri}"
    );
    assert!(uri.contains(given["secret"].as_str().unwrap()));
    assert!(given["qr_svg"].as_str().unwrap().contains("<svg "));
    for wrong in ["000000", "", "no code", "ABCD-EFGH-IJKL-MNOP"] {
        let reply = anna
            .send(Method::PUT, FACTOR, Some(&json!({"code": wrong})))
            .await;
        let (pointer, _, code) = reply.fault(ProblemCode::Unacceptable);
        assert_eq!((pointer.as_deref(), code.as_str()), (Some("/code"), "wrong_code"));
    }
    assert_eq!(anna.get("/api/v1/me").await.json()["second_factor"], "none");
    app.sign_in(MEMBER, PASSWORD).await;
    let authenticator = anna.set_up_codes(&app).await;
    assert_eq!(authenticator.recovery_codes.len(), 10);
    assert_eq!(anna.get("/api/v1/me").await.json()["second_factor"], "set");
    assert!(
        elsewhere.get("/api/v1/me").await.json()["person"].is_null(),
        "a session without it, perhaps a thief's, ends"
    );
}

async fn whoever_has_a_second_factor_signs_in_with_all_three(app: TestApp) {
    let (_, authenticator) = guarded(&app).await;
    let mut browser = Browser::new(app.visitor());
    let asked = browser.sign_in(MEMBER, PASSWORD).await;
    asked.problem(ProblemCode::SecondFactorNeeded);
    assert_eq!(asked.headers.get_all("set-cookie").iter().count(), 0);
    browser
        .sign_in(MEMBER, "not the password")
        .await
        .problem(ProblemCode::SignInFailed);
    let code = authenticator.next_code(&app);
    browser
        .sign_in_by(MEMBER, "not the password", &code)
        .await
        .problem(ProblemCode::SignInFailed);
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let reply = browser.sign_in_by(MEMBER, PASSWORD, &spaced).await;
    assert_eq!(
        reply.status,
        201,
        "a code is not used up by a wrong password: {}",
        reply.text()
    );
    assert_eq!(reply.json()["second_factor"], "set");
    app.person("janis@test.lv", vec![]);
    let without = guess(&app, "janis@test.lv", "123456").await;
    assert_eq!(
        without.status,
        201,
        "who has none is not asked: {}",
        without.text()
    );
}

async fn a_code_is_good_once_and_a_step_around_its_own(app: TestApp) {
    let (_, authenticator) = guarded(&app).await;
    let used = authenticator.code(&app);
    guess(&app, MEMBER, &used)
        .await
        .problem(ProblemCode::SignInFailed);
    app.later(Duration::minutes(5));
    // Never more than three failures in a row, after which one would wait.
    for (steps, good) in [
        (-2, false),
        (2, false),
        (-1, true),
        (-1, false),
        (1, true),
        (0, false),
        (1, false),
    ] {
        let code = authenticator.code_in(&app, steps);
        let reply = guess(&app, MEMBER, &code).await;
        match good {
            true => assert_eq!(reply.status, 201, "{steps} steps away: {}", reply.text()),
            false => drop(reply.problem(ProblemCode::SignInFailed)),
        }
    }
}

async fn a_code_shown_to_two_at_once_lets_one_in(app: TestApp) {
    let (_, authenticator) = guarded(&app).await;
    let code = authenticator.next_code(&app);
    let (one, other) = tokio::join!(guess(&app, MEMBER, &code), guess(&app, MEMBER, &code));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 401]);
}

async fn a_recovery_code_is_good_once_and_new_ones_replace_the_old(app: TestApp) {
    let (mut anna, authenticator) = guarded(&app).await;
    let old = &authenticator.recovery_codes;
    let lower = old[0].to_lowercase().replace('-', " ");
    assert_eq!(guess(&app, MEMBER, &lower).await.status, 201);
    guess(&app, MEMBER, &old[0])
        .await
        .problem(ProblemCode::SignInFailed);
    assert_eq!(guess(&app, MEMBER, &old[1]).await.status, 201);
    let made = anna.send(Method::POST, CODES, None).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let new = made.json()["recovery_codes"].as_array().unwrap().clone();
    assert_eq!(new.len(), 10);
    guess(&app, MEMBER, &old[2])
        .await
        .problem(ProblemCode::SignInFailed);
    assert_eq!(guess(&app, MEMBER, new[9].as_str().unwrap()).await.status, 201);
    let mut janis = app.signed_in_as(Role::Observer).await;
    janis
        .send(Method::POST, CODES, None)
        .await
        .problem(ProblemCode::Conflict);
    janis.set_up_codes(&app).await;
    guess(&app, "observer@test.lv", new[8].as_str().unwrap())
        .await
        .problem(ProblemCode::SignInFailed);
}

async fn wrong_codes_are_counted_like_wrong_passwords(app: TestApp) {
    let (_, authenticator) = guarded(&app).await;
    // The right password alone is no failure, and forgives none.
    for wrong in ["000000", "not a code", "ABCD-EFGH-IJKL-MNOP"] {
        Browser::new(app.visitor())
            .sign_in(MEMBER, PASSWORD)
            .await
            .problem(ProblemCode::SecondFactorNeeded);
        guess(&app, MEMBER, wrong)
            .await
            .problem(ProblemCode::SignInFailed);
    }
    guess(&app, MEMBER, "000000")
        .await
        .problem(ProblemCode::TooManyRequests);
    let right = authenticator.code_in(&app, 1);
    let held = guess(&app, MEMBER, &right).await;
    held.problem(ProblemCode::TooManyRequests);
    assert_eq!(held.header("retry-after"), "2");
    app.later(Duration::seconds(2));
    assert_eq!(
        guess(&app, MEMBER, &right).await.status,
        201,
        "it was not used up"
    );
    let refused = app
        .store
        .audit(&AuditFilter::seen_with(Sight::Everything))
        .unwrap()
        .items
        .into_iter()
        .filter(|one| one.entry.action == actions::SIGN_IN && one.entry.outcome == Outcome::Refused);
    assert_eq!(refused.count(), 4);
}

async fn the_roles_of_steward_and_admin_wake_with_the_second_factor_and_cannot_shed_it(app: TestApp) {
    for role in [Role::Steward, Role::Admin] {
        let (mut person, authenticator) = app.guarded_as(role).await;
        let me = person.get("/api/v1/me").await.json();
        assert_eq!(me["second_factor"], "set");
        let may = |me: &serde_json::Value| me["may"].as_array().unwrap().contains(&json!("read_receipts"));
        assert!(may(&me), "{me}");
        let batches = person.get("/api/v1/feeds/srda/batches").await;
        assert_eq!(batches.status, 200, "{}", batches.text());
        person
            .send(Method::DELETE, FACTOR, None)
            .await
            .problem(ProblemCode::Conflict);
        let email = format!("{}@test.lv", role.code());
        let mut again = app.sign_in_with(&email, &authenticator).await;
        assert!(may(&again.get("/api/v1/me").await.json()));
    }
}

async fn the_second_factor_is_taken_away_by_its_owner_and_by_an_administrator(app: TestApp) {
    let (mut anna, authenticator) = guarded(&app).await;
    assert_eq!(anna.send(Method::DELETE, FACTOR, None).await.status, 204);
    anna.send(Method::DELETE, FACTOR, None)
        .await
        .problem(ProblemCode::Conflict);
    assert_eq!(anna.get("/api/v1/me").await.json()["second_factor"], "none");
    let mut again = app.sign_in(MEMBER, PASSWORD).await;
    anna.set_up_codes(&app).await;
    assert!(again.get("/api/v1/me").await.json()["person"].is_null());
    guess(&app, MEMBER, &authenticator.recovery_codes[0])
        .await
        .problem(ProblemCode::SignInFailed);

    let (mut admin, _) = app.guarded_as(Role::Admin).await;
    let person = app
        .store
        .account(&"admin@test.lv".parse().unwrap())
        .unwrap()
        .unwrap()
        .person;
    let context = blis_store::AuditContext::command("test");
    assert!(
        app.store
            .remove_second_factor(&person, Decider::Command, &context)
            .unwrap()
    );
    assert!(
        !app.store
            .remove_second_factor(&person, Decider::Command, &context)
            .unwrap()
    );
    assert!(
        admin.get("/api/v1/me").await.json()["person"].is_null(),
        "whoever may have stolen it is out"
    );
    let mut admin = app.sign_in("admin@test.lv", PASSWORD).await;
    assert_eq!(admin.get("/api/v1/me").await.json()["second_factor"], "required");
}

async fn a_new_device_takes_the_place_of_the_old_with_its_first_code(app: TestApp) {
    let (mut admin, old) = app.guarded_as(Role::Admin).await;
    assert_eq!(admin.send(Method::POST, FACTOR, None).await.status, 201);
    app.sign_in_with("admin@test.lv", &old).await;
    let new = admin.set_up_codes(&app).await;
    app.later(Duration::seconds(30));
    guess(&app, "admin@test.lv", &old.code(&app))
        .await
        .problem(ProblemCode::SignInFailed);
    assert_eq!(guess(&app, "admin@test.lv", &new.code(&app)).await.status, 201);
}

async fn guarded_sessions_end_after_twelve_hours(app: TestApp) {
    let (mut admin, authenticator) = app.guarded_as(Role::Admin).await;
    let mut member = app.signed_in_as(Role::Member).await;
    let me = admin.get("/api/v1/me").await.json();
    assert_eq!(me["expires_at"], "2026-11-21T00:00:00Z");
    let list = admin.get("/api/v1/me/sessions").await.json();
    assert_eq!(list["items"][0]["expires_at"], "2026-11-21T00:00:00Z");
    app.later(Duration::hours(12) - Duration::seconds(1));
    for person in [&mut admin, &mut member] {
        let kept = person.send(Method::POST, REFRESH, None).await;
        assert_eq!(kept.status, 200, "{}", kept.text());
    }
    // Showing anew who one is makes it no longer.
    let shown = json!({"password": PASSWORD, "code": authenticator.code(&app)});
    let confirmed = admin
        .send(Method::POST, "/api/v1/auth/session/confirmation", Some(&shown))
        .await;
    assert_eq!(confirmed.json()["expires_at"], "2026-11-21T00:00:00Z");
    app.later(Duration::seconds(1));
    assert!(admin.get("/api/v1/me").await.json()["person"].is_null());
    admin
        .send(Method::POST, REFRESH, None)
        .await
        .problem(ProblemCode::Unauthenticated);
    assert!(member.get("/api/v1/me").await.json()["person"].is_object());
    let mut admin = app.sign_in_with("admin@test.lv", &authenticator).await;
    let list = admin.get("/api/v1/me/sessions").await.json();
    assert_eq!(list["total"], 1, "what is over is in no list: {list}");
}

const REFRESH: &str = "/api/v1/auth/session/refresh";

async fn no_secret_stands_in_the_log_or_the_database(app: TestApp) {
    let (mut anna, authenticator) = guarded(&app).await;
    assert_eq!(
        guess(&app, MEMBER, &authenticator.recovery_codes[0]).await.status,
        201
    );
    let code = authenticator.next_code(&app);
    assert_eq!(guess(&app, MEMBER, &code).await.status, 201);
    anna.send(Method::POST, CODES, None).await.json();
    let log = app
        .store
        .audit(&AuditFilter::seen_with(Sight::Everything))
        .unwrap();
    let details = log.items.iter().filter_map(|one| one.detail.as_ref());
    let told: Vec<_> = details.map(|detail| (&detail.before, &detail.after)).collect();
    let told = format!("{told:?}");
    for action in [
        actions::PREPARE_SECOND_FACTOR,
        actions::SET_SECOND_FACTOR,
        actions::MAKE_RECOVERY_CODES,
    ] {
        assert!(log.items.iter().any(|one| one.entry.action == action), "{action}");
    }
    assert!(
        told.contains("recovery_code") && told.contains("one_time_code"),
        "{told}"
    );
    let secret = authenticator.secret.to_base32();
    let kept = app
        .store
        .second_factor(&log.items[0].entry.target.id.as_deref().unwrap().parse().unwrap())
        .unwrap()
        .unwrap();
    assert!(
        !kept
            .sealed
            .windows(20)
            .any(|part| part == authenticator.secret.as_bytes())
    );
    assert!(!format!("{kept:?}").contains(&format!("{:?}", kept.sealed)));
    for secret in [&secret, &code, &authenticator.recovery_codes[0]] {
        assert!(!told.contains(secret.as_str()), "{told}");
    }
}

async fn a_secret_in_the_row_of_another_opens_nothing(app: TestApp) {
    let (_, authenticator) = guarded(&app).await;
    app.person("janis@test.lv", vec![]);
    let person = |email: &str| {
        app.store
            .account(&email.parse().unwrap())
            .unwrap()
            .unwrap()
            .person
    };
    let (anna, janis) = (person(MEMBER), person("janis@test.lv"));
    let sealed = app.store.second_factor(&anna).unwrap().unwrap().sealed;
    let context = blis_store::AuditContext::command("test");
    app.store.give_second_factor(&janis, &sealed, &context).unwrap();
    let code = authenticator.next_code(&app);
    guess(&app, "janis@test.lv", &code)
        .await
        .problem(ProblemCode::Internal);
    assert_eq!(guess(&app, MEMBER, &code).await.status, 201);
}
