use super::*;
use crate::samples;
use proptest::prelude::*;

fn indicator(direction: Direction) -> Indicator {
    Indicator {
        direction,
        ..samples::indicator("TST.ONE".parse().unwrap())
    }
}

fn code(number: usize) -> AreaCode {
    format!("{number:07}").parse().unwrap()
}

fn year() -> Period {
    Period::year(2016).unwrap()
}

fn series(values: &[Option<f64>]) -> Series {
    let areas: Vec<AreaCode> = (0..values.len()).map(code).collect();
    let mut series = Series::empty("TST.ONE".parse().unwrap(), areas, vec![year()]);
    for (column, value) in values.iter().enumerate() {
        series.values[0][column] = *value;
        if value.is_some() {
            series.status[0][column] = ObservationStatus::Normal;
        }
    }
    series
}

fn compared(direction: Direction, values: &[Option<f64>]) -> Comparison {
    let series = series(values);
    compare(
        &indicator(direction),
        &series,
        &code(0),
        "all",
        &series.areas,
        Some(year()),
    )
}

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn ties_share_the_better_rank() {
    let answer = compared(Direction::Higher, &some(&[7.0, 9.0, 7.0, 5.0]));
    let ranks: Vec<u32> = answer.items.iter().map(|item| item.rank).collect();
    assert_eq!(
        ranks,
        [1, 2, 2, 4],
        "equal values share a rank and the next rank is skipped"
    );
}

#[test]
fn lower_is_better_turns_the_order() {
    let answer = compared(Direction::Lower, &some(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]));
    assert_eq!(answer.summary.rank, Some(1));
    assert_eq!(answer.summary.band, Some(Band::Best));
    assert_eq!(answer.summary.percentile, Some(100.0));
    assert_eq!(answer.summary.gap_to_best, Some(0.0));
    assert_eq!(answer.summary.best, [code(0)]);
}

#[test]
fn a_band_needs_direction_eight_values_and_spread() {
    let eight = some(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
    assert_eq!(
        compared(Direction::None, &eight).summary.band_reason,
        Some(BandReason::NoDirection)
    );
    assert_eq!(
        compared(Direction::Higher, &eight[..7]).summary.band_reason,
        Some(BandReason::TooFewValues)
    );
    assert_eq!(
        compared(Direction::Higher, &some(&[3.0; 9])).summary.band_reason,
        Some(BandReason::NoSpread)
    );
    assert_eq!(
        compared(Direction::Higher, &eight).summary.band,
        Some(Band::Worst)
    );
}

#[test]
fn a_missing_value_is_named_and_never_zero() {
    let answer = compared(Direction::Higher, &[None, Some(4.0), Some(2.0)]);
    assert_eq!(answer.summary.value, None);
    assert_eq!(answer.summary.rank, None);
    assert_eq!(answer.summary.band_reason, Some(BandReason::NoValue));
    assert_eq!(
        answer.missing,
        [MissingItem {
            area: code(0),
            reason: MissingReason::NotAvailable,
            explanation: None,
        }]
    );
    assert_eq!((answer.summary.peers.n, answer.summary.peers.with_value), (3, 2));
}

#[test]
fn the_area_is_always_in_its_own_set() {
    let series = series(&some(&[1.0, 2.0, 3.0]));
    let answer = compare(
        &indicator(Direction::Higher),
        &series,
        &code(0),
        "x",
        &[code(1)],
        Some(year()),
    );
    assert_eq!(answer.summary.peers.n, 2);
    assert_eq!(answer.summary.rank, Some(2));
}

proptest! {
    #[test]
    fn equal_values_share_rank_and_band(values in prop::collection::vec(0u8..6, 1..50)) {
        let values: Vec<Option<f64>> = values.iter().map(|v| Some(f64::from(*v))).collect();
        let answer = compared(Direction::Higher, &values);
        for a in &answer.items {
            for b in &answer.items {
                prop_assert_eq!(a.value == b.value, a.rank == b.rank);
                prop_assert!(a.value != b.value || a.band == b.band);
            }
        }
    }

    #[test]
    fn a_change_of_unit_changes_no_rank(values in prop::collection::vec(-1000i32..1000, 1..50), factor in 1u8..200) {
        let plain: Vec<Option<f64>> = values.iter().map(|v| Some(f64::from(*v))).collect();
        let scaled: Vec<Option<f64>> = values.iter().map(|v| Some(f64::from(*v) * f64::from(factor))).collect();
        let ranks = |answer: &Comparison| answer.items.iter().map(|i| (i.area.clone(), i.rank)).collect::<Vec<_>>();
        prop_assert_eq!(ranks(&compared(Direction::Lower, &plain)), ranks(&compared(Direction::Lower, &scaled)));
    }

    #[test]
    fn nobody_is_lost(values in prop::collection::vec(prop::option::of(-1e6..1e6f64), 1..60)) {
        let answer = compared(Direction::Lower, &values);
        prop_assert_eq!(answer.items.len() + answer.missing.len(), values.len());
        prop_assert_eq!(answer.summary.of as usize, answer.items.len());
    }

    #[test]
    fn best_and_worst_are_at_most_a_quarter_apart_from_ties(values in prop::collection::hash_set(-100_000i32..100_000, 8..80)) {
        let values: Vec<Option<f64>> = values.into_iter().map(|v| Some(f64::from(v))).collect();
        let answer = compared(Direction::Higher, &values);
        let n = answer.items.len() as f64;
        let count = |band| answer.items.iter().filter(|item| item.band == Some(band)).count() as f64;
        prop_assert!(count(Band::Best) <= (n / 4.0).ceil() && count(Band::Worst) <= (n / 4.0).ceil());
        prop_assert!(count(Band::Middle) >= (n / 2.0).floor() - 1.0);
    }
}

#[test]
fn the_previous_value_is_the_latest_earlier_one_there_is() {
    let years: Vec<Period> = (2013..=2016).filter_map(Period::year).collect();
    let mut series = Series::empty("TST.ONE".parse().unwrap(), vec![code(0)], years.clone());
    for (row, value) in [Some(5.0), Some(6.0), None, Some(8.0)].into_iter().enumerate() {
        series.values[row][0] = value;
    }
    let previous = |period: Period| {
        let summary = compare(
            &indicator(Direction::Higher),
            &series,
            &code(0),
            "all",
            &series.areas,
            Some(period),
        )
        .summary;
        summary.previous.map(|one| (one.period, one.value))
    };
    assert_eq!(
        previous(years[3]),
        Some((years[1], 6.0)),
        "a year without a value is stepped over"
    );
    assert_eq!(
        previous(years[2]),
        None,
        "without a value now nothing has changed"
    );
    assert_eq!(previous(years[0]), None, "before the first value there is none");
}
