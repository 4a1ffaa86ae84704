use super::*;
use crate::area::AreaCode;
use crate::period::Period;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Figures by area and year; the last year is what the batch sends.
type Rows = Vec<Vec<f64>>;

fn area_codes(count: usize) -> Vec<AreaCode> {
    (0..count)
        .map(|n| format!("{:07}", 10_000 + n).parse().unwrap())
        .collect()
}

fn years(count: usize) -> Vec<Period> {
    (0..count as u16).filter_map(|n| Period::year(2000 + n)).collect()
}

/// The suspects when the last year of each row is sent over the years before.
fn judged(rows: &Rows, measure: Measure) -> Vec<Judgement> {
    let (areas, periods) = (area_codes(rows.len()), years(rows[0].len()));
    let mut panel = Panel::new(&areas, &periods);
    for (area, values) in rows.iter().enumerate() {
        for (period, value) in values.iter().enumerate() {
            let place = Place { area, period };
            if period + 1 < values.len() {
                panel.store(place, *value);
            } else {
                panel.send(place, *value);
            }
        }
    }
    judge(&panel, measure)
}

fn codes(found: &[Judgement]) -> BTreeMap<usize, &'static str> {
    found
        .iter()
        .map(|one| (one.place.area, one.suspicion.code()))
        .collect()
}

/// Personal income tax, EUR per inhabitant, as in RAIM's exports of 2009–2012: Ādaži, Aloja, Babīte, Baldone,
/// Engure, Rīga, Daugavpils, Zilupe, Cibla, Mārupe, Olaine and Sala.
fn income_tax() -> Rows {
    vec![
        vec![737.63, 697.87, 660.54, 711.49],
        vec![234.36, 231.20, 241.41, 259.93],
        vec![771.07, 733.68, 721.98, 774.24],
        vec![505.51, 474.23, 479.36, 525.35],
        vec![394.03, 402.78, 412.92, 437.46],
        vec![555.35, 544.04, 541.24, 576.05],
        vec![311.85, 328.75, 348.20, 366.35],
        vec![161.32, 173.86, 184.53, 190.39],
        vec![191.93, 202.40, 215.79, 222.67],
        vec![940.46, 894.82, 849.54, 903.75],
        vec![493.01, 492.11, 507.07, 544.77],
        vec![265.72, 297.47, 546.37, 340.19],
    ]
}
const SALA: usize = 11;

fn with(mut rows: Rows, area: usize, change: impl Fn(f64) -> f64) -> Rows {
    if let Some(last) = rows[area].last_mut() {
        *last = change(*last);
    }
    rows
}

#[test]
fn published_figures_pass_and_the_odd_one_among_them_does_not() {
    let until_2011: Rows = income_tax().iter().map(|values| values[..3].to_vec()).collect();
    assert_eq!(
        codes(&judged(&until_2011, Measure::Other)),
        [(SALA, "jump")].into()
    );
    let found = judged(&income_tax(), Measure::Other);
    assert_eq!(
        found,
        [],
        "who returns to where the series was is not accused of it"
    );
}

#[test]
fn a_wrong_unit_is_named_with_what_was_expected() {
    for times in [10.0, 100.0, 1000.0, 0.1, 0.01, 0.001] {
        let found = judged(&with(income_tax(), 3, |value| value * times), Measure::Other);
        let [one] = found.as_slice() else {
            panic!("one figure is off, and found were {found:?}");
        };
        let Suspicion::UnitSlip {
            times: found,
            expected,
            since,
            ..
        } = one.suspicion
        else {
            panic!("a unit slip, and not {:?}", one.suspicion);
        };
        assert_eq!((found, since), (times, Period::year(2002)));
        assert!(
            (505.0..515.0).contains(&expected),
            "479.36 in the year before, and the others rose by 6 %: {expected}"
        );
    }
}

#[test]
fn a_wrong_sign_is_named() {
    let found = judged(&with(income_tax(), 3, |value| -value), Measure::Other);
    assert_eq!(codes(&found), [(3, "sign_slip")].into());
}

#[test]
fn a_column_in_another_unit_does_not_explain_itself() {
    for times in [1000.0, 0.01] {
        let rows = (0..12).fold(income_tax(), |rows, area| with(rows, area, |value| value * times));
        let found = judged(&rows, Measure::Other);
        assert_eq!(found.len(), 12, "all of them wait");
        assert!(found.iter().all(|one| matches!(
            one.suspicion,
            Suspicion::WholeColumn { times: found, .. } if found == times
        )));
    }
}

