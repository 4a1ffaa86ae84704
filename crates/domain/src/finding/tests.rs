use super::*;
use crate::indicator::Direction;
use crate::samples;

fn indicator(unit: &str, symbol: &str) -> Indicator {
    Indicator {
        unit: samples::unit(unit, symbol),
        direction: Direction::Higher,
        ..samples::indicator("TST.ONE".parse().unwrap())
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
