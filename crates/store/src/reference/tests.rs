use super::*;
use blis_domain::similarity::DEFAULT_VARIABLES;
use std::collections::HashSet;

#[test]
fn the_division_and_the_pilots_are_complete() {
    let areas = Shipped::read().unwrap().areas;
    assert_eq!(areas.len(), 119, "local governments of 2009–2021");
    assert_eq!(
        areas.iter().filter(|area| area.pilot).count(),
        44,
        "pilots of the project presentation"
    );
    let codes: HashSet<_> = areas.iter().map(|area| &area.code).collect();
    assert_eq!(codes.len(), areas.len(), "no area twice");
    let population: u32 = areas.iter().map(|area| area.population).sum();
    assert_eq!(
        population, 1_907_675,
        "the published population of Latvia on 1 January 2020"
    );
    for area in &areas {
        assert_text(&area.name, &area.code.to_string());
        assert!(!area.successors.is_empty(), "{} has a successor", area.code);
    }
}

/// Whether a unit counts cases decides about small counts, sums and likely figures: a new one must not fall among the rates
/// unnoticed.
#[test]
fn each_unit_counts_cases_or_is_known_not_to() {
    const NO_COUNTS: [&str; 18] = [
        "percent",
        "eur",
        "per_100",
        "per_1000",
        "per_100000",
        "persons_per_km2",
        "km2",
        "fte",
        "days",
        "months",
        "index",
        "tonnes",
        "kg",
        "kwh",
        "kwh_per_m2",
        "eur_per_mwh",
        "eur_per_m3",
        "eur_per_km",
    ];
    for unit in Shipped::read().unwrap().units {
        assert!(
            unit.counts() != NO_COUNTS.contains(&unit.code.as_str()),
            "{}",
            unit.code
        );
    }
}

#[test]
fn there_are_four_networks_each_with_its_policy_area() {
    let shipped = Shipped::read().unwrap();
    let codes: Vec<&str> = shipped
        .networks
        .iter()
        .map(|network| network.code.as_str())
        .collect();
    assert_eq!(codes, ["N1", "N2", "N3", "N4"]);
    let themes: HashSet<_> = shipped
        .networks
        .iter()
        .map(|network| network.policy_area)
        .collect();
    assert_eq!(themes.len(), 4, "a policy area is the theme of one network");
    assert!(
        !themes.contains(&PolicyArea::Context),
        "the context is nobody's theme"
    );
    for network in &shipped.networks {
        assert_text(&network.name, network.code.as_str());
        assert_text(&network.theme, network.code.as_str());
    }
}

#[test]
fn every_sheet_is_complete_in_both_languages() {
    let shipped = Shipped::read().unwrap();
    assert_eq!(shipped.catalogue.len(), 98);
    for sheet in &shipped.catalogue {
        for text in [&sheet.name, &sheet.definition, &sheet.reading, &sheet.source] {
            assert_text(text, sheet.code.as_str());
        }
        assert!(
            sheet.min.zip(sheet.max).is_none_or(|(min, max)| min < max),
            "{} has its limits in order",
            sheet.code
        );
    }
    for unit in &shipped.units {
        assert_text(&unit.name, &unit.code);
        assert_text(&unit.symbol, &unit.code);
    }
}

#[test]
fn the_catalogue_is_ordered_by_policy_area_and_dimension() {
    let catalogue = Shipped::read().unwrap().catalogue;
    assert!(catalogue.is_sorted_by_key(|sheet| (sheet.policy_area, sheet.dimension)));
}

#[test]
fn formulas_fit_together_and_likeness_has_its_variables() {
    let shipped = Shipped::read().unwrap();
    let derivations = shipped.derivations().unwrap();
    let derived = shipped.catalogue.iter().filter(|sheet| sheet.formula.is_some());
    assert_eq!(
        derivations.len(),
        derived.count(),
        "every formula is read, and none goes in a circle"
    );
    for derivation in &derivations {
        let frequency_of = |code: &_| {
            let sheet = shipped.catalogue.iter().find(|sheet| sheet.code == *code);
            sheet.map(|sheet| sheet.frequency)
        };
        for input in &derivation.inputs {
            assert_eq!(
                frequency_of(input),
                frequency_of(&derivation.indicator),
                "{} and its input {input} are observed equally often",
                derivation.indicator
            );
        }
    }
    for code in DEFAULT_VARIABLES {
        assert!(
            shipped.catalogue.iter().any(|sheet| sheet.code.as_str() == code),
            "likeness is measured on {code}"
        );
    }
}

/// `policy_areas.toml` is for readers of the folder and for the page; the program has the list as an enum.
#[test]
fn the_file_of_policy_areas_agrees_with_the_program() {
    let text = include_str!("../../reference/policy_areas.toml");
    let file: toml::Table = toml::from_str(text).unwrap();
    let entries = file["policy_area"].as_array().unwrap();
    let codes: HashSet<&str> = entries
        .iter()
        .filter_map(|entry| entry["code"].as_str())
        .collect();
    let known: HashSet<&str> = PolicyArea::ALL.iter().map(|area| area.code()).collect();
    assert_eq!(codes, known);
    for network in Shipped::read().unwrap().networks {
        let entry = entries
            .iter()
            .find(|entry| entry["code"].as_str() == Some(network.policy_area.code()))
            .unwrap();
        assert_eq!(entry["network"].as_str(), Some(network.code.as_str()));
    }
}

fn assert_text(text: &Text, of: &str) {
    assert!(
        !text.lv.trim().is_empty() && !text.en.trim().is_empty(),
        "{of} needs its texts in both languages, and has {text:?}"
    );
}
