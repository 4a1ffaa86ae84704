use crate::body::json;
use blis_domain::feed::{RawObservation, RawValue};
use blis_domain::problem::{ProblemCode, ProblemDraft};
use serde_json::{Value, json};

fn read(text: &str) -> Result<Vec<RawObservation>, ProblemDraft> {
    let mut all = Vec::new();
    let outcome = json::rows(text.as_bytes(), &mut |row| {
        all.push(row.expect("cells have no faults of their own"));
        Ok(())
    });
    outcome.map(|()| all).map_err(|error| *error.draft)
}

/// Two municipalities, one indicator, two years.
fn table() -> Value {
    json!({
        "version": "2.0",
        "class": "dataset",
        "label": "Unemployment",
        "id": ["AREA", "ContentsCode", "TIME"],
        "size": [2, 1, 2],
        "dimension": {
            "AREA": {"label": "Area", "category": {"index": {"LV0804400": 0, "LV0661000": 1}}},
            "ContentsCode": {"category": {"label": {"CTX.UNEMP": "Unemployment"}}},
            "TIME": {"category": {"index": ["2022", "2023"]}},
        },
        "value": [4.9, 4.6, 5.8, null],
        "status": {"3": ":"},
    })
}

fn with(pointer: &str, value: Value) -> Value {
    let mut table = table();
    match table.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => table[&pointer[1..]] = value,
    }
    table
}

fn told(rows: &[RawObservation]) -> Vec<(&str, &str, &RawValue, Option<&str>)> {
    rows.iter()
        .map(|row| {
            assert_eq!(row.indicator.as_deref(), Some("CTX.UNEMP"));
            let [area, period] = [&row.area, &row.period].map(|text| text.as_deref().unwrap_or("none"));
            (area, period, &row.value, row.status.as_deref())
        })
        .collect()
}

/// The example of the contract, and every other way to write the same.
#[test]
fn a_table_is_the_same_however_it_is_written() {
    let whole = read(&table().to_string()).unwrap();
    let number = |number: f64| RawValue::Number(number);
    assert_eq!(
        told(&whole),
        [
            ("LV0804400", "2022", &number(4.9), None),
            ("LV0804400", "2023", &number(4.6), None),
            ("LV0661000", "2022", &number(5.8), None),
            ("LV0661000", "2023", &RawValue::Null, Some("Q")),
        ]
    );
    for other in [
        with("/size", json!(["2", 1, "2"])),
        with("/status", json!([null, null, "", ":"])),
        with("/value", json!({"0": 4.9, "2": 5.8, "1": 4.6})),
        with("/version", json!("2.1")),
    ] {
        let rows = read(&other.to_string()).unwrap();
        let bare = |rows: &[RawObservation]| -> Vec<RawObservation> {
            let plain = rows.iter().cloned().map(|row| RawObservation {
                status: row.status.filter(|status| !status.is_empty()),
                ..row
            });
            plain.collect()
        };
        assert_eq!(bare(&rows), whole, "{other}");
    }
}

/// Programs write members in their own order; a table that begins with its values is none the worse for it.
#[test]
fn members_come_in_any_order() {
    let Value::Object(members) = table() else {
        unreachable!()
    };
    let mut members: Vec<(String, Value)> = members.into_iter().collect();
    let whole = read(&table().to_string()).unwrap();
    for _ in 0..members.len() {
        members.rotate_left(1);
        let parts: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        assert_eq!(
            read(&format!("{{{}}}", parts.join(","))).unwrap(),
            whole,
            "{parts:?}"
        );
    }
}

#[test]
fn roles_go_before_names() {
    let text = table()
        .to_string()
        .replace("\"AREA\"", "\"Region\"")
        .replace("\"TIME\"", "\"Tid\"");
    let refused = read(&text).unwrap_err();
    assert_eq!(refused.faults[0].pointer.as_deref(), Some("/dimension/Region"));
    let mut told: Value = serde_json::from_str(&text).unwrap();
    told["role"] = json!({"geo": ["Region"], "time": ["Tid"]});
    assert_eq!(
        read(&told.to_string()).unwrap(),
        read(&table().to_string()).unwrap()
    );
}

