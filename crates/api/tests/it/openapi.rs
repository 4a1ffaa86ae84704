//! The OpenAPI document: up to date, complete, and true.

mod client;

use crate::support::{Reply, TestApp};
use blis_domain::problem::ProblemCode;
use blis_domain::rights::{Action, Role, allows};
use reqwest::Method;
use serde_json::{Map, Value};
use std::path::Path;

on_both!(
    closed_operations_are_closed_and_open_ones_open,
    documented_parameters_are_those_that_are_read,
    a_bad_value_is_told_what_would_be_good
);

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Operations that mean the same action of the table of rights.
const ACTIONS: [(&str, Action); 3] = [
    ("push_batch", Action::PushBatch),
    ("list_batches", Action::ReadReceipts),
    ("show_batch", Action::ReadReceipts),
];

struct Operation {
    method: Method,
    path: String,
    body: Map<String, Value>,
}

impl Operation {
    fn id(&self) -> &str {
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
    fn address(&self) -> String {
        let code = match self.id() {
            id if id.ends_with("network") => "N1",
            "show_indicator" | "show_series" => "CTX.UNEMP",
            _ => "0840200",
        };
        self.path
            .replace("{code}", code)
            .replace("{feed}", "srda")
            .replace("{id}", "x")
    }
}

fn document() -> Value {
    serde_json::from_str(&blis_api::openapi_json()).expect("the document is JSON")
}

fn operations() -> Vec<Operation> {
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
fn the_document_and_the_table_of_rights_name_the_same_scopes() {
    for operation in operations() {
        let action = ACTIONS
            .iter()
            .find(|(id, _)| *id == operation.id())
            .map(|(_, action)| *action);
        let scope = operation
            .body
            .get("security")
            .map(|security| security[0]["machine_clients"][0].clone());
        assert_eq!(
            scope.as_ref().and_then(Value::as_str),
            action.and_then(Action::scope),
            "{}: add a closed operation to ACTIONS",
            operation.id()
        );
    }
}

/// Every operation × nobody and every role of machine clients, by the table of rights. The roles of people join with
/// their sign-in.
async fn closed_operations_are_closed_and_open_ones_open(app: TestApp) {
    for operation in operations() {
        let action = ACTIONS
            .iter()
            .find(|(id, _)| *id == operation.id())
            .map_or(Action::ReadPublished, |(_, action)| *action);
        for role in [Role::Public].into_iter().chain(Role::OF_CLIENTS) {
            let mut request = app
                .visitor()
                .request(operation.method.clone(), &operation.address());
            if let Some(scope) = role.scope() {
                let id = format!("{}-{scope}", operation.id());
                let secret = app.registered(&id, Some("srda"), &[scope]);
                request = request.bearer_auth(
                    app.client()
                        .token(&id, &secret, scope)
                        .await
                        .unwrap()
                        .access_token,
                );
            }
            let status = Reply::to(request).await.status;
            // The token endpoint has a door of its own.
            let shut = matches!(status, 401 | 403) && operation.id() != "create_token";
            let wanted = match (allows(role, action), role) {
                (true, _) => None,
                (false, Role::Public) => Some(401),
                (false, _) => Some(403),
            };
            assert_eq!(shut.then_some(status), wanted, "{} as {role:?}", operation.id());
        }
        assert_eq!(
            operation.is_closed(),
            !allows(Role::Public, action),
            "{}",
            operation.id()
        );
    }
}

/// An unknown parameter is refused with the list of those that are known: it must be the documented one.
async fn documented_parameters_are_those_that_are_read(app: TestApp) {
    let feed = app.feed("srda").await;
    for operation in operations()
        .iter()
        .filter(|operation| operation.names("query").contains(&"lang"))
    {
        let path = format!("{}?nonsense=1", operation.address());
        let request = app
            .visitor()
            .request(operation.method.clone(), &path)
            .header("idempotency-key", "k")
            .bearer_auth(&feed.token);
        let reply = Reply::to(request.header("accept-language", "en")).await;
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

/// Parameters that take any text; what they make of it is tested where they are.
const ANY_TEXT: [&str; 3] = ["q", "region", "cursor"];

/// A value that no parameter takes is refused with a sentence of the parameter's own.
async fn a_bad_value_is_told_what_would_be_good(app: TestApp) {
    let feed = app.feed("srda").await;
    for operation in operations() {
        for name in operation.names("query") {
            if name == "lang" || ANY_TEXT.contains(&name) {
                continue;
            }
            let path = format!("{}?{name}=~", operation.address());
            let request = app
                .visitor()
                .request(operation.method.clone(), &path)
                .header("idempotency-key", "k")
                .bearer_auth(&feed.token);
            let reply = Reply::to(request.header("accept-language", "en")).await;
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
