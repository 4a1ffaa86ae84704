//! Webhooks: made, told of changes, tried again, stopped, tried out; by a receiver that checks what comes as
//! docs/WEBHOOKS.md says.

mod receiver;

use crate::support::{Browser, Reply, SALDUS, TestApp, UNEMPLOYMENT};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_api::{ServerOptions, WebhookOptions};
use blis_domain::problem::ProblemCode;
use blis_domain::webhook::{InvalidDelivery, MOST_ATTEMPTS, WebhookSecret};
use blis_testing::{Kind, OthersSay, check_delivery, wait_until};
use receiver::{Answer, Came, Receiver};
use reqwest::Method;
use serde_json::{Value, json};
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
    a_receiver_that_fails_twice_gets_the_event_once_and_verified,
    events_come_in_the_order_of_their_versions,
    a_receiver_that_hangs_holds_up_nobody_else,
    a_receiver_that_fails_for_days_is_stopped_and_can_be_let_on,
    a_receiver_that_is_gone_is_stopped_at_once,
    a_receiver_that_asks_for_time_gets_it,
    while_a_secret_is_changed_both_sign,
    nothing_is_sent_to_a_private_network,
    a_webhook_is_changed_tried_out_and_removed,
    what_cannot_be_is_refused_by_its_place,
    no_secret_stands_anywhere,
);

fn run<F: Future<Output = ()>>(database: Kind, test: impl FnOnce(Kind) -> F) {
    actix_web::rt::System::new().block_on(test(database));
}

/// As whoever writes a receiver has it; one that hangs is given up on sooner than in earnest.
fn developing(options: &mut ServerOptions) {
    options.webhooks = WebhookOptions {
        on_loopback: true,
        patience: Wait::from_millis(500),
    };
}

/// A webhook, and the secret that signs for it.
struct Made {
    path: String,
    secret: WebhookSecret,
    text: String,
}

async fn make(admin: &mut Browser, address: &str) -> Made {
    let body = json!({ "address": address, "events": ["observations.changed"], "description": "Krājums" });
    let reply = admin.send(Method::POST, "/api/v1/webhooks", Some(&body)).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    let text = reply.json()["secret"]["secret"].as_str().unwrap().to_owned();
    let path = reply.header("location").to_owned();
    assert_eq!(
        path,
        format!(
            "/api/v1/webhooks/{}",
            reply.json()["webhook"]["id"].as_str().unwrap()
        )
    );
    Made {
        path,
        secret: WebhookSecret::parse(&text).unwrap(),
        text,
    }
}

/// A change of one figure.
fn change(app: &TestApp, value: f64) {
    app.given(&[(UNEMPLOYMENT, SALDUS, "2016", Some(value))]);
}

/// Lets time pass, and wakes the sender, which looks at another clock.
fn pass(app: &TestApp, by: Duration) {
    app.later(by);
    app.store.webhook_bell().ring();
}

/// Waits until an attempt failed and the next one waits for something between these; gives it.
fn until_put_off(app: &TestApp, least: Wait, most: Wait) -> Duration {
    let mut next = None;
    wait_until("the delivery is put off", || {
        next = app.store.next_delivery_in().unwrap();
        next.is_some_and(|next| (least..=most).contains(&next))
    });
    next.unwrap().try_into().unwrap()
}

fn until_nothing_waits(app: &TestApp) {
    wait_until("nothing waits", || app.store.deliveries_waiting().unwrap() == 0);
}

async fn deliveries(admin: &mut Browser, made: &Made) -> Vec<Value> {
    let reply = admin.get(&format!("{}/deliveries", made.path)).await;
    reply.json()["items"].as_array().unwrap().clone()
}

async fn state(admin: &mut Browser, made: &Made) -> Value {
    admin.get(&made.path).await.json()
}