#[test]
fn parts_are_breakdowns_and_single_categories_say_nothing() {
    let mut table = with(
        "/id",
        json!(["FREQ", "SEX", "AGE", "AREA", "ContentsCode", "TIME"]),
    );
    table["size"] = json!([1, 2, 2, 1, 1, 1]);
    table["value"] = json!([1, 2, 3, 4]);
    table["status"] = json!("P");
    table["dimension"]["FREQ"] = json!({"category": {"index": ["A"]}});
    table["dimension"]["SEX"] = json!({"category": {"index": ["T", "F"]}});
    table["dimension"]["AGE"] = json!({"category": {"index": {"Y15-24": 1, "total": 0}}});
    table["dimension"]["AREA"] = json!({"category": {"index": ["0804400"]}});
    table["dimension"]["TIME"] = json!({"category": {"index": ["2022"]}});
    let rows = read(&table.to_string()).unwrap();
    let parts: Vec<Option<&str>> = rows.iter().map(|row| row.breakdown.as_deref()).collect();
    assert_eq!(
        parts,
        [None, Some("AGE=Y15-24"), Some("SEX=F"), Some("AGE=Y15-24,SEX=F")]
    );
    assert!(rows.iter().all(|row| row.status.as_deref() == Some("P")));
    table["status"] = json!(["P"]);
    assert_eq!(
        read(&table.to_string()).unwrap(),
        rows,
        "a list of one is that of all"
    );
}

#[test]
fn what_does_not_fit_together_is_refused_by_its_member() {
    for (table, pointer) in [
        (with("/value", json!([1, 2, 3])), "/value"),
        (with("/value", json!({"4": 1})), "/value"),
        (with("/value", json!({"first": 1})), "/value"),
        (with("/value", json!(7)), "/value"),
        (with("/status", json!(["A", "A"])), "/status"),
        (with("/status", json!({"0": 7})), "/status"),
        (with("/size", json!([2, 2])), "/size"),
        (with("/size", json!([2, 1, "two"])), "/size"),
        (with("/id", json!(["AREA", "AREA", "TIME"])), "/dimension/AREA"),
        (
            with("/dimension/TIME/category/index", json!(["2022"])),
            "/dimension/TIME",
        ),
        (
            with("/dimension/TIME/category/index", json!(["2022", "2022"])),
            "/dimension/TIME",
        ),
        (
            with("/dimension/TIME/category/index", json!({"2022": 0, "2023": 2})),
            "/dimension/TIME",
        ),
        (
            with("/dimension/TIME/category/index", json!([["2022"]])),
            "/dimension",
        ),
        (with("/dimension", json!({})), "/dimension/AREA"),
        (with("/class", json!("collection")), "/class"),
        (with("/version", json!("1.0")), "/version"),
        (with("/version", json!(2)), "/version"),
        (with("/rows", json!([])), "/rows"),
        (json!({"dataset": {"value": []}}), "/dataset"),
        (json!({"class": "dataset"}), "/id"),
    ] {
        let refused = read(&table.to_string()).expect_err("it must be refused");
        let fault = &refused.faults[0];
        assert_eq!(
            (fault.code, fault.pointer.as_deref()),
            ("invalid_json_stat", Some(pointer)),
            "{table}"
        );
    }
}

/// A few bytes may speak of any number of cells, and of codes of any length in each.
#[test]
fn sizes_are_bounded_before_anything_is_made_of_them() {
    let mut table = with("/size", json!([u64::MAX, 1, 2]));
    table["value"] = json!({});
    assert_eq!(
        read(&table.to_string()).unwrap_err().code,
        ProblemCode::BodyTooLarge
    );
    table["size"] = json!([1_000_000, 1, 2]);
    assert_eq!(
        read(&table.to_string()).unwrap_err().code,
        ProblemCode::BodyTooLarge
    );
    let long = with(
        "/dimension/ContentsCode/category/label",
        json!({"a".repeat(101): "A"}),
    );
    let refused = read(&long.to_string()).unwrap_err();
    assert_eq!(
        refused.faults[0].pointer.as_deref(),
        Some("/dimension/ContentsCode")
    );
}

#[test]
fn what_is_no_json_in_it_is_told_by_its_place() {
    for text in [
        "{\"class\": \"dataset\", \"value\": [1, NaN]}",
        "{\"class\": \"dataset\", \"value\": [1, 2}",
        "{\"class\": \"dataset\", \"extension\": {x}}",
        "{\"class\": \"dataset\"",
    ] {
        assert_eq!(read(text).unwrap_err().faults[0].code, "invalid_json", "{text}");
    }
}
