use super::profile::{Entry, entries};
use super::*;
use blis_domain::status::ObservationStatus;
use blis_store::{Store, StoreOptions};
use std::collections::{BTreeMap, HashSet};

/// The areas and the catalogue that are shipped.
fn reference() -> (Vec<Area>, Vec<Indicator>) {
    let folder = tempfile::tempdir().unwrap();
    let url = folder
        .path()
        .join("blis.db")
        .display()
        .to_string()
        .parse()
        .unwrap();
    let store = Store::open(&url, &StoreOptions::default()).unwrap();
    store.migrate().unwrap();
    let (areas, catalogue) = (store.areas().unwrap(), store.indicators().unwrap());
    (areas.to_vec(), catalogue.to_vec())
}

/// The generated values by indicator, year and area.
type Values = BTreeMap<(String, u16), BTreeMap<String, f64>>;

fn values(rows: &[RawObservation]) -> Values {
    let mut values = Values::new();
    for row in rows {
        if let RawValue::Number(value) = row.value {
            let year = row.period.as_ref().unwrap().parse().unwrap();
            let of_year = values.entry((row.indicator.clone().unwrap(), year)).or_default();
            of_year.insert(row.area.clone().unwrap(), value);
        }
    }
    values
}

#[test]
fn the_same_figures_every_time_and_whatever_else_is_in_the_catalogue() {
    let (areas, catalogue) = reference();
    let rows = generate(&areas, &catalogue).unwrap();
    assert_eq!(rows, generate(&areas, &catalogue).unwrap());
    let fewer: Vec<Indicator> = catalogue
        .iter()
        .filter(|sheet| sheet.code.as_str() != "HOU.WAIT")
        .cloned()
        .collect();
    let without: Vec<RawObservation> = rows
        .into_iter()
        .filter(|row| row.indicator.as_deref() != Some("HOU.WAIT"))
        .collect();
    assert_eq!(generate(&areas, &fewer).unwrap(), without);
}

#[test]
fn every_collected_indicator_has_its_profile_and_every_profile_its_indicator() {
    let (areas, catalogue) = reference();
    let rows = generate(&areas, &catalogue).unwrap();
    let made: HashSet<&str> = rows.iter().filter_map(|row| row.indicator.as_deref()).collect();
    for sheet in &catalogue {
        assert_eq!(
            made.contains(sheet.code.as_str()),
            sheet.formula.is_none(),
            "{}: collected indicators are generated, derived ones computed",
            sheet.code
        );
    }
    for entry in entries() {
        assert!(
            made.contains(entry.code),
            "{} is in the profile and not in the catalogue",
            entry.code
        );
    }
    let mut stranger = catalogue[0].clone();
    stranger.code = "NO.SUCH".parse().unwrap();
    assert_eq!(
        generate(&areas, &[stranger]),
        Err(NoProfile("NO.SUCH".to_owned())),
        "a new sheet must not go without figures in silence"
    );
}

#[test]
fn every_figure_passes_the_checks_of_a_feed() {
    let (areas, catalogue) = reference();
    let codes = areas.iter().map(|area| &area.code);
    let checker = blis_domain::feed::Checker::new(&catalogue, codes, "2016-12".parse().unwrap());
    let mut pack = blis_domain::feed::RowPack::default();
    for raw in generate(&areas, &catalogue).unwrap() {
        pack.take(checker.check(&raw));
    }
    let faults: Vec<_> = pack
        .finish()
        .faults()
        .map(|(row, fault)| (row, fault.clone()))
        .collect();
    assert_eq!(faults, []);
}

#[test]
fn each_pilot_has_a_row_for_each_year() {
    let (areas, catalogue) = reference();
    let rows = generate(&areas, &catalogue).unwrap();
    let collected = entries().filter(|entry| entry.covers(2012)).count();
    let once = entries().count() - collected;
    assert_eq!(rows.len(), 44 * (5 * collected + once));
    assert_eq!(once, 1, "only elections are not held every year");
}

#[test]
fn some_figures_are_missing_or_provisional_and_most_are_there() {
    let (areas, catalogue) = reference();
    let rows = generate(&areas, &catalogue).unwrap();
    let share = |of: &dyn Fn(&RawObservation) -> bool| {
        rows.iter().filter(|row| of(row)).count() as f64 / rows.len() as f64
    };
    let with = |status: ObservationStatus| {
        move |row: &RawObservation| row.status.as_deref() == Some(status.letter())
    };
    let missing = share(&|row| row.value == RawValue::Null);
    assert!((0.02..0.05).contains(&missing), "{missing}");
    for status in [
        ObservationStatus::NotCollected,
        ObservationStatus::Missing,
        ObservationStatus::Suppressed,
        ObservationStatus::Estimated,
        ObservationStatus::Provisional,
    ] {
        assert!(share(&with(status)) > 0.001, "{status} is not shown");
    }
    let early = |row: &RawObservation| {
        with(ObservationStatus::Provisional)(row) && row.period.as_deref() != Some("2016")
    };
    assert_eq!(share(&early), 0.0, "only the last year is still provisional");
}