async fn a_receiver_that_fails_twice_gets_the_event_once_and_verified(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let receiver = Receiver::start();
    receiver.answers(&[Answer::Status(500, ""), Answer::Status(503, "")]);
    let mut admin = app.admin().await;
    let made = make(&mut admin, &receiver.address()).await;
    change(&app, 7.5);
    let first = receiver.next();
    let wait = until_put_off(&app, Wait::from_millis(4500), Wait::from_millis(5500));
    pass(&app, wait);
    let second = receiver.next();
    let wait = until_put_off(&app, Wait::from_secs(270), Wait::from_secs(330));
    pass(&app, wait);
    let third = receiver.next();
    until_nothing_waits(&app);

    for (at, came) in [&first, &second, &third].into_iter().enumerate() {
        assert_eq!(
            came.id(),
            first.id(),
            "the receiver knows attempt {at} for the same event"
        );
        assert_eq!(came.body, first.body);
        assert_eq!(came.path, "/hook/only-for-us");
    }
    assert!(
        third.header("webhook-timestamp") > first.header("webhook-timestamp"),
        "signed anew"
    );
    assert_eq!(third.check(std::slice::from_ref(&made.secret), app.now()), Ok(()));
    assert_eq!(
        first.check(std::slice::from_ref(&made.secret), app.now() + Duration::hours(1)),
        Err(InvalidDelivery::NotNow),
        "it cannot be replayed"
    );
    let other = WebhookSecret::of([1; 32]);
    assert_eq!(
        third.check(&[other], app.now()),
        Err(InvalidDelivery::Signature),
        "who has another secret is not us"
    );
    let forged = Came {
        body: String::from_utf8(third.body.clone())
            .unwrap()
            .replace("\"new\":1", "\"new\":2")
            .into_bytes(),
        ..third.clone()
    };
    assert_ne!(forged.body, third.body);
    assert_eq!(
        forged.check(std::slice::from_ref(&made.secret), app.now()),
        Err(InvalidDelivery::Signature)
    );

    for (secret, fits) in [
        (made.text.as_str(), true),
        (WebhookSecret::of([1; 32]).to_text().as_str(), false),
    ] {
        let case = json!({
            "secret": secret,
            "headers": third.headers,
            "body": STANDARD.encode(&third.body),
            "now": app.now().unix_timestamp(),
        });
        let others = OthersSay {
            library: fits,
            documented: fits,
        };
        assert_eq!(
            check_delivery(&case),
            others,
            "the library of others and the documented check say the same"
        );
    }

    let told = third.json();
    assert_eq!(
        (&told["type"], &told["timestamp"]),
        (&json!("observations.changed"), &json!("2026-11-20T12:00:00Z"))
    );
    let data = &told["data"];
    assert_eq!(
        data["changes"],
        format!(
            "{}/api/v1/observations/changes?since={}",
            app.base, data["previous"]
        )
    );
    assert_eq!(
        (&data["cause"], &data["new"], &data["changed"], &data["withdrawn"]),
        (&json!("batch"), &json!(1), &json!(0), &json!(0))
    );
    assert!(
        !String::from_utf8_lossy(&third.body).contains("7.5"),
        "no figure is in it"
    );
    let link = data["changes"].as_str().unwrap().strip_prefix(&app.base).unwrap();
    let changes = Reply::to(app.visitor().request(Method::GET, link)).await.json();
    assert_eq!(
        changes["items"].as_array().unwrap().len(),
        1,
        "the link leads to the change itself"
    );
    assert_eq!(changes["items"][0]["version"], data["version"]);

    let log = deliveries(&mut admin, &made).await;
    assert_eq!(log.len(), 1);
    assert_eq!(
        (
            &log[0]["id"],
            &log[0]["state"],
            &log[0]["attempts"],
            &log[0]["status"],
            &log[0]["failure"]
        ),
        (
            &json!(first.id()),
            &json!("delivered"),
            &json!(3),
            &json!(204),
            &Value::Null
        )
    );
    let metrics = app.visitor().get_root("/metrics").await.text();
    assert!(
        metrics.contains("blis_webhook_deliveries_total{outcome=\"delivered\"} 1"),
        "{metrics}"
    );
    assert!(
        metrics.contains("blis_webhook_deliveries_total{outcome=\"put_off\"} 2"),
        "{metrics}"
    );
    running.stop().await;
    assert!(receiver.at_hand().is_none(), "it came once after it was taken");
}

async fn events_come_in_the_order_of_their_versions(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let receiver = Receiver::start();
    receiver.answers(&[Answer::Status(500, "")]);
    let mut admin = app.admin().await;
    make(&mut admin, &receiver.address()).await;
    for value in [1.0, 2.0, 3.0] {
        change(&app, value);
    }
    let failed = receiver.next().json()["data"]["version"].clone();
    let wait = until_put_off(&app, Wait::from_millis(4500), Wait::from_millis(5500));
    assert!(receiver.at_hand().is_none(), "the later ones wait for the first");
    pass(&app, wait);
    let came: Vec<u64> = (0..3)
        .map(|_| receiver.next().json()["data"]["version"].as_u64().unwrap())
        .collect();
    assert_eq!(json!(came[0]), failed);
    assert_eq!(came, [came[0], came[0] + 1, came[0] + 2]);
    until_nothing_waits(&app);
    running.stop().await;
}

