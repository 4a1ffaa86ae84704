//! The OpenAPI document: up to date, complete, and true.

mod client;
mod inputs;
mod rights;

use blis_api::OPERATIONS;
use blis_domain::area::AreaKind;
use blis_domain::breakdown::Breakdown;
use blis_domain::brief::{LeftOutReason, QuestionRule};
use blis_domain::calendar::CalendarState;
use blis_domain::change::ChangeCause;
use blis_domain::confidentiality::ConfStatus;
use blis_domain::desk::Verdict;
use blis_domain::evidence::FigureView;
use blis_domain::indicator::{Dimension, Direction, Gate, PolicyArea};
use blis_domain::network::NetworkStage;
use blis_domain::period::Frequency;
use blis_domain::person::PersonState;
use blis_domain::preview::{OwnerAnswer, WaitsFor};
use blis_domain::receipt::{NoticeCode, RowOutcome};
use blis_domain::release::{ReleaseStage, ReleaseState};
use blis_domain::rights::{Action, Role};
use blis_domain::sheet::SheetCause;
use blis_domain::status::{MissingReason, ObservationStatus};
use blis_domain::text::Language;
use blis_domain::webhook::{DeliveryFailure, DeliveryState, DisabledBecause, WebhookEvent, WebhookState};
use reqwest::Method;
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::LazyLock;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// What an operation does in the table of rights; nothing where it is open because it tells somebody who they are.
pub(crate) fn action(id: &str) -> Option<Action> {
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

    pub(crate) fn names(&self, place: &str) -> Vec<&str> {
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
            id if id.contains("_indicator") && id != "list_indicators" => "CTX.UNEMP",
            "show_series" => "CTX.UNEMP",
            _ => "0840200",
        };
        self.path
            .replace("{code}", code)
            .replace("{feed}", "srda")
            .replace("{id}", "x")
            .replace("{grant}", "x")
            .replace("{area}", "0840200")
            .replace("{indicator}", "CTX.UNEMP")
            .replace("{period}", "2016")
            .replace("{secret}", "x")
            .replace("{delivery}", "x")
            .replace("{number}", "1")
            .replace("{format}", "csv")
    }
}

fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> =
        LazyLock::new(|| serde_json::from_str(&blis_api::openapi_json()).expect("the document is JSON"));
    &DOCUMENT
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

#[test]
fn the_committed_document_is_the_one_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api-spec/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == blis_api::openapi_json(),
        "api-spec/openapi.json is not what the code says: run `cargo xtask openapi` and review the difference"
    );
}

/// The words a schema allows.
fn words(schema: &str) -> Vec<String> {
    let words = &document()["components"]["schemas"][schema]["enum"];
    let words = words
        .as_array()
        .unwrap_or_else(|| panic!("{schema} names no words"));
    words
        .iter()
        .map(|word| word.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn words_are_documented_as_they_are_sent() {
    fn sent<T: serde::Serialize>(all: &[T]) -> Vec<Value> {
        all.iter().map(|one| serde_json::to_value(one).unwrap()).collect()
    }
    /// Words that a derived name gives to serde and to the document alike.
    const DERIVED: [&str; 8] = [
        "Band",
        "BandReason",
        "BatchMode",
        "BatchState",
        "Reach",
        "SecondFactorState",
        "SettableState",
        "SignInWay",
    ];
    let known = [
        ("Action", sent(&Action::ALL)),
        ("AreaKind", sent(&AreaKind::ALL)),
        ("Breakdown", sent(Breakdown::ALL)),
        ("ConfStatus", sent(ConfStatus::ALL)),
        ("Dimension", sent(Dimension::ALL)),
        ("Direction", sent(Direction::ALL)),
        ("FigureView", sent(FigureView::ALL)),
        ("Frequency", sent(Frequency::ALL)),
        ("Language", sent(&Language::ALL)),
        ("LeftOutReason", sent(LeftOutReason::ALL)),
        ("MissingReason", sent(&MissingReason::ALL)),
        ("NetworkStage", sent(&NetworkStage::ALL)),
        ("NoticeCode", sent(NoticeCode::ALL)),
        ("ObservationStatus", sent(ObservationStatus::ALL)),
        ("PersonState", sent(&PersonState::ALL)),
        ("PolicyArea", sent(PolicyArea::ALL)),
        ("QuestionRule", sent(QuestionRule::ALL)),
        ("Role", sent(&Role::ALL)),
        ("RowOutcome", sent(RowOutcome::ALL)),
        ("ChangeCause", sent(ChangeCause::ALL)),
        ("DeliveryFailure", sent(DeliveryFailure::ALL)),
        ("DeliveryState", sent(DeliveryState::ALL)),
        ("DisabledBecause", sent(DisabledBecause::ALL)),
        ("CalendarState", sent(CalendarState::ALL)),
        ("Gate", sent(Gate::ALL)),
        ("OwnerAnswer", sent(OwnerAnswer::ALL)),
        ("WaitsFor", sent(WaitsFor::ALL)),
        ("ReleaseStage", sent(ReleaseStage::ALL)),
        ("ReleaseState", sent(ReleaseState::ALL)),
        ("SheetCause", sent(SheetCause::ALL)),
        ("Verdict", sent(Verdict::ALL)),
        ("WebhookEvent", sent(WebhookEvent::ALL)),
        ("WebhookState", sent(WebhookState::ALL)),
    ];
    for (schema, all) in &known {
        assert_eq!(
            words(schema),
            *all,
            "a program written by the document does not read {schema}"
        );
    }
    let schemas = document()["components"]["schemas"].as_object().unwrap();
    let of_words = schemas.iter().filter(|(_, schema)| schema["enum"].is_array());
    for (name, _) in of_words {
        let is_known = known.iter().any(|(schema, _)| schema == name) || DERIVED.contains(&name.as_str());
        assert!(
            is_known,
            "nobody looks whether the words of {name} are those that are sent"
        );
    }
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
    walk(document, document);
}
