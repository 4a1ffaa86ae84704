use super::*;
use crate::indicator::{Dimension, Direction, PolicyArea, Unit};
use crate::period::Frequency;
use crate::text::Text;

fn indicator(unit: &str, symbol: &str) -> Indicator {
    Indicator {
        code: "TST.ONE".parse().unwrap(),
        policy_area: PolicyArea::Context,
        dimension: Dimension::Outcome,
        name: Text::default(),
        definition: Text::default(),
        reading: Text::default(),
        unit: Unit {
            code: unit.into(),
            sdmx: None,
            symbol: Text::new(symbol, symbol),
            name: Text::default(),
        },
        decimals: 1,
        min: None,
        max: None,
        direction: Direction::Higher,
        frequency: Frequency::Year,
        source: Text::default(),
        formula: None,
        min_count: None,
        partners: vec![],
        first_period: None,
        last_period: None,
    }
}

#[test]
fn every_status_says_something_unless_normal_or_missing() {
    for language in Language::ALL {
        for one in ObservationStatus::ALL {
            let quiet = *one == ObservationStatus::Normal || !one.has_value();
            assert_eq!(status(language, *one).is_none(), quiet, "{one:?} in {language}");
        }
    }
}

#[test]
fn a_distance_too_small_to_show_is_none() {
    let percent = indicator("percent", "%");
    let euro = indicator("eur", "EUR");
    assert_eq!(distance_to_median(Language::Lv, &percent, 0.04), "uz mediānas");
    assert_eq!(
        distance_to_median(Language::Lv, &percent, -2.3),
        "2,3\u{a0}procentpunkti zem mediānas"
    );
    assert_eq!(
        distance_to_median(Language::En, &euro, 12.0),
        "12.0\u{a0}EUR above the median"
    );
}