/// What is suppressed is what is small; a figure of fewer cases than may be shown never is.
#[test]
fn small_counts_are_suppressed() {
    let (areas, catalogue) = reference();
    let values = values(&generate(&areas, &catalogue).unwrap());
    for sheet in catalogue.iter().filter(|sheet| sheet.formula.is_none()) {
        let entry = profile::of(sheet.code.as_str()).unwrap();
        assert_eq!(
            sheet.min_count.is_some(),
            entry.cases.is_some(),
            "{}: the profile says what its least count counts",
            sheet.code
        );
    }
    for ((code, _), of_year) in &values {
        if code == "SOC.HOME.CLIENTS" {
            assert!(of_year.values().all(|clients| *clients >= 5.0));
        }
    }
}

/// Most areas differ, and not wildly: a chart of them is worth looking at.
#[test]
fn areas_differ_believably() {
    let (areas, catalogue) = reference();
    let values = values(&generate(&areas, &catalogue).unwrap());
    for ((code, year), of_year) in &values {
        let different: HashSet<u64> = of_year.values().map(|value| value.to_bits()).collect();
        assert!(different.len() >= 8, "{code} {year}: {} values", different.len());
        let list: Vec<f64> = of_year.values().copied().collect();
        let extreme = |pick: fn(f64, f64) -> f64| list.iter().copied().reduce(pick).unwrap();
        for end in [extreme(f64::min), extreme(f64::max)] {
            let piled = list.iter().filter(|value| **value == end).count();
            assert!(piled <= 6, "{code} {year}: {piled} areas share the extreme {end}");
        }
    }
    let between = |code: &str, low: f64, high: f64| {
        for year in YEARS {
            let of_year = &values[&(code.to_owned(), year)];
            let outside = of_year.iter().find(|(_, value)| !(low..=high).contains(*value));
            assert_eq!(outside, None, "{code} {year}");
        }
    };
    between("CTX.UNEMP", 4.0, 20.0);
    between("CTX.PIT.PC", 300.0, 900.0);
    between("EDU.SPEND.PUPIL", 1500.0, 4000.0);
    between("HOU.HEAT.LOSS", 8.0, 25.0);
    between("EDU.EXAM.MATH", 30.0, 60.0);
    between("CTX.DEPEND", 400.0, 680.0);
    between("CTX.POPCHANGE", -3.5, 2.5);
    between("CTX.POP", 1000.0, 110_000.0);
}

/// Figures that must agree with each other do.
#[test]
fn figures_hang_together() {
    let (areas, catalogue) = reference();
    let values = values(&generate(&areas, &catalogue).unwrap());
    let of = |code: &str, year: u16| &values[&(code.to_owned(), year)];
    for year in YEARS {
        for (area, people) in of("CTX.POP", year) {
            let part = |code: &str| of(code, year).get(area).copied();
            assert!(part("CTX.POP0_17").unwrap() + part("CTX.POP65").unwrap() < 0.6 * people);
            assert!(part("CTX.POP1_6").unwrap() < part("CTX.POP0_17").unwrap());
            let both = part("CTX.NATURAL").unwrap() + part("CTX.MIGRATION").unwrap();
            let change = 10.0 * part("CTX.POPCHANGE").unwrap();
            assert!((both - change).abs() < 0.11, "{area} {year}: {both} and {change}");
            for (less, more) in [
                ("EDU.PRE.ENROLLED", "CTX.POP1_6"),
                ("UTL.WASTE.SEP.T", "UTL.WASTE.T"),
                ("UTL.SEWER.COV", "UTL.WATER.COV"),
            ] {
                if let Some((less_value, more_value)) = part(less).zip(part(more)) {
                    assert!(less_value <= more_value, "{area} {year}: {less} above {more}");
                }
            }
        }
    }
}

/// An entry can only be made from entries above it, and correlations cannot exceed one.
#[test]
fn the_profile_is_sound() {
    let mut above: HashSet<&str> = HashSet::new();
    for Entry {
        code, model, cases, ..
    } in entries()
    {
        let shape = match model {
            Model::Of { times, over, share } => {
                for of in times.iter().chain(*over) {
                    assert!(above.contains(of), "{code} is made from {of}, which comes later");
                }
                Some(share)
            }
            Model::Level(shape) => Some(shape),
            Model::Computed(_) => None,
        };
        assert!(shape.is_none_or(|shape| shape.correlations() <= 1.0), "{code}");
        if let Some(profile::Cases::PerValue(of, _) | profile::Cases::PartOf(of, _)) = cases {
            assert!(above.contains(of), "{code} counts {of}, which comes later");
        }
        assert!(above.insert(code), "{code} stands in the profile twice");
    }
}
