//! `/networks`.

use crate::support::{SALDUS, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Grant, Role, Within};
use blis_store::AuditContext;
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    the_networks_know_their_members,
    what_is_no_network_is_not_found,
    a_coordinator_changes_the_own_network,
    a_change_names_the_version_it_changes,
    nobody_changes_the_network_of_others,
    what_cannot_be_in_a_network_is_refused
);

async fn the_networks_know_their_members(app: TestApp) {
    let networks = app.client().networks(None).await.unwrap();
    assert_eq!(
        networks.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(),
        ["N1", "N2", "N3", "N4"]
    );
    let members = [("N2".parse().unwrap(), SALDUS.parse().unwrap())];
    app.store
        .set_network_members(&members, true, &AuditContext::command("test"))
        .unwrap();
    let network = app.client().network(&"N2".parse().unwrap(), None).await.unwrap();
    assert_eq!((network.members.len(), network.demonstration), (1, true));
    let found = app.visitor().get("/areas?network=N2").await.json();
    assert_eq!(found["items"][0]["code"], SALDUS);
    assert_eq!(app.visitor().get("/instance").await.json()["demonstration"], true);
}

async fn what_is_no_network_is_not_found(app: TestApp) {
    for path in ["/networks/N9", "/networks/none"] {
        app.visitor().get(path).await.problem(ProblemCode::NotFound);
    }
}

async fn a_coordinator_changes_the_own_network(app: TestApp) {
    let mut martins = app.signed_in_as(Role::Coordinator).await;
    let change = json!({"coordinator": "Mārtiņš Liepa", "stage": "understand"});
    let changed = martins.change("/api/v1/networks/N1", "*", &change).await.json();
    assert_eq!(
        (&changed["coordinator"], &changed["stage"]),
        (&change["coordinator"], &change["stage"])
    );
    let part = json!({"stage": null});
    martins.change("/api/v1/networks/N1", "*", &part).await.json();
    let member = format!("/api/v1/networks/N1/members/{SALDUS}");
    for _ in 0..2 {
        assert_eq!(
            martins.send(Method::PUT, &member, None).await.status,
            204,
            "twice is once"
        );
    }
    let read = app.visitor().get("/networks/N1").await.json();
    assert_eq!(
        (&read["coordinator"], &read["stage"]),
        (&change["coordinator"], &Value::Null)
    );
    assert_eq!(
        (&read["members"], &read["demonstration"]),
        (&json!([SALDUS]), &json!(false))
    );
    for _ in 0..2 {
        assert_eq!(martins.send(Method::DELETE, &member, None).await.status, 204);
    }
    assert_eq!(
        app.visitor().get("/networks/N1").await.json()["members"],
        json!([])
    );
    let log = martins.get("/api/v1/me/log").await.json();
    let told = log["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["network"] == "N1");
    let told: Vec<&str> = told.map(|one| one["action"].as_str().unwrap()).collect();
    assert_eq!(
        told,
        [
            "remove_network_member",
            "add_network_member",
            "change_network",
            "change_network",
            "give_role",
            "add_person"
        ],
        "what changed nothing is not told"
    );
}

async fn a_change_names_the_version_it_changes(app: TestApp) {
    let mut martins = app.signed_in_as(Role::Coordinator).await;
    let path = "/api/v1/networks/N1";
    let stage = json!({"stage": "compare"});
    martins
        .send(Method::PATCH, path, Some(&stage))
        .await
        .problem(ProblemCode::IfMatchMissing);
    let read = app.visitor().get("/networks/N1").await;
    let seen = read.header("etag").to_owned();
    let member = format!("{path}/members/{SALDUS}");
    assert_eq!(martins.send(Method::PUT, &member, None).await.status, 204);
    let first = martins.change(path, &seen, &stage).await;
    assert_eq!(
        first.status,
        200,
        "a member who joins is in nobody's way: {}",
        first.text()
    );
    martins
        .change(path, &seen, &json!({"stage": "start"}))
        .await
        .problem(ProblemCode::Stale);
    let next = first.header("etag").to_owned();
    let second = martins
        .change(path, &next, &json!({"coordinator": "Ilze Āre"}))
        .await;
    assert_eq!(second.json()["stage"], "compare", "the first change stays");
    let client = app.client();
    let typed = client.network_to_change(&"N1".parse().unwrap()).await.unwrap();
    assert_eq!(typed.value.coordinator.as_deref(), Some("Ilze Āre"));
    assert_eq!(martins.change(path, &typed.etag, &stage).await.status, 200);
}

async fn nobody_changes_the_network_of_others(app: TestApp) {
    let mut martins = app.signed_in_as(Role::Coordinator).await;
    let mut liga = app.signed_in_as(Role::MunicipalAdmin).await;
    // A member of a network manages nothing in it.
    let members = [("N1".parse().unwrap(), SALDUS.parse().unwrap())];
    app.store
        .set_network_members(&members, false, &AuditContext::command("test"))
        .unwrap();
    let observer = Grant::new(Role::Observer, Within::Network("N1".parse().unwrap()));
    app.person("observer@test.lv", vec![observer]);
    let mut observer = app.sign_in("observer@test.lv", crate::support::PASSWORD).await;
    for (person, code) in [(&mut martins, "N2"), (&mut liga, "N1"), (&mut observer, "N1")] {
        let path = format!("/api/v1/networks/{code}");
        let change = json!({"stage": "compare"});
        person
            .change(&path, "*", &change)
            .await
            .problem(ProblemCode::Forbidden);
        for method in [Method::PUT, Method::DELETE] {
            let member = format!("{path}/members/{SALDUS}");
            person
                .send(method, &member, None)
                .await
                .problem(ProblemCode::Forbidden);
        }
    }
    let admin = Grant::new(Role::Admin, Within::Everywhere);
    let mut dace = app.with_second_factor("dace@test.lv", vec![admin]).await;
    let stage = json!({"stage": "compare"});
    assert_eq!(dace.change("/api/v1/networks/N2", "*", &stage).await.status, 200);
}

async fn what_cannot_be_in_a_network_is_refused(app: TestApp) {
    let mut martins = app.signed_in_as(Role::Coordinator).await;
    for member in [
        "N1/members/0999999",
        "N9/members/0840200",
        "N1/members/x",
        "x/members/0840200",
    ] {
        for method in [Method::PUT, Method::DELETE] {
            let path = format!("/api/v1/networks/{member}");
            martins
                .send(method, &path, None)
                .await
                .problem(ProblemCode::NotFound);
        }
    }
    for body in [
        json!({"members": []}),
        json!({"stage": "x"}),
        json!({"coordinator": 1}),
        json!({"code": "N2"}),
        json!({"demonstration": true}),
        json!([]),
    ] {
        martins
            .change("/api/v1/networks/N1", "*", &body)
            .await
            .problem(ProblemCode::MalformedBody);
    }
    for name in ["", "a\nb", &"x".repeat(121)] {
        let reply = martins
            .change("/api/v1/networks/N1", "*", &json!({"coordinator": name}))
            .await;
        assert_eq!(
            reply.fault(ProblemCode::Unacceptable).0.as_deref(),
            Some("/coordinator")
        );
    }
}
