//! The OpenAPI document: up to date, complete, and true.

mod client;

use crate::support::{Feed, PASSWORD, Reply, TestApp};
use blis_api::{FRESH, OPERATIONS};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Role, allows};
use reqwest::{Method, RequestBuilder};
use serde_json::{Map, Value};
use std::path::Path;

on_both!(
    closed_operations_are_closed_and_open_ones_open,
    the_document_says_what_is_grave,
    documented_parameters_are_those_that_are_read,
    a_bad_value_is_told_what_would_be_good,
    a_nul_is_the_callers_fault
);

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// What an operation does in the table of rights; nothing where it is open because it tells somebody who they are.
fn action(id: &str) -> Option<Action> {
    let (_, action) = OPERATIONS
        .iter()
        .find(|(one, _)| *one == id)
        .unwrap_or_else(|| panic!("{id} has no entry in OPERATIONS (openapi/security.rs)"));
    *action
}

#[derive(Clone)]
pub(crate) struct Operation {
    pub(crate) method: Method,
    path: String,
    body: Map<String, Value>,
}

impl Operation {
    pub(crate) fn id(&self) -> &str {
        self.body["operationId"].as_str().expect("an operation id")
    }

    fn parameters(&self) -> Vec<&Value> {
        self.body
            .get("parameters")
            .and_then(Value::as_array)
            .map_or(Vec::new(), |list| list.iter().collect())
    }

    fn names(&self, place: &str) -> Vec<&str> {
        self.parameters()
            .into_iter()
            .filter(|parameter| parameter["in"] == place)
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect()
    }

    fn is_closed(&self) -> bool {
        self.body.contains_key("security")
    }

    /// The address with something plausible in the place of each parameter.
    pub(crate) fn address(&self) -> String {
        let code = match self.id() {
            id if id.contains("_network") && id != "list_networks" => "N1",
            "show_indicator" | "show_series" => "CTX.UNEMP",
            _ => "0840200",
        };
        self.path
            .replace("{code}", code)
            .replace("{feed}", "srda")
            .replace("{id}", "x")
            .replace("{grant}", "x")
            .replace("{area}", "0840200")
            .replace("{secret}", "x")
    }
}

fn document() -> Value {
    serde_json::from_str(&blis_api::openapi_json()).expect("the document is JSON")
}

pub(crate) fn operations() -> Vec<Operation> {
    let document = document();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in METHODS {
            if let Some(body) = item.get(method).and_then(Value::as_object) {
                operations.push(Operation {
                    method: method.to_uppercase().parse().unwrap(),
                    path: path.clone(),
                    body: body.clone(),
                });
            }
        }
    }
    operations
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

#[test]
fn the_committed_document_is_the_one_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api-spec/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == blis_api::openapi_json(),
        "api-spec/openapi.json is not what the code says: run `cargo xtask openapi` and review the difference"
    );
}

#[test]
fn every_operation_is_documented() {
    let mut ids = Vec::new();
    for operation in operations() {
        let id = operation.id();
        assert!(!ids.contains(&id.to_owned()), "{id} is the id of two operations");
        ids.push(id.to_owned());
        assert!(
            operation.body["summary"].is_string(),
            "{id} needs a summary: the first line of its doc comment"
        );
        assert!(operation.body["tags"].is_array(), "{id} needs a tag");
        for parameter in operation.parameters() {
            let described = parameter["description"]
                .as_str()
                .is_some_and(|text| !text.is_empty());
            assert!(described, "{id}: `{}` needs a doc comment", parameter["name"]);
        }
        let in_template: Vec<&str> = operation
            .path
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect();
        assert_eq!(
            operation.names("path"),
            in_template,
            "{id}: every part of the address is described"
        );
        for (status, response) in operation.body["responses"].as_object().unwrap() {
            let target = match response["$ref"].as_str() {
                Some(reference) => document()
                    .pointer(&reference[1..])
                    .cloned()
                    .expect("the response is there"),
                None => response.clone(),
            };
            assert!(
                target["description"].is_string(),
                "{id}: {status} needs a description"
            );
            if status.as_str() >= "400" && id != "create_token" {
                assert!(
                    target["content"]["application/problem+json"].is_object(),
                    "{id}: {status} is a problem"
                );
            }
        }
    }
}

#[test]
fn the_budget_stands_on_every_answer_that_is_counted() {
    for operation in operations() {
        let watches = operation.path.starts_with("/health/") || operation.path == "/metrics";
        let responses = operation.body["responses"].as_object().unwrap();
        assert_eq!(responses.contains_key("429"), !watches, "{}", operation.id());
        for (status, response) in responses.iter().filter(|_| !watches) {
            let document = document();
            let response = match response["$ref"].as_str() {
                Some(reference) => document.pointer(&reference[1..]).unwrap(),
                None => response,
            };
            for name in ["RateLimit", "RateLimit-Policy"] {
                assert!(
                    response["headers"][name].is_object(),
                    "{} {status}: {name}",
                    operation.id()
                );
            }
            if ["429", "503"].contains(&status.as_str()) {
                assert!(
                    response["headers"]["Retry-After"].is_object(),
                    "{} {status}",
                    operation.id()
                );
            }
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(node: &Value, document: &Value) {
        match node {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    assert!(
                        document.pointer(&reference[1..]).is_some(),
                        "{reference} leads nowhere"
                    );
                }
                members.values().for_each(|value| walk(value, document));
            }
            Value::Array(items) => items.iter().for_each(|value| walk(value, document)),
            _ => {}
        }
    }
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    walk(&document, &document);
}

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

