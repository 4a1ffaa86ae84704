//! `/clients`: what an administrator does with machine clients, and nobody else.

use crate::support::{Browser, Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::Role;
use blis_domain::rights::Sight;
use blis_store::AuditFilter;
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

on_both!(
    a_client_is_made_given_a_secret_and_pushes,
    nobody_but_an_administrator_comes_near,
    a_change_names_what_it_changes,
    what_cannot_be_is_told_with_its_place,
    nothing_is_changed_by_fields_that_nobody_asked_for,
    a_secret_belongs_to_its_client,
    a_removed_client_is_in_no_list_and_its_id_is_taken,
    an_end_that_is_near_is_told,
    no_secret_is_in_any_other_answer_or_in_the_log
);

fn srda() -> Value {
    json!({"id": "srda-1", "name": "VRAA", "feed": "srda", "scopes": ["feed:write"]})
}

async fn post(person: &mut Browser, path: &str, body: &Value) -> Reply {
    person
        .send(Method::POST, &format!("/api/v1{path}"), Some(body))
        .await
}

async fn made(admin: &mut Browser, body: &Value) -> Reply {
    let reply = post(admin, "/clients", body).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply
}

async fn secret(admin: &mut Browser, client: &str) -> Value {
    let reply = post(admin, &format!("/clients/{client}/secrets"), &json!({})).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

async fn patch(admin: &Browser, client: &str, tag: Option<&str>, body: &Value) -> Reply {
    let request = admin.request(Method::PATCH, &format!("/api/v1/clients/{client}"));
    let request = match tag {
        Some(tag) => request.header("if-match", tag),
        None => request,
    };
    Reply::to(request.json(body)).await
}

async fn a_client_is_made_given_a_secret_and_pushes(app: TestApp) {
    let mut admin = app.admin().await;
    let reply = made(&mut admin, &srda()).await;
    assert_eq!(reply.header("location"), "/api/v1/clients/srda-1");
    assert_eq!(reply.header("cache-control"), "no-store");
    let client = reply.json();
    assert_eq!(
        (&client["secrets"], &client["suspended"]),
        (&json!([]), &json!(false))
    );
    let given = post(
        &mut admin,
        "/clients/srda-1/secrets",
        &json!({"expires_in_days": 90}),
    )
    .await;
    assert_eq!((given.status, given.header("cache-control")), (201, "no-store"));
    let given = given.json();
    assert_eq!(given["expires_at"], "2027-02-18T12:00:00Z");
    let shown = given["secret"].as_str().unwrap();
    let token = app.client().token("srda-1", shown, "feed:write").await;
    assert!(token.is_ok(), "it signs in with what it was given");
    let listed = admin.get("/api/v1/clients").await.json();
    assert_eq!(listed["total"], 1);
    let kept = &listed["items"][0]["secrets"][0];
    assert_eq!((&kept["id"], &kept["holds"]), (&given["id"], &json!(true)));
    let path = format!("/api/v1/clients/srda-1/secrets/{}", given["id"].as_str().unwrap());
    assert_eq!(admin.send(Method::DELETE, &path, None).await.status, 204);
    assert!(app.client().token("srda-1", shown, "feed:write").await.is_err());
    admin
        .send(Method::DELETE, &path, None)
        .await
        .problem(ProblemCode::NotFound);
}

async fn nobody_but_an_administrator_comes_near(app: TestApp) {
    app.registered("pusher", Some("srda"), &["feed:write"]);
    let secret = app.registered("reader", None, &["data:read"]);
    let epoch = time::OffsetDateTime::UNIX_EPOCH;
    let of_pusher = || {
        app.store
            .client_listed("pusher", epoch)
            .unwrap()
            .expect("it is there still")
    };
    let kept = of_pusher();
    let path = format!("/api/v1/clients/pusher/secrets/{}", kept.secrets[0].id);
    let token = app
        .client()
        .token("reader", &secret, "")
        .await
        .unwrap()
        .access_token;
    let mut people = Vec::new();
    for role in [Role::SignedIn].into_iter().chain(Role::OF_PEOPLE) {
        people.push(app.signed_in_as(role).await);
    }
    for (method, path) in [
        (Method::GET, "/api/v1/clients"),
        (Method::POST, "/api/v1/clients"),
        (Method::GET, "/api/v1/clients/pusher"),
        (Method::PATCH, "/api/v1/clients/pusher"),
        (Method::DELETE, "/api/v1/clients/pusher"),
        (Method::POST, "/api/v1/clients/pusher/secrets"),
        (Method::DELETE, &path),
    ] {
        for person in &people {
            let reply = Reply::to(person.request(method.clone(), path).json(&srda())).await;
            reply.problem(ProblemCode::Forbidden);
        }
        let machine = app.visitor().request(method.clone(), path).bearer_auth(&token);
        Reply::to(machine).await.problem(ProblemCode::Forbidden);
        let nobody = app.visitor().request(method.clone(), path).json(&srda());
        Reply::to(nobody).await.problem(ProblemCode::Unauthenticated);
    }
    assert_eq!(of_pusher(), kept, "and nothing has changed");
    assert_eq!(app.store.clients(epoch).unwrap().len(), 2);
}

async fn a_change_names_what_it_changes(app: TestApp) {
    let mut admin = app.admin().await;
    made(&mut admin, &srda()).await;
    let read = admin.get("/api/v1/clients/srda-1").await;
    let tag = read.header("etag").to_owned();
    let body = json!({"name": "VRAA (RAIM)", "allowed_addresses": ["192.0.2.7", "2001:db8::/32"]});
    patch(&admin, "srda-1", None, &body)
        .await
        .problem(ProblemCode::IfMatchMissing);
    let changed = patch(&admin, "srda-1", Some(&tag), &body).await;
    assert_eq!(changed.status, 200, "{}", changed.text());
    let client = changed.json();
    assert_eq!(client["name"], "VRAA (RAIM)");
    assert_eq!(client["allowed_addresses"], json!(["192.0.2.7", "2001:db8::/32"]));
    assert_eq!(client["scopes"], json!(["feed:write"]), "what is left out stays");
    patch(&admin, "srda-1", Some(&tag), &json!({"suspended": true}))
        .await
        .problem(ProblemCode::Stale);
    let next = changed.header("etag").to_owned();
    let suspended = patch(
        &admin,
        "srda-1",
        Some(&next),
        &json!({"suspended": true, "name": null}),
    )
    .await;
    assert_eq!(suspended.json()["suspended"], true);
    assert_eq!(suspended.json()["name"], "VRAA (RAIM)");
    let same = patch(&admin, "srda-1", Some(suspended.header("etag")), &json!({})).await;
    assert_eq!(
        same.header("etag"),
        suspended.header("etag"),
        "no difference, no version"
    );
    patch(&admin, "nobody", Some("\"1\""), &json!({}))
        .await
        .problem(ProblemCode::NotFound);
}

async fn what_cannot_be_is_told_with_its_place(app: TestApp) {
    let mut admin = app.admin().await;
    made(&mut admin, &srda()).await;
    let with = |name: &str, value: Value| {
        let mut body = srda();
        body["id"] = json!("srda-2");
        body[name] = value;
        body
    };
    for (body, pointer) in [
        (with("id", json!("SRDA/2")), "/id"),
        (with("name", json!("two\nlines")), "/name"),
        (with("name", json!("\0")), "/name"),
        (with("scopes", json!([])), "/scopes"),
        (with("scopes", json!(["feed:write", "admin"])), "/scopes/1"),
        (with("feed", json!(null)), "/feed"),
        (with("feed", json!("nobody")), "/feed"),
        (with("feed", json!("\0")), "/feed"),
        (
            with("allowed_addresses", json!(["::1", "srda.lv"])),
            "/allowed_addresses/1",
        ),
        (
            with("allowed_addresses", json!(["192.0.2.7/24"])),
            "/allowed_addresses/0",
        ),
    ] {
        let problem = post(&mut admin, "/clients", &body)
            .await
            .problem(ProblemCode::Unacceptable);
        let places: Vec<Option<&str>> = problem.errors.iter().map(|one| one.pointer.as_deref()).collect();
        assert!(places.contains(&Some(pointer)), "{body}: {places:?}");
    }
    post(&mut admin, "/clients", &srda())
        .await
        .problem(ProblemCode::Conflict);
    let reply = patch(&admin, "srda-1", Some("\"1\""), &json!({"scopes": ["data:read"]})).await;
    assert_eq!(
        reply.problem(ProblemCode::Unacceptable).errors[0]
            .pointer
            .as_deref(),
        Some("/scopes")
    );
    for days in [0, 3651] {
        let body = json!({ "expires_in_days": days });
        let reply = post(&mut admin, "/clients/srda-1/secrets", &body).await;
        let problem = reply.problem(ProblemCode::Unacceptable);
        assert_eq!(
            problem.errors[0].pointer.as_deref(),
            Some("/expires_in_days"),
            "{days}"
        );
    }
    for _ in 0..5 {
        secret(&mut admin, "srda-1").await;
    }
    post(&mut admin, "/clients/srda-1/secrets", &json!({}))
        .await
        .problem(ProblemCode::Conflict);
}

async fn nothing_is_changed_by_fields_that_nobody_asked_for(app: TestApp) {
    let mut admin = app.admin().await;
    made(&mut admin, &srda()).await;
    for field in [
        "suspended",
        "created_at",
        "secrets",
        "secret_hash",
        "version",
        "removed_at",
    ] {
        let mut body = srda();
        body["id"] = json!("srda-2");
        body[field] = json!(null);
        post(&mut admin, "/clients", &body)
            .await
            .problem(ProblemCode::MalformedBody);
    }
    for field in ["id", "feed", "created_at", "secrets", "version", "removed_at"] {
        patch(&admin, "srda-1", Some("\"1\""), &json!({ field: null }))
            .await
            .problem(ProblemCode::MalformedBody);
    }
    for field in ["id", "secret", "hash", "expires_at", "client"] {
        post(&mut admin, "/clients/srda-1/secrets", &json!({ field: null }))
            .await
            .problem(ProblemCode::MalformedBody);
    }
    assert_eq!(admin.get("/api/v1/clients").await.json()["total"], 1);
}

async fn a_secret_belongs_to_its_client(app: TestApp) {
    let mut admin = app.admin().await;
    made(&mut admin, &srda()).await;
    let reader = json!({"id": "reader", "name": "Reader", "scopes": ["data:read"]});
    made(&mut admin, &reader).await;
    let of_reader = secret(&mut admin, "reader").await;
    let id = of_reader["id"].as_str().unwrap();
    for path in [
        format!("/api/v1/clients/srda-1/secrets/{id}"),
        "/api/v1/clients/reader/secrets/x".to_owned(),
        "/api/v1/clients/reader/secrets/%00".to_owned(),
        "/api/v1/clients/%00/secrets/x".to_owned(),
        format!("/api/v1/clients/nobody/secrets/{id}"),
    ] {
        let reply = admin.send(Method::DELETE, &path, None).await;
        reply.problem(ProblemCode::NotFound);
    }
    let secret = of_reader["secret"].as_str().unwrap();
    assert!(app.client().token("reader", secret, "").await.is_ok());
    assert!(app.client().token("srda-1", secret, "").await.is_err());
}

async fn a_removed_client_is_in_no_list_and_its_id_is_taken(app: TestApp) {
    let mut admin = app.admin().await;
    made(&mut admin, &srda()).await;
    secret(&mut admin, "srda-1").await;
    let path = "/api/v1/clients/srda-1";
    assert_eq!(admin.send(Method::DELETE, path, None).await.status, 204);
    admin
        .send(Method::DELETE, path, None)
        .await
        .problem(ProblemCode::NotFound);
    admin.get(path).await.problem(ProblemCode::NotFound);
    assert_eq!(admin.get("/api/v1/clients").await.json()["total"], 0);
    post(&mut admin, "/clients", &srda())
        .await
        .problem(ProblemCode::Conflict);
    let log = admin
        .get("/api/v1/audit?action=remove_client&target=srda-1&target_kind=client")
        .await;
    assert_eq!(log.json()["items"][0]["before"]["name"], "VRAA", "{}", log.text());
}

async fn an_end_that_is_near_is_told(app: TestApp) {
    let mut admin = app.admin().await;
    made(&mut admin, &srda()).await;
    post(
        &mut admin,
        "/clients/srda-1/secrets",
        &json!({"expires_in_days": 31}),
    )
    .await;
    let client = admin.get("/api/v1/clients/srda-1").await.json();
    assert_eq!(client["expires_soon"], false);
    app.later(Duration::hours(36));
    let mut admin = app.awake("root@test.lv").await;
    let client = admin.get("/api/v1/clients/srda-1").await.json();
    assert_eq!(client["expires_soon"], true);
    secret(&mut admin, "srda-1").await;
    let client = admin.get("/api/v1/clients/srda-1").await.json();
    assert_eq!(client["expires_soon"], false, "another holds longer");
}

async fn no_secret_is_in_any_other_answer_or_in_the_log(app: TestApp) {
    let mut admin = app.admin().await;
    made(&mut admin, &srda()).await;
    let given = secret(&mut admin, "srda-1").await;
    let shown = given["secret"].as_str().unwrap();
    for path in ["/api/v1/clients", "/api/v1/clients/srda-1", "/api/v1/audit"] {
        let text = admin.get(path).await.text();
        assert!(text.contains("srda-1") && !text.contains(shown), "{path}");
    }
    let entries = app
        .store
        .audit(&AuditFilter::seen_with(Sight::Everything))
        .unwrap();
    let kept = format!(
        "{:?}",
        entries.items.iter().map(|one| &one.detail).collect::<Vec<_>>()
    );
    assert!(!kept.contains(shown));
}