async fn a_receiver_that_hangs_holds_up_nobody_else(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let (hangs, answers) = (Receiver::start(), Receiver::start());
    hangs.answers(&[Answer::Silence]);
    let mut admin = app.admin().await;
    let slow = make(&mut admin, &hangs.address()).await;
    make(&mut admin, &answers.address()).await;
    change(&app, 1.0);
    hangs.next();
    answers.next();
    change(&app, 2.0);
    answers.next();
    until_put_off(&app, Wait::from_millis(4500), Wait::from_millis(5500));
    let log = deliveries(&mut admin, &slow).await;
    let told: Vec<(&Value, &Value)> = log
        .iter()
        .map(|one| (&one["attempts"], &one["failure"]))
        .collect();
    assert_eq!(told, [(&json!(0), &Value::Null), (&json!(1), &json!("timeout"))]);
    running.stop().await;
}

async fn a_receiver_that_fails_for_days_is_stopped_and_can_be_let_on(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let receiver = Receiver::start();
    receiver.answers(&vec![Answer::Status(500, ""); MOST_ATTEMPTS as usize]);
    let mut admin = app.admin().await;
    let made = make(&mut admin, &receiver.address()).await;
    let began = app.now();
    change(&app, 1.0);
    change(&app, 2.0);
    let usual_s = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for usual in usual_s {
        receiver.next();
        let usual = Wait::from_secs(usual);
        let wait = until_put_off(&app, usual.mul_f64(0.9), usual.mul_f64(1.1));
        pass(&app, wait);
    }
    receiver.next();
    wait_until("the webhook is stopped", || {
        app.store.webhooks().unwrap()[0].disabled_because.is_some()
    });
    assert!(app.now() - began > Duration::days(2));
    let mut admin = app.awake("root@test.lv").await;
    let stopped = state(&mut admin, &made).await;
    assert_eq!(
        (
            &stopped["state"],
            &stopped["disabled_because"],
            &stopped["waiting"]
        ),
        (&json!("disabled"), &json!("failing"), &json!(1))
    );
    assert_eq!(stopped["failing_since"], "2026-11-20T12:00:00Z");
    change(&app, 3.0);
    let log = deliveries(&mut admin, &made).await;
    let states: Vec<&Value> = log.iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["waiting", "given_up"], "nothing new is queued for it");
    let ping = admin
        .send(Method::POST, &format!("{}/ping", made.path), None)
        .await;
    ping.problem(ProblemCode::Conflict);
    let entries = admin.get("/api/v1/audit?action=disable_webhook").await.json();
    assert_eq!(entries["items"][0]["after"]["because"], "failing", "{entries}");

    let etag = admin.get(&made.path).await.header("etag").to_owned();
    let on = admin
        .change(&made.path, &etag, &json!({ "suspended": false }))
        .await
        .json();
    assert_eq!(
        (&on["state"], &on["failing_since"]),
        (&json!("active"), &Value::Null)
    );
    let waited = receiver.next();
    let given_up = log[1]["id"].as_str().unwrap();
    assert_eq!(waited.id(), log[0]["id"]);
    let again = admin
        .send(
            Method::POST,
            &format!("{}/deliveries/{given_up}/retry", made.path),
            None,
        )
        .await;
    assert_eq!(again.status, 202, "{}", again.text());
    assert_eq!(
        receiver.next().id(),
        given_up,
        "what was given up comes under its id"
    );
    until_nothing_waits(&app);
    running.stop().await;
}

async fn a_receiver_that_is_gone_is_stopped_at_once(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let receiver = Receiver::start();
    receiver.answers(&[Answer::Status(410, "")]);
    let mut admin = app.admin().await;
    let made = make(&mut admin, &receiver.address()).await;
    change(&app, 1.0);
    receiver.next();
    wait_until("the webhook is stopped", || {
        app.store.webhooks().unwrap()[0].disabled_because.is_some()
    });
    assert_eq!(state(&mut admin, &made).await["disabled_because"], "gone");
    running.stop().await;
}

