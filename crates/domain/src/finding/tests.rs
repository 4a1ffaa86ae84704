use super::*;
use crate::indicator::Direction;
use crate::indicator::Indicator;
use crate::samples;
use crate::status::ObservationStatus;
use crate::text::Language;
use proptest::prelude::*;

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

proptest! {
    /// A distance that reads as zero has neither side nor sign, in no sentence.
    #[test]
    fn nothing_is_never_above_or_below(gap in -0.2..0.2f64) {
        let percent = indicator("percent", "%");
        for language in Language::ALL {
            let distance = distance_to_median(language, &percent, gap);
            let moved = change(language, &percent, gap);
            let zero = crate::locale::number(language, 0.0, percent.decimals);
            prop_assert_eq!(moved.starts_with(&zero), distance.starts_with(['u', 'a']), "{} / {}", moved, distance);
            prop_assert!(!distance.starts_with(&zero), "{}", distance);
        }
    }
}
