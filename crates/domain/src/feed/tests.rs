use super::*;
use crate::breakdown::Breakdown;
use crate::samples;
use crate::text::Language;
use proptest::prelude::*;
use serde_json::{Value, json};

fn sheet(code: &str, formula: Option<&str>) -> Indicator {
    Indicator {
        min: Some(0.0),
        max: Some(100.0),
        formula: formula.map(str::to_owned),
        ..samples::indicator(code.parse().unwrap())
    }
}

fn raw(row: Value) -> Result<RawObservation, Fault> {
    let JsonRow(raw) = serde_json::from_value(row).unwrap();
    raw
}

fn check(row: Value) -> Result<(ObservationKey, Reading), Fault> {
    let sheets = [sheet("CTX.UNEMP", None), sheet("CTX.DENS", Some("A / B"))];
    let areas = ["0840200".parse().unwrap()];
    let checker = Checker::new(&sheets, areas.iter(), "2026-11".parse().unwrap());
    checker.check(&raw(row)?)
}

fn with(field: &str, value: Value) -> Value {
    let mut row = json!({"indicator": "CTX.UNEMP", "area": "0840200", "period": "2012", "value": 7.32});
    row[field] = value;
    row
}

#[test]
fn a_good_row_passes_in_every_allowed_spelling() {
    for row in [
        with("area", json!("LV0840200")),
        with("period", json!(2012)),
        with("value", json!("7.32")),
        with("status", json!("p")),
        with("value", json!(null)),
    ] {
        assert!(check(row.clone()).is_ok(), "{row} is within the contract");
    }
}

#[test]
fn each_fault_names_its_code_and_field() {
    for (row, code, field) in [
        (with("area", json!("9999999")), "unknown_area", Some("area")),
        (
            with("indicator", json!("NOT.THERE")),
            "unknown_indicator",
            Some("indicator"),
        ),
        (
            with("indicator", json!("CTX.DENS")),
            "derived_indicator",
            Some("indicator"),
        ),
        (with("period", json!("2012-13")), "invalid_period", Some("period")),
        (
            with("period", json!("2012-Q1")),
            "wrong_frequency",
            Some("period"),
        ),
        (with("period", json!("2031")), "future_period", Some("period")),
        (with("value", json!("NaN")), "not_a_number", Some("value")),
        (with("value", json!("7,32")), "not_a_number", Some("value")),
        (with("value", json!([1])), "not_a_number", Some("value")),
        (with("value", json!(-1)), "below_minimum", Some("value")),
        (with("value", json!(100.1)), "above_maximum", Some("value")),
        (with("status", json!("Z")), "invalid_status", Some("status")),
        (with("status", json!("Q")), "value_despite_status", Some("status")),
        (
            with("breakdown", json!("SEX=F")),
            "breakdown_not_allowed",
            Some("breakdown"),
        ),
        (with("note", json!("a\u{0}b")), "invalid_note", Some("note")),
        (with("action", json!("X")), "invalid_action", Some("action")),
        (
            with("conf_status", json!("Z")),
            "invalid_conf_status",
            Some("conf_status"),
        ),
        (with("cases", json!(-1)), "invalid_cases", Some("cases")),
        (with("cases", json!("2.5")), "invalid_cases", Some("cases")),
        (with("action", json!("D")), "not_with_withdrawal", Some("value")),
        (with("vlaue", json!(1)), "unknown_field", Some("vlaue")),
        (with("area", json!(840200)), "not_text", Some("area")),
        (with("period", json!("")), "missing_field", Some("period")),
        (json!(7), "not_an_object", None),
    ] {
        let fault = check(row.clone()).expect_err("the row must be refused");
        assert_eq!((fault.code(), fault.field()), (code, field), "{row}");
        for language in Language::ALL {
            assert!(
                fault.message(language).ends_with('.'),
                "{code} needs a sentence in {language}"
            );
        }
    }
}

#[test]
fn a_row_takes_its_value_back_or_says_what_it_is() {
    for letter in ["I", "A", "M", "R", "r", "", " "] {
        let (_, reading) = check(with("action", json!(letter))).unwrap();
        assert_eq!(
            (reading.value, reading.withdrawn),
            (Some(7.32), false),
            "{letter}"
        );
    }
    let back = |field: &str, value: Value| {
        let mut row = json!({"indicator": "CTX.UNEMP", "area": "0840200", "period": "2012", "action": "d"});
        row[field] = value;
        check(row)
    };
    for row in [
        back("value", json!(null)),
        back("value", json!("")),
        back("status", json!(" ")),
    ] {
        let (_, reading) = row.unwrap();
        assert_eq!((reading.value, reading.withdrawn), (None, true));
    }
    assert_eq!(back("cases", json!(2)).unwrap_err().field(), Some("cases"));
    let (_, reading) = back("note", json!("sent by mistake")).unwrap();
    assert_eq!(reading.note.as_deref(), Some("sent by mistake"));
    assert_eq!(back("status", json!("Q")).unwrap_err().field(), Some("status"));
}

