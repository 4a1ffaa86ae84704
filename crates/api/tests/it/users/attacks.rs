//! Attempts to reach other people's people and to raise one's own rights.

use super::{JELGAVA, dace, everywhere, liga, member_of, path_of, within};
use crate::support::{Browser, PASSWORD, Reply, SALDUS, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    nobody_of_another_municipality_is_there,
    a_role_of_another_under_ones_own_person_is_not_found,
    nobody_raises_their_own_rights,
    no_document_brings_what_it_should_not,
    whoever_administers_nothing_is_kept_out,
    a_change_without_the_token_of_the_session_changes_nothing
);

async fn nobody_of_another_municipality_is_there(app: TestApp) {
    app.person("janis@test.lv", vec![within(Role::Member, JELGAVA)]);
    app.person("root@test.lv", vec![everywhere(Role::Admin)]);
    let mut liga = liga(&app).await;
    for email in ["janis@test.lv", "root@test.lv"] {
        let path = path_of(&app, email);
        let grant = {
            let id = app.id_of(email).parse().unwrap();
            let seen = app
                .store
                .person_seen(&blis_domain::rights::Sight::Everything, &id)
                .unwrap();
            seen.unwrap().person.grants[0].id.clone()
        };
        let before = app.store.audit_head().unwrap();
        liga.get(&path).await.problem(ProblemCode::NotFound);
        liga.change(&path, "*", &json!({"state": "suspended"}))
            .await
            .problem(ProblemCode::NotFound);
        for (method, way, body) in [
            (Method::POST, "/grants".to_owned(), Some(member_of(SALDUS))),
            (Method::POST, "/grants".to_owned(), Some(member_of(JELGAVA))),
            (Method::DELETE, format!("/grants/{grant}"), None),
            (Method::DELETE, "/sessions".to_owned(), None),
            (Method::POST, "/invitation".to_owned(), None),
        ] {
            let reply = liga.send(method, &format!("{path}{way}"), body.as_ref()).await;
            let problem = reply.problem(ProblemCode::NotFound);
            assert_eq!(
                problem.detail, "There is no such person.",
                "{way}: the same as of nobody"
            );
        }
        for way in ["", "/suspend", "/sessions", &format!("/grants/{grant}")] {
            let page = liga.get(&format!("/admin/users/{}{way}", app.id_of(email))).await;
            assert_eq!(page.status, 404, "{way}");
            assert!(!page.text().contains(email), "{way}");
        }
        assert_eq!(app.store.audit_head().unwrap(), before, "nothing happened");
    }
}

async fn a_role_of_another_under_ones_own_person_is_not_found(app: TestApp) {
    app.person(
        "anna@test.lv",
        vec![within(Role::Member, SALDUS), within(Role::Member, JELGAVA)],
    );
    app.person("janis@test.lv", vec![within(Role::Member, SALDUS)]);
    let mut dace = dace(&app).await;
    let whole = dace.get(&path_of(&app, "anna@test.lv")).await.json();
    let grants = whole["grants"].as_array().unwrap();
    let elsewhere = grants.iter().find(|one| one["municipality"] == JELGAVA).unwrap()["id"]
        .as_str()
        .unwrap();
    let here = grants.iter().find(|one| one["municipality"] == SALDUS).unwrap()["id"]
        .as_str()
        .unwrap();
    let mut liga = liga(&app).await;
    for (person, grant) in [
        ("anna@test.lv", elsewhere),
        ("janis@test.lv", here),
        ("janis@test.lv", "x%00"),
    ] {
        let path = format!("{}/grants/{grant}", path_of(&app, person));
        liga.send(Method::DELETE, &path, None)
            .await
            .problem(ProblemCode::NotFound);
    }
    let after = dace.get(&path_of(&app, "anna@test.lv")).await.json();
    assert_eq!(after, whole);
}

