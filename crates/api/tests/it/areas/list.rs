//! `GET /areas`.

use crate::support::TestApp;
use blis_domain::area::AreaScope;
use blis_domain::problem::ProblemCode;
use serde_json::Value;

on_both!(
    the_pilots_are_the_usual_answer,
    filters_narrow_the_list,
    names_are_found_without_their_marks,
    a_filter_that_names_nothing_is_a_mistake,
);

async fn the_pilots_are_the_usual_answer(app: TestApp) {
    let areas = app.client().areas(AreaScope::Pilot, None).await.unwrap();
    assert_eq!(areas.len(), 44);
    assert!(areas.iter().all(|area| area.pilot));
    assert_eq!(
        app.client().areas(AreaScope::Country, None).await.unwrap().len(),
        119
    );
    let page = app.visitor().get("/areas").await.json();
    assert_eq!((&page["total"], &page["next"]), (&Value::from(44), &Value::Null));
}

async fn filters_narrow_the_list(app: TestApp) {
    let visitor = app.visitor();
    let whole = visitor.get("/areas?scope=country").await.json();
    for (query, member, wanted) in [("kind=city", "kind", "city"), ("region=LV008", "region", "LV008")] {
        let found = visitor.get(&format!("/areas?scope=country&{query}")).await.json();
        let expected = whole["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|area| area[member] == wanted);
        assert_eq!(found["total"], expected.count(), "{query}");
    }
    assert_eq!(
        visitor.get("/areas?network=N2").await.json()["total"],
        0,
        "nobody is a member yet"
    );
}

async fn names_are_found_without_their_marks(app: TestApp) {
    let found = app.visitor().get("/areas?scope=country&q=kekava").await.json();
    assert_eq!(found["items"][0]["name"]["lv"], "Ķekavas novads");
    assert_eq!(app.visitor().get("/areas?q=nowhere").await.json()["total"], 0);
}

async fn a_filter_that_names_nothing_is_a_mistake(app: TestApp) {
    for (query, pointer, code) in [
        ("network=N9", "?network", "unknown_network"),
        ("network=2", "?network", "invalid_parameter"),
        ("region=LV999", "?region", "unknown_region"),
        ("kind=town", "?kind", "invalid_parameter"),
        ("scope=world", "?scope", "invalid_parameter"),
        ("nam=Saldus", "?nam", "unknown_parameter"),
        ("q=a&q=b", "?q", "repeated_parameter"),
    ] {
        let reply = app.visitor().get(&format!("/areas?{query}")).await;
        let fault = reply.fault(ProblemCode::InvalidParameter);
        assert_eq!(
            fault,
            (Some(pointer.to_owned()), None, code.to_owned()),
            "{query}"
        );
    }
}
