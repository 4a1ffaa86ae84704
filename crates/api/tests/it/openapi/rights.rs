//! Who is let in: the document, the table of rights and the server say the same.

use super::{action, operations};
use crate::support::{PASSWORD, Reply, TestApp};
use blis_api::{FRESH, OPERATIONS};
use blis_domain::rights::{Action, Role, allows};
use reqwest::Method;
use serde_json::Value;

on_both!(
    closed_operations_are_closed_and_open_ones_open,
    the_document_says_what_is_grave
);

#[test]
fn every_operation_has_its_entry_and_every_entry_its_operation() {
    let ids: Vec<String> = operations()
        .iter()
        .map(|operation| operation.id().to_owned())
        .collect();
    for id in &ids {
        action(id);
    }
    for (id, _) in OPERATIONS {
        assert!(ids.iter().any(|one| one == id), "{id} is no operation any more");
    }
}

#[test]
fn the_document_and_the_table_of_rights_name_the_same_scopes() {
    for operation in operations() {
        let ways = operation.body.get("security").and_then(Value::as_array);
        let scope = ways
            .and_then(|ways| ways.iter().find_map(|way| way.get("machine_clients")))
            .and_then(|scopes| scopes[0].as_str());
        let wanted = action(operation.id()).and_then(Action::scope);
        assert_eq!(scope, wanted, "{}", operation.id());
    }
}

/// Every operation × nobody, every role of people and every role of machine clients, by the table of rights.
async fn closed_operations_are_closed_and_open_ones_open(app: TestApp) {
    let people: Vec<Role> = [Role::SignedIn].into_iter().chain(Role::OF_PEOPLE).collect();
    let mut authenticators = Vec::new();
    for role in &people {
        match role.needs_second_factor() {
            true => authenticators.push((*role, app.guarded_as(*role).await.1)),
            false => drop(app.signed_in_as(*role).await),
        }
    }
    for operation in operations() {
        let action = action(operation.id());
        let open = action.is_none_or(|action| allows(Role::Public, action));
        assert_eq!(operation.is_closed(), !open, "{}", operation.id());
        for role in Role::ALL {
            let address = operation.address();
            let request = if people.contains(&role) {
                let email = format!("{}@test.lv", role.code().replace('_', "-"));
                let person = match authenticators.iter().find(|(one, _)| *one == role) {
                    Some((_, authenticator)) => app.sign_in_with(&email, authenticator).await,
                    None => app.sign_in(&email, PASSWORD).await,
                };
                person.request(operation.method.clone(), &address)
            } else {
                let request = app.visitor().request(operation.method.clone(), &address);
                match role.scope() {
                    None => request,
                    Some(scope) => request.bearer_auth(token(&app, operation.id(), scope).await),
                }
            };
            let reply = Reply::to(request).await;
            // These have doors of their own, which their tests try.
            let own_door = matches!(operation.id(), "create_token" | "sign_in" | "renew_session");
            let shut = matches!(reply.status, 401 | 403) && !own_door;
            let wanted = match (open, role) {
                (true, _) => None,
                (false, Role::Public) => Some(401),
                (false, role) => (!action.is_some_and(|action| allows(role, action))).then_some(403),
            };
            assert_eq!(
                shut.then_some(reply.status),
                wanted,
                "{} as {role:?}: {}",
                operation.id(),
                reply.text()
            );
        }
    }
}

async fn token(app: &TestApp, operation: &str, scope: &str) -> String {
    let id = format!("{operation}-{scope}");
    let secret = app.registered(&id, Some("srda"), &[scope]);
    let token = app.client().token(&id, &secret, scope).await;
    token.expect("a token").access_token
}

async fn the_document_says_what_is_grave(app: TestApp) {
    let mut admin = app.admin().await;
    app.later(time::Duration::minutes(15));
    let kept = admin
        .send(Method::POST, "/api/v1/auth/session/refresh", None)
        .await;
    assert_eq!(kept.status, 200, "{}", kept.text());
    // Signing out would end the session in which all this is asked.
    let closed = operations()
        .into_iter()
        .filter(|operation| operation.is_closed() && operation.id() != "sign_out");
    for operation in closed {
        let id = operation.id();
        let reply = admin
            .send(operation.method.clone(), &operation.address(), None)
            .await;
        let asks = reply.status == 403 && reply.text().contains("sign-in-again");
        assert_eq!(
            asks,
            FRESH.contains(&id),
            "{id} stands in FRESH (openapi/security.rs) if it takes `Granted<…, Fresh>`, and only then: {}",
            reply.text()
        );
    }
}