/// Faults of what a row is written in: it is no row yet that could be checked.
#[test]
fn what_cannot_be_read_as_a_row_has_words_too() {
    let field = || "area".to_owned();
    let holds = |holds| Fault::CellNotText {
        field: field(),
        holds,
    };
    for (fault, code, at) in [
        (Fault::NotUtf8, "not_utf8", None),
        (Fault::RowTooLong { most: 65_536 }, "row_too_long", None),
        (Fault::InvalidJson { byte: 7 }, "invalid_json", None),
        (
            Fault::FormulaCell { field: field() },
            "formula_cell",
            Some("area"),
        ),
        (holds(CellContent::Date), "cell_not_text", Some("area")),
        (holds(CellContent::Error), "cell_not_text", Some("area")),
    ] {
        assert_eq!((fault.code(), fault.field()), (code, at));
        for language in Language::ALL {
            assert!(fault.message(language).ends_with('.'), "{code} in {language}");
        }
        let kept = serde_json::to_string(&fault).unwrap();
        assert_eq!(
            serde_json::from_str::<Fault>(&kept).unwrap(),
            fault,
            "it is kept with receipts"
        );
    }
}

#[test]
fn a_period_is_refused_until_it_begins() {
    let quarterly = [Indicator {
        frequency: crate::period::Frequency::Quarter,
        ..sheet("CTX.UNEMP", None)
    }];
    let areas = ["0840200".parse().unwrap()];
    let checker = Checker::new(&quarterly, areas.iter(), "2026-09".parse().unwrap());
    let refused = |period: &str| {
        let raw = raw(with("period", json!(period))).unwrap();
        checker.check(&raw).err().map(|fault| fault.code())
    };
    assert_eq!(refused("2026-Q3"), None);
    assert_eq!(
        refused("2026-Q4"),
        Some("future_period"),
        "the fourth quarter begins in October"
    );
}

#[test]
fn the_second_of_two_equal_keys_names_the_first() {
    let sheets = [sheet("CTX.UNEMP", None)];
    let areas = ["0840200".parse().unwrap()];
    let checker = Checker::new(&sheets, areas.iter(), "2026-11".parse().unwrap());
    let mut pack = RowPack::default();
    for area in ["0840200", "LV0840200"] {
        pack.take(checker.check(&raw(with("area", json!(area))).unwrap()));
    }
    let checked = pack.finish();
    let faults: Vec<_> = checked.faults().collect();
    assert_eq!(
        faults,
        [(2, &Fault::DuplicateRow { first: 1 })],
        "however they are spelled"
    );
}

proptest! {
    #[test]
    fn no_text_in_place_of_a_value_panics(text in ".{0,30}") {
        let _ = check(with("value", json!(text)));
    }
}

#[test]
fn a_part_is_taken_when_the_sheet_has_it_and_it_is_written_in_the_one_way() {
    let sheets = [Indicator {
        breakdowns: vec![Breakdown::Sex, Breakdown::AgeAndSex],
        age_groups: vec!["Y_LT18".parse().unwrap(), "Y_GE18".parse().unwrap()],
        ..sheet("CTX.UNEMP", None)
    }];
    let areas = ["0840200".parse().unwrap()];
    let checker = Checker::new(&sheets, areas.iter(), "2026-11".parse().unwrap());
    let checked = |part: &str| {
        let raw = raw(with("breakdown", json!(part))).unwrap();
        checker.check(&raw).map(|(key, _)| key.breakdown)
    };
    for (written, part) in [
        ("SEX=F", "SEX=F"),
        (" SEX=M ", "SEX=M"),
        ("AGE=Y_LT18,SEX=F", "AGE=Y_LT18,SEX=F"),
        ("", ""),
    ] {
        assert_eq!(checked(written).as_deref(), Ok(part));
    }
    for (written, code, words) in [
        ("SEX=X", "invalid_breakdown", "write it as SEX=F"),
        (
            "SEX=F,AGE=Y_LT18",
            "invalid_breakdown",
            "must be written AGE=Y_LT18,SEX=F",
        ),
        (
            "AGE=Y15-24,SEX=F",
            "invalid_breakdown",
            "must be written AGE=Y15T24,SEX=F",
        ),
        ("SEX=_T", "invalid_breakdown", "leave the field empty"),
        (
            "AGE=Y_LT18",
            "breakdown_not_allowed",
            "its parts are SEX=F; SEX=M; AGE=Y_LT18,SEX=F",
        ),
        (
            "AGE=Y5,SEX=F",
            "breakdown_not_allowed",
            "“AGE=Y5,SEX=F” is no part",
        ),
    ] {
        let fault = checked(written).unwrap_err();
        assert_eq!(
            (fault.code(), fault.field()),
            (code, Some("breakdown")),
            "{written}"
        );
        let told = fault.message(Language::En);
        assert!(told.contains(words), "{written}: {told}");
        let kept = serde_json::to_string(&fault).unwrap();
        assert_eq!(
            serde_json::from_str::<Fault>(&kept).unwrap(),
            fault,
            "it is kept with receipts"
        );
    }
    let before: Fault =
        serde_json::from_str(r#"{"fault":"breakdown_not_allowed","indicator":"CTX.UNEMP"}"#).unwrap();
    assert!(
        before.message(Language::Lv).contains("nav paredzēts dalījums"),
        "receipts of before are read as well"
    );
}