async fn a_receiver_that_asks_for_time_gets_it(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let receiver = Receiver::start();
    receiver.answers(&[
        Answer::Status(429, "retry-after: 600\r\n"),
        Answer::Status(302, "location: http://127.0.0.1:1/\r\n"),
    ]);
    let mut admin = app.admin().await;
    let made = make(&mut admin, &receiver.address()).await;
    change(&app, 1.0);
    receiver.next();
    let ten_minutes = Wait::from_secs(600);
    let wait = until_put_off(&app, ten_minutes, ten_minutes);
    pass(&app, wait);
    receiver.next();
    until_put_off(&app, Wait::from_secs(270), Wait::from_secs(330));
    let log = deliveries(&mut admin, &made).await;
    assert_eq!(
        (&log[0]["status"], &log[0]["failure"]),
        (&json!(302), &json!("status")),
        "nothing is followed"
    );
    running.stop().await;
}

async fn while_a_secret_is_changed_both_sign(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let receiver = Receiver::start();
    let mut admin = app.admin().await;
    let made = make(&mut admin, &receiver.address()).await;
    let path = format!("{}/secrets", made.path);
    let mut rotate = async |hours: u32| {
        let reply = admin
            .send(Method::POST, &path, Some(&json!({ "old_signs_hours": hours })))
            .await;
        assert_eq!(reply.status, 201, "{}", reply.text());
        WebhookSecret::parse(reply.json()["secret"].as_str().unwrap()).unwrap()
    };
    let new = rotate(1).await;
    change(&app, 1.0);
    let came = receiver.next();
    assert_eq!(came.header("webhook-signature").split(' ').count(), 2);
    for secret in [&made.secret, &new] {
        assert_eq!(came.check(std::slice::from_ref(secret), app.now()), Ok(()));
    }
    let newest = rotate(0).await;
    change(&app, 2.0);
    let came = receiver.next();
    assert_eq!(came.check(std::slice::from_ref(&newest), app.now()), Ok(()));
    assert_eq!(
        came.check(&[made.secret.clone(), new], app.now()),
        Err(InvalidDelivery::Signature)
    );
    app.later(Duration::hours(1));
    change(&app, 3.0);
    let came = receiver.next();
    assert_eq!(came.header("webhook-signature").split(' ').count(), 1);
    assert_eq!(came.check(&[newest], app.now()), Ok(()));
    running.stop().await;
}

async fn nothing_is_sent_to_a_private_network(database: Kind) {
    let Some((app, running)) = TestApp::start(database).await else {
        return;
    };
    let receiver = Receiver::start();
    let mut admin = app.admin().await;
    let port = receiver
        .address()
        .split(':')
        .nth(2)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    for (address, code) in [
        (receiver.address(), "unencrypted_address"),
        (format!("https://127.0.0.1:{port}/"), "refused_network"),
        ("https://10.1.2.3/".to_owned(), "refused_network"),
        (
            "https://169.254.169.254/latest/meta-data".to_owned(),
            "refused_network",
        ),
        ("https://[fd00::1]/".to_owned(), "refused_network"),
        ("https://203.0.113.7/".to_owned(), "refused_network"),
    ] {
        let body = json!({ "address": address, "events": ["observations.changed"] });
        let reply = admin.send(Method::POST, "/api/v1/webhooks", Some(&body)).await;
        let (pointer, _, found) = reply.fault(ProblemCode::Unacceptable);
        assert_eq!(
            (pointer.as_deref(), found.as_str()),
            (Some("/address"), code),
            "{address}"
        );
    }
    // A name tells nothing beforehand: what it stands for is looked at when something is sent.
    let made = make(&mut admin, &format!("https://localhost:{port}/")).await;
    let ping = admin
        .send(Method::POST, &format!("{}/ping", made.path), None)
        .await;
    assert_eq!(ping.status, 202, "{}", ping.text());
    until_put_off(&app, Wait::from_millis(4500), Wait::from_millis(5500));
    let log = deliveries(&mut admin, &made).await;
    assert_eq!(
        (&log[0]["failure"], &log[0]["status"]),
        (&json!("network_refused"), &Value::Null)
    );
    assert!(receiver.at_hand().is_none());
    running.stop().await;
}

