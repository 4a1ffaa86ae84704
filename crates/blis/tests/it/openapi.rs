use crate::harness::Place;
use serde_json::Value;

#[test]
fn the_contract_is_printed_and_nothing_else() {
    let done = Place::new().run(["openapi"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let document: Value = serde_json::from_str(&done.stdout).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert!(document["paths"]["/api/v1/compare"].is_object());
}
