use super::*;
use crate::samples;
use std::collections::HashSet;

fn sheet(code: &str) -> Sheet {
    let text = Text::new("Teksts", "Text");
    Sheet {
        definition: text.clone(),
        reading: text.clone(),
        source: text,
        ..Sheet::from(&samples::indicator(code.parse().unwrap()))
    }
}

fn units() -> Vec<Unit> {
    vec![samples::unit("unit", "")]
}

fn told(faults: &[SheetFault]) -> Vec<(&str, &str)> {
    faults
        .iter()
        .map(|fault| (fault.field, fault.code.code()))
        .collect()
}

fn changed(codes: &[&str]) -> HashSet<IndicatorCode> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

#[test]
fn a_sheet_is_the_same_on_its_way_through_an_indicator() {
    let one = Sheet {
        min: Some(0.0),
        formula: Some("A + B".to_owned()),
        partners: vec!["B".parse().unwrap()],
        ..sheet("A")
    };
    assert_eq!(Sheet::from(&one.clone().on(samples::unit("unit", ""))), one);
    let json = serde_json::to_string(&one).unwrap();
    assert_eq!(serde_json::from_str::<Sheet>(&json).unwrap(), one);
}

#[test]
fn every_field_is_named_once_and_in_its_order() {
    let named: Vec<String> = sheet("A").fields().into_iter().map(|(name, _)| name).collect();
    assert_eq!(named, FIELDS, "a new field of `Sheet` joins FIELDS");
}

#[test]
fn what_changed_is_told_by_field_and_language() {
    let before = sheet("A");
    let after = Sheet {
        name: Text::new("Rādītājs", "Figure"),
        max: Some(100.0),
        ..before.clone()
    };
    let changes = after.changes_since(Some(&before));
    let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["name.en", "max"]);
    assert_eq!(
        (&changes[0].before, &changes[0].after),
        (&"Indicator".into(), &"Figure".into())
    );
    assert_eq!(before.changes_since(Some(&before)), []);
    let new = before.changes_since(None);
    assert!(
        new.iter()
            .all(|change| change.before.is_null() && !change.after.is_null()),
        "of a new sheet all that is filled in is told: {new:?}"
    );
}

/// The hash of a sheet is kept for good, and is made from this text: a release that writes it otherwise would take every
/// sheet for one that somebody changed.
#[test]
fn the_text_that_a_hash_is_made_of_stays_as_it_is() {
    let one = Sheet {
        max: Some(100.0),
        ..sheet("A")
    };
    assert_eq!(
        one.canonical(),
        r#"[["code","A"],["policy_area","education_culture"],["dimension","outcome"],["name.lv","Rādītājs"],["name.en","Indicator"],["definition.lv","Teksts"],["definition.en","Text"],["reading.lv","Teksts"],["reading.en","Text"],["unit","unit"],["decimals",1],["max",100.0],["direction","none"],["frequency","year"],["source.lv","Teksts"],["source.en","Text"]]"#
    );
}

#[test]
fn a_file_that_was_written_anew_is_the_same_catalogue() {
    let written = Sheet {
        definition: Text::new("Viens.\r\nDivi.  ", "\tOne.\rTwo."),
        min: Some(-0.0),
        ..sheet("A")
    };
    let tidied = written.tidied();
    assert_eq!(tidied.definition, Text::new("Viens.\nDivi.", "One.\nTwo."));
    assert!(tidied.min.is_some_and(f64::is_sign_positive));
}

#[test]
fn a_release_never_overwrites_what_somebody_wrote() {
    use Bringing::{Follows, Kept, Stays};
    for (here, last_shipped, shipped, wanted) in [
        ("a", "a", "a", Stays),
        ("a", "a", "b", Follows),
        ("x", "a", "a", Stays),
        ("x", "a", "b", Kept),
        ("b", "a", "b", Stays),
        ("a", "b", "b", Stays),
    ] {
        assert_eq!(
            Bringing::decide(&here, &last_shipped, &shipped),
            wanted,
            "{here} here, {last_shipped} before, {shipped} now"
        );
    }
}

#[test]
fn each_fault_of_a_sheet_names_its_field() {
    let units = units();
    assert_eq!(sheet_faults(&sheet("A"), &units), []);
    let text = |lv: &str| Text::new(lv, "Text");
    let cases: Vec<(Sheet, (&str, &str))> = vec![
        (
            Sheet {
                name: text(" "),
                ..sheet("A")
            },
            ("name.lv", "empty"),
        ),
        (
            Sheet {
                name: text("a\nb"),
                ..sheet("A")
            },
            ("name.lv", "control_character"),
        ),
        (
            Sheet {
                source: text(&"a".repeat(201)),
                ..sheet("A")
            },
            ("source.lv", "too_long"),
        ),
        (
            Sheet {
                definition: text("a\tb"),
                ..sheet("A")
            },
            ("definition.lv", "control_character"),
        ),
        (
            Sheet {
                reading: Text::new("Teksts", ""),
                ..sheet("A")
            },
            ("reading.en", "empty"),
        ),
        (
            Sheet {
                unit: "ells".to_owned(),
                ..sheet("A")
            },
            ("unit", "unknown_unit"),
        ),
        (
            Sheet {
                decimals: 10,
                ..sheet("A")
            },
            ("decimals", "out_of_range"),
        ),
        (
            Sheet {
                min: Some(f64::NAN),
                ..sheet("A")
            },
            ("min", "out_of_range"),
        ),
        (
            Sheet {
                max: Some(f64::INFINITY),
                ..sheet("A")
            },
            ("max", "out_of_range"),
        ),
        (
            Sheet {
                min: Some(1.0),
                max: Some(1.0),
                ..sheet("A")
            },
            ("max", "limits_inverted"),
        ),
        (
            Sheet {
                min_count: Some(0),
                ..sheet("A")
            },
            ("min_count", "out_of_range"),
        ),
        (
            Sheet {
                partners: vec!["A".parse().unwrap()],
                ..sheet("A")
            },
            ("partners", "duplicate"),
        ),
        (
            Sheet {
                partners: vec!["B".parse().unwrap(); 2],
                ..sheet("A")
            },
            ("partners", "duplicate"),
        ),
    ];
    for (wrong, wanted) in cases {
        assert_eq!(told(&sheet_faults(&wrong, &units)), [wanted], "{wrong:?}");
    }
    let lines = Sheet {
        definition: text("a\nb"),
        ..sheet("A")
    };
    assert_eq!(
        sheet_faults(&lines, &units),
        [],
        "a definition may have several lines"
    );
}