async fn a_webhook_is_changed_tried_out_and_removed(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let (here, there) = (Receiver::start(), Receiver::start());
    let mut admin = app.admin().await;
    let made = make(&mut admin, &here.address()).await;
    let list = admin.get("/api/v1/webhooks").await.json();
    assert_eq!(
        (&list["total"], &list["items"][0]["description"]),
        (&json!(1), &json!("Krājums"))
    );
    assert_eq!(list["items"][0]["owner"], app.id_of("root@test.lv"));
    let ping = admin
        .send(Method::POST, &format!("{}/ping", made.path), None)
        .await
        .json();
    let came = here.next();
    assert_eq!(
        (json!(came.id()), &came.json()["type"]),
        (ping["id"].clone(), &json!("webhook.ping"))
    );
    assert_eq!(came.check(std::slice::from_ref(&made.secret), app.now()), Ok(()));

    let etag = admin.get(&made.path).await.header("etag").to_owned();
    let moved = json!({ "address": there.address(), "suspended": true });
    let reply = admin.change(&made.path, &etag, &moved).await;
    assert_eq!(reply.json()["state"], "suspended");
    admin
        .change(&made.path, &etag, &moved)
        .await
        .problem(ProblemCode::Stale);
    change(&app, 1.0);
    let on = admin
        .change(&made.path, reply.header("etag"), &json!({ "suspended": false }))
        .await;
    assert_eq!(on.json()["state"], "active");
    change(&app, 2.0);
    assert_eq!(
        there.next().json()["data"]["changed"],
        1,
        "what happened meanwhile is not told"
    );
    until_nothing_waits(&app);

    let gone = admin.send(Method::DELETE, &made.path, None).await;
    assert_eq!(gone.status, 204);
    admin.get(&made.path).await.problem(ProblemCode::NotFound);
    admin
        .get(&format!("{}/deliveries", made.path))
        .await
        .problem(ProblemCode::NotFound);
    change(&app, 3.0);
    assert_eq!(
        (running.rows("webhook_secret"), running.rows("webhook_delivery")),
        (0, 0)
    );
    let log = admin.get("/api/v1/audit?target_kind=webhook").await.json();
    let actions: Vec<&str> = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["action"].as_str().unwrap())
        .collect();
    assert_eq!(
        actions,
        [
            "remove_webhook",
            "resume_webhook",
            "suspend_webhook",
            "change_webhook",
            "ping_webhook",
            "add_webhook"
        ]
    );
    running.stop().await;
}

async fn what_cannot_be_is_refused_by_its_place(database: Kind) {
    let Some((app, running)) = TestApp::start(database).await else {
        return;
    };
    let mut admin = app.admin().await;
    let good = json!({ "address": "https://example.lv/x", "events": ["observations.changed"] });
    for (member, value, pointer, code) in [
        ("address", json!("example.lv"), "/address", "invalid_address"),
        ("events", json!([]), "/events", "missing"),
        ("events", json!(["webhook.ping"]), "/events/0", "invalid_event"),
        (
            "description",
            json!("a\nb"),
            "/description",
            "invalid_description",
        ),
    ] {
        let mut body = good.clone();
        body[member] = value;
        let reply = admin.send(Method::POST, "/api/v1/webhooks", Some(&body)).await;
        let (at, _, found) = reply.fault(ProblemCode::Unacceptable);
        assert_eq!((at.as_deref(), found.as_str()), (Some(pointer), code));
    }
    assert_eq!(running.rows("webhook"), 0);
    let made = make(&mut admin, "https://example.lv/x").await;
    let hours = json!({ "old_signs_hours": 721 });
    let reply = admin
        .send(Method::POST, &format!("{}/secrets", made.path), Some(&hours))
        .await;
    assert_eq!(
        reply.fault(ProblemCode::Unacceptable).0.as_deref(),
        Some("/old_signs_hours")
    );
    for path in [
        "/api/v1/webhooks/none/ping".to_owned(),
        format!("{}/deliveries/none/retry", made.path),
    ] {
        admin
            .send(Method::POST, &path, None)
            .await
            .problem(ProblemCode::NotFound);
    }
    running.stop().await;
}

async fn no_secret_stands_anywhere(database: Kind) {
    let Some((app, running)) = TestApp::start_changed(database, developing).await else {
        return;
    };
    let receiver = Receiver::start();
    let mut admin = app.admin().await;
    let made = make(&mut admin, &receiver.address()).await;
    change(&app, 1.0);
    receiver.next();
    until_nothing_waits(&app);
    let bare = made.text.strip_prefix("whsec_").unwrap();
    for path in [
        "/api/v1/webhooks",
        &made.path,
        &format!("{}/deliveries", made.path),
        "/api/v1/audit",
        "/api/v1/me/export",
    ] {
        let text = admin.get(path).await.text();
        assert!(!text.contains(bare), "{path}");
    }
    let log = admin.get("/api/v1/audit").await.text();
    assert!(
        log.contains("add_webhook") && !log.contains("only-for-us"),
        "what only the receiver knows: {log}"
    );
    running.stop().await;
}