/// A new unit that a steward has let through is the unit from then on, also for who comes late.
#[test]
fn who_follows_a_column_that_was_accepted_is_not_accused() {
    let (areas, periods) = (area_codes(12), years(4));
    let mut panel = Panel::new(&areas, &periods);
    for (area, values) in income_tax().into_iter().enumerate() {
        for (period, value) in values.into_iter().enumerate() {
            let value = if period == 3 { value * 1000.0 } else { value };
            let place = Place { area, period };
            if period == 3 && area < 3 {
                panel.send(place, value);
            } else {
                panel.store(place, value);
            }
        }
    }
    assert_eq!(judge(&panel, Measure::Other), []);
}

#[test]
fn two_municipalities_that_were_exchanged_are_named_together() {
    let mut rows = income_tax();
    (rows[7][3], rows[9][3]) = (rows[9][3], rows[7][3]);
    let found = judged(&rows, Measure::Other);
    assert_eq!(codes(&found), [(7, "swapped_area"), (9, "swapped_area")].into());
    assert!(matches!(&found[0].suspicion, Suspicion::SwappedArea { with, .. } if *with == area_codes(12)[9]));
}

#[test]
fn two_indicators_that_were_exchanged_are_named_together() {
    let unemployment: Rows = income_tax()
        .iter()
        .map(|values| values.iter().map(|value| 30.0 - value / 40.0).collect())
        .collect();
    let (mut tax, mut jobless) = (income_tax(), unemployment);
    (tax[4][3], jobless[4][3]) = (jobless[4][3], tax[4][3]);
    let mut found = [
        ("TAX".parse().unwrap(), judged(&tax, Measure::Other)),
        ("JOBLESS".parse().unwrap(), judged(&jobless, Measure::Percent)),
    ];
    name_swapped_indicators(&mut found);
    for (_, judgements) in &found {
        assert_eq!(codes(judgements), [(4, "swapped_indicator")].into());
    }
}

#[test]
fn a_correction_is_judged_beside_what_it_corrects() {
    let (areas, periods) = (area_codes(1), years(1));
    let place = Place { area: 0, period: 0 };
    let found = |value: f64| {
        let mut panel = Panel::new(&areas, &periods);
        panel.store(place, 500.0);
        panel.send(place, value);
        codes(&judge(&panel, Measure::Other)).remove(&0)
    };
    assert_eq!(found(5000.0), Some("unit_slip"));
    assert_eq!(found(512.0), None);
    assert_eq!(found(500.0), None, "what changes nothing is not judged");
}

/// A level that a steward accepted is the level: neither a figure that leads to it from before nor one that goes on
/// from it is accused.
#[test]
fn an_earlier_figure_that_fits_a_later_one_is_not_accused() {
    let (areas, periods) = (area_codes(1), years(4));
    let mut panel = Panel::new(&areas, &periods);
    for (period, value) in [100.0, 1000.0, 1010.0].into_iter().enumerate() {
        let period = if period == 0 { 0 } else { period + 1 };
        panel.store(Place { area: 0, period }, value);
    }
    panel.send(Place { area: 0, period: 1 }, 990.0);
    assert_eq!(judge(&panel, Measure::Other), []);
}

/// In a batch of many years a slip accuses its own year alone, and not the one after it.
#[test]
fn the_year_after_a_slip_is_not_accused() {
    let (areas, periods) = (area_codes(12), years(4));
    let mut panel = Panel::new(&areas, &periods);
    for (area, values) in income_tax().into_iter().enumerate() {
        for (period, value) in values.into_iter().enumerate() {
            let value = if (area, period) == (5, 2) {
                value * 10.0
            } else {
                value
            };
            panel.send(Place { area, period }, value);
        }
    }
    let found: Vec<(usize, usize)> = judge(&panel, Measure::Other)
        .into_iter()
        .filter(|one| one.place.area != SALA)
        .map(|one| (one.place.area, one.place.period))
        .collect();
    assert_eq!(found, [(5, 2)]);
}

#[test]
fn a_zero_in_a_steady_series_is_suspect_and_a_service_that_begins_is_not() {
    let closed = with(income_tax(), 2, |_| 0.0);
    assert_eq!(codes(&judged(&closed, Measure::Other)), [(2, "jump")].into());
    let begins: Rows = (0..12).map(|_| vec![0.0, 0.0, 0.0, 40.0]).collect();
    assert_eq!(judged(&begins, Measure::Other), []);
}

#[test]
fn a_municipality_without_a_past_is_judged_beside_the_others() {
    let mut rows: Rows = (0..25).map(|n| vec![80.0 + f64::from(n)]).collect();
    rows[7] = vec![8500.0];
    assert_eq!(
        codes(&judged(&rows, Measure::Other)),
        [(7, "unlike_others")].into()
    );
    assert_eq!(judged(&rows, Measure::Count), [], "a large town is no slip");
}