/// A request of somebody whom the operation lets in: a feed where a machine may, else a person.
async fn let_in(app: &TestApp, feed: &Feed, operation: &Operation, path: &str) -> RequestBuilder {
    let action = action(operation.id());
    if let Some(action) = action.filter(|action| !allows(Role::FeedWriter, *action)) {
        let person = match action {
            _ if allows(Role::SignedIn, action) => app.sign_in("signed-in@test.lv", PASSWORD).await,
            _ if allows(Role::MunicipalAdmin, action) => {
                app.sign_in("municipal-admin@test.lv", PASSWORD).await
            }
            _ if allows(Role::Coordinator, action) => app.sign_in("coordinator@test.lv", PASSWORD).await,
            _ => app.awake("root@test.lv").await,
        };
        return person.request(operation.method.clone(), path);
    }
    app.visitor()
        .request(operation.method.clone(), path)
        .header("idempotency-key", "k")
        .header("accept-language", "en")
        .bearer_auth(&feed.token)
}

/// An unknown parameter is refused with the list of those that are known: it must be the documented one.
async fn documented_parameters_are_those_that_are_read(app: TestApp) {
    let feed = app.feed("srda").await;
    app.signed_in_as(Role::SignedIn).await;
    app.signed_in_as(Role::MunicipalAdmin).await;
    app.signed_in_as(Role::Coordinator).await;
    app.admin().await;
    for operation in operations()
        .iter()
        .filter(|operation| operation.names("query").contains(&"lang"))
    {
        let path = format!("{}?nonsense=1", operation.address());
        let reply = Reply::to(let_in(&app, &feed, operation, &path).await).await;
        assert_eq!(
            reply.status,
            400,
            "{} passes over a parameter it does not know",
            operation.id()
        );
        let text = reply.text();
        let known = text
            .split("it has ")
            .nth(1)
            .and_then(|rest| rest.split('.').next());
        let known: Vec<&str> = known.map_or(vec!["lang"], |list| list.split(", ").collect());
        assert_eq!(operation.names("query"), known, "{}", operation.id());
    }
}

/// PostgreSQL takes no NUL in a text, so one that is let through to it would be a failure of the server.
async fn a_nul_is_the_callers_fault(app: TestApp) {
    let feed = app.feed("srda").await;
    app.signed_in_as(Role::SignedIn).await;
    app.signed_in_as(Role::MunicipalAdmin).await;
    app.signed_in_as(Role::Coordinator).await;
    app.admin().await;
    for operation in operations() {
        let mut paths: Vec<String> = operation
            .names("query")
            .iter()
            .map(|name| format!("{}?{name}=client%3Aa%00b", operation.address()))
            .collect();
        for name in operation.names("path") {
            let filled = Operation {
                path: operation.path.replace(&format!("{{{name}}}"), "a%00b"),
                ..operation.clone()
            };
            paths.push(filled.address());
        }
        for path in paths {
            let reply = Reply::to(let_in(&app, &feed, &operation, &path).await).await;
            assert!(
                (400..500).contains(&reply.status),
                "{path}: {} {}",
                reply.status,
                reply.text()
            );
        }
    }
    for (authorization, form) in [
        (
            None,
            "grant_type=client_credentials&client_id=a%00b&client_secret=x",
        ),
        (Some("Basic YQBiOng="), "grant_type=client_credentials"),
        (Some("Basic YSUwMGI6eA=="), "grant_type=client_credentials"),
    ] {
        let mut request = app
            .visitor()
            .request(Method::POST, "/api/v1/auth/token")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let reply = Reply::to(request).await;
        assert!(
            (400..500).contains(&reply.status),
            "{authorization:?} {form}: {}",
            reply.status
        );
    }
}

/// Parameters that take any text; what they make of it is tested where they are.
const ANY_TEXT: [&str; 4] = ["q", "region", "cursor", "target"];

/// A value that no parameter takes is refused with a sentence of the parameter's own.
async fn a_bad_value_is_told_what_would_be_good(app: TestApp) {
    let feed = app.feed("srda").await;
    app.signed_in_as(Role::SignedIn).await;
    app.signed_in_as(Role::MunicipalAdmin).await;
    app.signed_in_as(Role::Coordinator).await;
    app.admin().await;
    for operation in operations() {
        for name in operation.names("query") {
            if name == "lang" || ANY_TEXT.contains(&name) {
                continue;
            }
            let path = format!("{}?{name}=~", operation.address());
            let reply = Reply::to(let_in(&app, &feed, &operation, &path).await).await;
            let (pointer, _, code) = reply.fault(ProblemCode::InvalidParameter);
            assert_eq!(
                (pointer, code.as_str()),
                (Some(format!("?{name}")), "invalid_parameter"),
                "{}",
                operation.id()
            );
            assert!(
                !reply.text().contains("the value is not valid"),
                "say in web/query/expectations.rs what `{name}` expects: {}",
                reply.text()
            );
        }
    }
}