#[test]
fn formulas_are_checked_among_the_others() {
    let derived = |code: &str, formula: &str| Sheet {
        formula: Some(formula.to_owned()),
        ..sheet(code)
    };
    let quarterly = Sheet {
        frequency: Frequency::Quarter,
        ..sheet("Q")
    };
    for (catalogue, of, wanted) in [
        (
            vec![derived("A", "1 +"), sheet("B")],
            "A",
            ("formula", "invalid_formula"),
        ),
        (
            vec![derived("A", "B + C"), sheet("B")],
            "A",
            ("formula", "unknown_indicator"),
        ),
        (
            vec![derived("A", "B"), derived("B", "A")],
            "B",
            ("formula", "cycle"),
        ),
        (vec![derived("A", "A[-1]")], "A", ("formula", "cycle")),
        (
            vec![derived("A", "Q"), quarterly.clone()],
            "A",
            ("formula", "other_frequency"),
        ),
        (
            vec![derived("A", "Q"), quarterly.clone()],
            "Q",
            ("frequency", "other_frequency"),
        ),
        (
            vec![Sheet {
                partners: vec!["X".parse().unwrap()],
                ..sheet("A")
            }],
            "A",
            ("partners", "unknown_indicator"),
        ),
    ] {
        let faults = catalogue_faults(&catalogue, &changed(&[of]));
        assert_eq!(told(&faults), [wanted], "{catalogue:?}");
        assert_eq!(
            faults[0].indicator.as_str(),
            of,
            "the sheet that was changed is told"
        );
    }
    let sound = [derived("A", "growth(B)"), sheet("B")];
    assert_eq!(catalogue_faults(&sound, &changed(&["A", "B"])), []);
    let place = catalogue_faults(&[derived("A", "2 * XY")], &changed(&["A"]));
    assert!(place[0].message.en.contains("character 5"), "{place:?}");
}

#[test]
fn a_division_has_what_it_needs_and_computed_indicators_have_none() {
    let groups =
        |codes: &[&str]| -> Vec<AgeGroup> { codes.iter().map(|code| code.parse().unwrap()).collect() };
    let divided = |breakdowns: &[Breakdown], codes: &[&str], parts_add_up| Sheet {
        breakdowns: breakdowns.to_vec(),
        age_groups: groups(codes),
        parts_add_up,
        ..sheet("A")
    };
    let sex = [Breakdown::Sex];
    let all = Breakdown::ALL;
    for sound in [
        divided(&sex, &[], true),
        divided(all, &["Y_LT18", "Y_GE18"], true),
        divided(&[Breakdown::Age], &["Y_GE18", "Y_GE65"], false),
    ] {
        assert_eq!(told(&sheet_faults(&sound, &units())), [], "{sound:?}");
    }
    let computed = Sheet {
        formula: Some("B".to_owned()),
        ..divided(&sex, &[], false)
    };
    for (wrong, wanted) in [
        (computed, ("breakdowns", "computed")),
        (
            divided(&[sex[0], sex[0]], &[], false),
            ("breakdowns", "duplicate"),
        ),
        (divided(&[Breakdown::Age], &[], false), ("age_groups", "empty")),
        (divided(&sex, &["Y5"], false), ("age_groups", "no_breakdown")),
        (divided(all, &["Y5", "Y5"], false), ("age_groups", "duplicate")),
        (divided(all, &["Y_LT18"], true), ("age_groups", "no_partition")),
        (
            divided(all, &["Y_LT18", "Y_GE17"], true),
            ("age_groups", "no_partition"),
        ),
        (divided(&[], &[], true), ("parts_add_up", "no_breakdown")),
    ] {
        assert_eq!(told(&sheet_faults(&wrong, &units())), [wanted], "{wrong:?}");
    }
}

#[test]
fn an_indicator_tells_its_parts_by_name() {
    let divided = Sheet {
        breakdowns: vec![Breakdown::Sex],
        ..sheet("A")
    };
    let indicator = divided.on(samples::unit("unit", ""));
    let parts: Vec<(&str, &str)> = indicator
        .parts
        .iter()
        .map(|part| (part.breakdown.as_str(), part.name.lv.as_str()))
        .collect();
    assert_eq!(parts, [("SEX=F", "sievietes"), ("SEX=M", "vīrieši")]);
}