/// Yearly figures of areas that change by a tenth at most.
fn steady() -> impl Strategy<Value = Rows> {
    (9usize..20, 4usize..8).prop_flat_map(|(areas, years)| {
        prop::collection::vec(
            (50.0..1e5f64, prop::collection::vec(0.9..1.1f64, years)).prop_map(|(level, changes)| {
                let each = changes.into_iter().scan(level, |value, change| {
                    *value *= change;
                    Some(*value)
                });
                each.collect()
            }),
            areas,
        )
    })
}

/// Yearly figures with any sign and any change.
fn wild() -> impl Strategy<Value = Rows> {
    (2usize..14, 1usize..7).prop_flat_map(|(areas, years)| {
        let value = prop_oneof![5 => 1.0..1e4f64, 1 => -1e4..1e4f64, 1 => Just(0.0)];
        prop::collection::vec(prop::collection::vec(value, years), areas)
    })
}

proptest! {
    #[test]
    fn a_slip_in_a_steady_series_is_found_and_nobody_else_accused(
        rows in steady(),
        area in 0usize..9,
        times in prop::sample::select(vec![10.0, 100.0, 1000.0, 0.1, 0.01, 0.001]),
    ) {
        prop_assert_eq!(judged(&rows, Measure::Other), vec![]);
        let found = judged(&with(rows, area, |value| value * times), Measure::Other);
        prop_assert_eq!(codes(&found), [(area, "unit_slip")].into());
    }

    /// Euro or thousand euro, per cent or shares: the same figures are suspect.
    #[test]
    fn the_unit_of_measure_does_not_matter(rows in prop_oneof![steady(), wild()], power in -10i32..10) {
        // A power of two multiplies without rounding.
        let factor = 2f64.powi(power);
        let scaled: Rows = rows.iter().map(|row| row.iter().map(|value| value * factor).collect()).collect();
        let (one, other) = (judged(&rows, Measure::Other), judged(&scaled, Measure::Other));
        prop_assert_eq!(codes(&one), codes(&other));
    }

    /// The same places are suspect whichever way the periods are counted and the figures come.
    #[test]
    fn the_order_of_rows_does_not_matter(rows in prop_oneof![steady(), wild()]) {
        let areas = area_codes(rows.len());
        let periods = years(rows[0].len());
        let backwards: Vec<Period> = periods.iter().rev().copied().collect();
        let last = periods.len() - 1;
        let mut panel = Panel::new(&areas, &backwards);
        for (area, values) in rows.iter().enumerate().rev() {
            panel.send(Place { area, period: 0 }, values[last]);
            for (year, value) in values[..last].iter().enumerate() {
                panel.store(Place { area, period: last - year }, *value);
            }
        }
        let found = judge(&panel, Measure::Other);
        prop_assert!(found.iter().all(|one| one.place.period == 0), "the place is as the caller counts");
        prop_assert_eq!(codes(&found), codes(&judged(&rows, Measure::Other)));
    }

    /// A service with a handful of clients has half as many or twice as many the year after, by chance.
    #[test]
    fn an_honest_small_municipality_is_not_accused(
        small in (1u32..20).prop_flat_map(|mean| {
            let room = 2.0 * f64::from(mean).sqrt();
            let (least, most) = ((f64::from(mean) - room).max(0.0).ceil() as u32, (f64::from(mean) + room) as u32);
            prop::collection::vec((least..=most).prop_map(f64::from), 4)
        }),
        large in prop::collection::vec(200.0..300.0f64, 10),
    ) {
        let mut rows: Rows = large.into_iter().map(|value| vec![value.round(); 4]).collect();
        rows.push(small);
        prop_assert_eq!(judged(&rows, Measure::Count), vec![]);
    }

    #[test]
    fn no_figures_panic(rows in wild(), measure in prop::sample::select(vec![Measure::Count, Measure::Percent, Measure::Other])) {
        for one in judged(&rows, measure) {
            prop_assert!(one.suspicion.message(crate::text::Language::Lv).ends_with('.'));
        }
    }
}

/// What a steward reads is stored as JSON, which knows no infinity: it would read back as nothing.
#[test]
fn an_estimate_is_a_number_that_can_be_stored() {
    for value in [
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN,
        5e-324,
        1e300,
        0.0,
    ] {
        assert!(about(value).is_finite(), "{value}");
    }
    assert_eq!((about(1234.5), about(-0.012_345)), (1230.0, -0.0123));
}