async fn nobody_raises_their_own_rights(app: TestApp) {
    let mut liga = liga(&app).await;
    let own = path_of(&app, "municipal-admin@test.lv");
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let anna = path_of(&app, "anna@test.lv");
    let more = [
        json!({"role": "admin"}),
        json!({"role": "steward"}),
        json!({"role": "observer"}),
        json!({"role": "coordinator", "network": "N1"}),
        json!({"role": "municipal_admin", "municipality": JELGAVA}),
        json!({"role": "member", "municipality": JELGAVA}),
        json!({"role": "member"}),
        json!({"role": "admin", "municipality": SALDUS}),
        json!({"role": "member", "municipality": SALDUS, "network": "N1"}),
        json!({"role": "feed_writer"}),
        json!({"role": "signed_in"}),
    ];
    for grant in &more {
        for person in [&own, &anna] {
            let reply = liga
                .send(Method::POST, &format!("{person}/grants"), Some(grant))
                .await;
            reply.problem(ProblemCode::MayNotGive);
        }
        // A second account, to be used by the first one's owner.
        for address in ["second@test.lv", "anna@test.lv", "municipal-admin@test.lv"] {
            let asked = json!({"email": address, "language": "lv", "grants": [member_of(SALDUS), grant]});
            let reply = liga.send(Method::POST, "/api/v1/users", Some(&asked)).await;
            reply.problem(ProblemCode::MayNotGive);
        }
    }
    let problem = liga
        .send(Method::POST, &format!("{own}/grants"), Some(&member_of(SALDUS)))
        .await;
    assert_eq!(
        problem.problem(ProblemCode::MayNotGive).detail,
        "Nobody gives or takes their own roles."
    );
    let me = json!({"email": "Municipal-Admin@test.lv", "language": "lv", "grants": [member_of(SALDUS)]});
    liga.send(Method::POST, "/api/v1/users", Some(&me))
        .await
        .problem(ProblemCode::MayNotGive);
    let grant = liga.get(&own).await.json()["grants"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    liga.send(Method::DELETE, &format!("{own}/grants/{grant}"), None)
        .await
        .problem(ProblemCode::MayNotGive);
    // An administrator whose role sleeps, for want of a second factor, has no more than anybody.
    app.person("asleep@test.lv", vec![everywhere(Role::Admin)]);
    let mut asleep = app.sign_in("asleep@test.lv", PASSWORD).await;
    for (method, path) in [(Method::GET, "/api/v1/users"), (Method::POST, "/api/v1/users")] {
        asleep
            .send(method, path, Some(&json!({})))
            .await
            .problem(ProblemCode::Forbidden);
    }
    let nobody_new = dace(&app).await.get("/api/v1/users").await.json();
    assert_eq!(nobody_new["total"], 4);
}

async fn no_document_brings_what_it_should_not(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let mut liga = liga(&app).await;
    let path = path_of(&app, "anna@test.lv");
    let invitation = |more: (&str, Value)| {
        let mut body = json!({"email": "new@test.lv", "language": "lv", "grants": [member_of(SALDUS)]});
        body[more.0] = more.1;
        body
    };
    for (way, body) in [
        ("", invitation(("state", json!("active")))),
        ("", invitation(("id", json!("x")))),
        ("", invitation(("password", json!("zāles kalnā rīts")))),
        ("", invitation(("demonstration", json!(true)))),
        (
            "",
            invitation((
                "grants",
                json!([{"role": "member", "municipality": SALDUS, "given_by": "x"}]),
            )),
        ),
    ] {
        let reply = liga
            .send(Method::POST, &format!("/api/v1/users{way}"), Some(&body))
            .await;
        reply.problem(ProblemCode::MalformedBody);
    }
    for body in [
        json!({"state": "suspended", "grants": []}),
        json!({"state": "suspended", "email": "x@test.lv"}),
        json!({"grants": [{"role": "admin"}]}),
        json!({"state": "erased"}),
        json!({"state": "invited"}),
        json!({}),
        json!([]),
    ] {
        liga.change(&path, "*", &body)
            .await
            .problem(ProblemCode::MalformedBody);
    }
    for body in [
        json!({"role": "member", "municipality": SALDUS, "person": "x"}),
        json!({"role": "member", "municipality": SALDUS, "id": "x"}),
        json!({"role": "root"}),
        json!({"municipality": SALDUS}),
    ] {
        liga.send(Method::POST, &format!("{path}/grants"), Some(&body))
            .await
            .problem(ProblemCode::MalformedBody);
    }
    assert_eq!(liga.get("/api/v1/users").await.json()["total"], 2);
    assert_eq!(liga.get(&path).await.json()["state"], "active");
}

async fn whoever_administers_nothing_is_kept_out(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let path = path_of(&app, "anna@test.lv");
    let n1 = Grant::new(Role::Coordinator, Within::Network("N1".parse().unwrap()));
    app.person("coordinator@test.lv", vec![n1]);
    app.person("councillor@test.lv", vec![within(Role::Councillor, SALDUS)]);
    for email in ["coordinator@test.lv", "councillor@test.lv", "anna@test.lv"] {
        let mut person = app.sign_in(email, PASSWORD).await;
        person.get("/api/v1/users").await.problem(ProblemCode::Forbidden);
        person.get(&path).await.problem(ProblemCode::Forbidden);
        person
            .change(&path, "*", &json!({"state": "suspended"}))
            .await
            .problem(ProblemCode::Forbidden);
        for (method, way) in [
            (Method::POST, "/grants"),
            (Method::DELETE, "/grants/x"),
            (Method::DELETE, "/sessions"),
            (Method::POST, "/invitation"),
        ] {
            let reply = person
                .send(method, &format!("{path}{way}"), Some(&member_of(SALDUS)))
                .await;
            reply.problem(ProblemCode::Forbidden);
        }
    }
    let nobody = Browser::new(app.visitor()).get("/api/v1/users").await;
    nobody.problem(ProblemCode::Unauthenticated);
}

async fn a_change_without_the_token_of_the_session_changes_nothing(app: TestApp) {
    app.person("anna@test.lv", vec![within(Role::Member, SALDUS)]);
    let liga = liga(&app).await;
    let id = app.id_of("anna@test.lv");
    let json = liga
        .bare(Method::PATCH, &path_of(&app, "anna@test.lv"))
        .header("if-match", "*")
        .json(&json!({"state": "suspended"}));
    Reply::to(json).await.problem(ProblemCode::CrossSite);
    for (way, fields) in [
        ("/grants", "role=councillor&municipality=0840200"),
        ("/suspend", "version=1"),
        ("/sessions", ""),
        ("/invitation", ""),
    ] {
        for (csrf, site) in [("wrong", "same-origin"), (liga.csrf.as_str(), "cross-site")] {
            let form = liga
                .bare(Method::POST, &format!("/admin/users/{id}{way}"))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("sec-fetch-site", site)
                .body(format!("csrf={csrf}&{fields}"));
            assert_eq!(Reply::to(form).await.status, 403, "{way} {site}");
        }
    }
    let id = id.parse().unwrap();
    let seen = app
        .store
        .person_seen(&blis_domain::rights::Sight::Everything, &id)
        .unwrap()
        .unwrap();
    assert_eq!((seen.person.version, seen.person.grants.len()), (1, 1));
}
