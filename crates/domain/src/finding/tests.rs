use super::*;
use crate::indicator::Direction;
use crate::indicator::Indicator;
use crate::samples;
use crate::series::Cell;
use crate::statistics::spread;
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
fn a_distance_is_that_of_the_numbers_beside_it() {
    let percent = indicator("percent", "%");
    let euro = indicator("eur", "EUR");
    assert_eq!(
        distance_to_median(Language::Lv, &percent, 13.84, 13.76),
        "uz mediānas"
    );
    assert_eq!(
        distance_to_median(Language::Lv, &percent, 14.74, 13.76),
        "par 0,9\u{a0}procentpunktiem virs mediānas",
        "14,7 beside 13,8"
    );
    assert_eq!(
        distance_to_median(Language::Lv, &percent, 12.8, 13.8),
        "par 1,0\u{a0}procentpunktu zem mediānas"
    );
    assert_eq!(
        distance_to_median(Language::En, &euro, 13.0, 1.0),
        "12.0\u{a0}EUR above the median"
    );
    assert_eq!(difference(Language::Lv, &percent, 14.74, 13.76), "+0,9\u{a0}p.p.");
    assert_eq!(difference(Language::En, &euro, 1.0, 1.04), "0.0\u{a0}EUR");
}

#[test]
fn a_trend_says_what_happened_to_value_median_and_gap() {
    let percent = indicator("percent", "%");
    let periods = ["2012".to_owned(), "2016".to_owned()];
    let line = [10.0, 11.3].map(|value| Cell::new(Some(value), ObservationStatus::Normal));
    let spreads = [[9.0, 9.0], [9.0, 9.0]].map(|values| spread(&values));
    assert_eq!(
        trend(Language::Lv, &percent, &periods, &line, &spreads).unwrap(),
        "2012–2016: vērtība ir augusi par 1,3\u{a0}procentpunktiem, mediāna nav mainījusies; starpība ar mediānu ir augusi."
    );
    assert_eq!(
        trend(Language::En, &percent, &periods, &line, &spreads).unwrap(),
        "2012–2016: the value has risen by 1.3\u{a0}percentage points, the median has not changed; the gap to the median has grown."
    );
    assert_eq!(
        trend(Language::Lv, &percent, &periods[..1], &line[..1], &spreads[..1]),
        None,
        "one period is no trend"
    );
}

#[test]
fn a_unit_that_is_a_word_is_inflected() {
    let clients = indicator("clients", "klienti");
    let said = distance_to_median(Language::Lv, &clients, 198.0, 20.0);
    assert_eq!(said, "par 178,0\u{a0}klientiem virs mediānas");
    let said = distance_to_median(Language::Lv, &clients, 21.0, 20.0);
    assert_eq!(said, "par 1,0\u{a0}klientu virs mediānas");
}

#[test]
fn a_line_that_crosses_the_median_is_said_to() {
    let percent = indicator("percent", "%");
    let periods = ["2012".to_owned(), "2016".to_owned()];
    let line = [8.0, 12.0].map(|value| Cell::new(Some(value), ObservationStatus::Normal));
    let spreads = [[9.0, 9.0], [9.0, 9.0]].map(|values| spread(&values));
    let said = trend(Language::Lv, &percent, &periods, &line, &spreads).unwrap();
    assert!(
        said.ends_with("; vērtība bija zem mediānas, tagad ir virs tās."),
        "{said}"
    );
}

#[test]
fn where_neither_way_is_better_a_rank_is_no_placing() {
    let said = |language, n| rank(language, Direction::None, n, 44);
    assert_eq!(said(Language::Lv, 3), "3.\u{a0}lielākā no 44");
    assert_eq!(said(Language::Lv, 1), "lielākā no 44");
    assert_eq!(said(Language::En, 22), "22nd largest of 44");
    assert_eq!(said(Language::En, 13), "13th largest of 44");
    assert_eq!(rank(Language::Lv, Direction::Lower, 3, 44), "3.\u{a0}vieta no 44");
}

proptest! {
    /// A distance that reads as zero has neither side nor sign, in no sentence.
    #[test]
    fn nothing_is_never_above_or_below(value in -0.2..0.2f64, median in -0.2..0.2f64) {
        let percent = indicator("percent", "%");
        for language in Language::ALL {
            let distance = distance_to_median(language, &percent, value, median);
            let moved = difference(language, &percent, value, median);
            let zero = crate::locale::number(language, 0.0, percent.decimals);
            let level = distance.starts_with("uz") || distance.starts_with("at");
            prop_assert_eq!(moved.starts_with(&zero), level, "{} / {}", moved, distance);
            prop_assert!(!distance.contains(&zero), "{}", distance);
        }
    }
}
