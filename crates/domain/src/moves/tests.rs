use super::*;
use crate::indicator::Dimension;
use crate::locale::NO_BREAK_SPACE;
use crate::samples;
use proptest::prelude::*;

const OTHERS: usize = 9;

fn year(year: u16) -> Period {
    Period::year(year).unwrap()
}

fn codes() -> Vec<AreaCode> {
    (0..=OTHERS).map(|n| format!("{n:07}").parse().unwrap()).collect()
}

fn sheet(code: &str, direction: Direction) -> Indicator {
    Indicator {
        direction,
        unit: samples::unit("percent", "%"),
        ..samples::indicator(code.parse().unwrap())
    }
}

/// The own values of the years to 2018, beside nine municipalities that rise by one a year.
fn block(indicator: &Indicator, own: &[f64]) -> Series {
    let years: Vec<Period> = (0..own.len() as u16)
        .map(|n| year(2019 - own.len() as u16 + n))
        .collect();
    let mut series = Series::empty(indicator.code.clone(), codes(), years);
    for (row, value) in own.iter().enumerate() {
        series.status[row].fill(ObservationStatus::Normal);
        series.values[row][0] = Some(*value);
        for column in 1..=OTHERS {
            series.values[row][column] = Some(10.0 * column as f64 + row as f64);
        }
    }
    series
}

fn since(area: &Area, figures: &[(Indicator, Series)]) -> Moves {
    let peers = codes();
    let asked = MovesAsked {
        area,
        selector: &PeerSelector::All,
        peers: &peers,
        period: None,
    };
    moves(
        &asked,
        figures.iter().map(|(indicator, series)| (indicator, series)),
    )
}

fn area() -> Area {
    samples::area(codes()[0].clone())
}

fn one(own: &[f64], change: impl Fn(&mut Series)) -> Moves {
    let indicator = sheet("A.ONE", Direction::Higher);
    let mut series = block(&indicator, own);
    change(&mut series);
    since(&area(), &[(indicator, series)])
}

fn reasons(moves: &Moves) -> Vec<NoMoveReason> {
    moves.not_measured.iter().map(|one| one.reason).collect()
}

/// Up and down by one, and then by as much as is said.
fn swinging(last: f64) -> [f64; 7] {
    [10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 11.0 + last]
}

#[test]
fn a_change_is_told_when_it_is_several_times_the_usual_one() {
    let told = one(&swinging(3.5), |_| {});
    let movement = &told.items[0].movement;
    assert_eq!(
        (movement.usual, movement.times_usual, movement.earlier),
        (1.0, 3.5, 5)
    );
    assert_eq!(
        (movement.course, movement.others_change),
        (Some(Course::Better), Some(1.0))
    );
    assert_eq!(
        told.items[0].text.lv.replace(NO_BREAK_SPACE, " "),
        "„Rādītājs”: 14,5 % (2018), +3,5 p.p. kopš 11,0 % (2017); parastā pārmaiņa gadā ir 1,0 p.p. (5 pārmaiņu mediāna); \
         pārējo pašvaldību pārmaiņu mediāna ir +1,0 p.p. (9)."
    );
    let quiet = one(&swinging(3.4), |_| {});
    assert!(quiet.items.is_empty());
    assert_eq!((quiet.as_usual, quiet.indicators), (1, 1));
}

#[test]
fn what_rises_every_year_has_not_moved_when_it_rises_again() {
    let rising = one(&[10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 22.0], |_| {});
    assert_eq!(rising.as_usual, 1);
}

#[test]
fn what_never_changed_is_measured_by_the_last_digit_shown() {
    let told = one(&[5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.4], |_| {});
    assert_eq!(told.items.len(), 1);
    let quiet = one(&[5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.3], |_| {});
    assert_eq!(quiet.as_usual, 1);
}

#[test]
fn nothing_is_measured_over_a_break() {
    let at_the_end = one(&swinging(9.0), |series| {
        series.status[6][0] = ObservationStatus::Break
    });
    assert_eq!(reasons(&at_the_end), [NoMoveReason::Break]);
    let within = one(&swinging(9.0), |series| {
        series.status[3][0] = ObservationStatus::Break
    });
    assert_eq!(
        reasons(&within),
        [NoMoveReason::ShortHistory],
        "two changes since the break"
    );
}

#[test]
fn nothing_is_measured_beyond_the_borders() {
    let indicator = sheet("A.ONE", Direction::Higher);
    let figures = [(indicator.clone(), block(&indicator, &swinging(9.0)))];
    let newer = Area {
        valid_from: "2014-07-01".to_owned(),
        ..area()
    };
    assert_eq!(reasons(&since(&newer, &figures)), [NoMoveReason::ShortHistory]);
    let new = Area {
        valid_from: "2017-07-01".to_owned(),
        ..area()
    };
    assert_eq!(reasons(&since(&new, &figures)), [NoMoveReason::OtherTerritory]);
    let gone = Area {
        valid_to: Some("2018-06-30".to_owned()),
        ..area()
    };
    assert_eq!(reasons(&since(&gone, &figures)), [NoMoveReason::OtherTerritory]);
}

#[test]
fn an_old_change_is_none_since_last_year() {
    let late = one(&[10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 20.0, 20.0], |series| {
        series.values[7][0] = None;
    });
    assert_eq!(
        reasons(&late),
        [NoMoveReason::OutOfDate],
        "the others have a later value"
    );
    let figure = |code: &str, years: usize| {
        let indicator = sheet(code, Direction::Higher);
        let mut series = block(&indicator, &[&swinging(9.0)[..], &[0.0, 0.0]].concat()[..]);
        series.periods.truncate(years);
        (indicator, series)
    };
    let told = since(&area(), &[figure("A.OLD", 7), figure("B.NEW", 9)]);
    assert_eq!(
        reasons(&told),
        [NoMoveReason::OutOfDate],
        "another indicator has one two years later"
    );
    let told = since(&area(), &[figure("A.YEAR", 7), figure("B.NEW", 8)]);
    assert_eq!(told.items.len(), 2);
}

#[test]
fn provisional_is_marked_and_a_forecast_is_left_out() {
    for row in [5, 6] {
        let told = one(&swinging(9.0), |series| {
            series.status[row][0] = ObservationStatus::Provisional
        });
        let said = &told.items[0].text;
        assert!(
            said.lv.contains("provizoriska vērtība") && said.en.contains("provisional value"),
            "{said:?}"
        );
        let left = one(&swinging(9.0), |series| {
            series.status[row][0] = ObservationStatus::Forecast
        });
        assert_eq!(reasons(&left), [NoMoveReason::Doubtful]);
    }
}

#[test]
fn a_year_without_a_value_is_stepped_over_in_the_past_and_not_in_the_year_before() {
    let stepped = one(
        &[10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 20.0],
        |series| {
            series.values[1][0] = None;
        },
    );
    assert_eq!(
        stepped.items[0].movement.earlier, 5,
        "two of seven changes have no beginning or end"
    );
    let without = one(&swinging(9.0), |series| series.values[5][0] = None);
    assert_eq!(reasons(&without), [NoMoveReason::NoYearBefore]);
    let nothing = one(&swinging(9.0), |series| {
        series.values.iter_mut().for_each(|row| row[0] = None)
    });
    assert_eq!(reasons(&nothing), [NoMoveReason::NoValue]);
}

#[test]
fn the_most_unusual_comes_first_whatever_its_unit() {
    let (small, large) = (
        sheet("A.SMALL", Direction::Lower),
        sheet("B.LARGE", Direction::None),
    );
    let base = Indicator {
        dimension: Dimension::Base,
        ..sheet("C.BASE", Direction::Higher)
    };
    let times = |by: f64, last: f64| swinging(last).map(|value| value * by);
    let figures = [
        (large.clone(), block(&large, &times(1000.0, 4.0))),
        (small.clone(), block(&small, &times(1.0, 5.0))),
        (base.clone(), block(&base, &times(1.0, 9.0))),
    ];
    let told = since(&area(), &figures);
    let codes: Vec<&str> = told
        .items
        .iter()
        .map(|one| one.evidence.indicator.as_str())
        .collect();
    assert_eq!(codes, ["A.SMALL", "B.LARGE"]);
    let courses: Vec<Option<Course>> = told.items.iter().map(|one| one.movement.course).collect();
    assert_eq!(courses, [Some(Course::Worse), None]);
}

proptest! {
    #[test]
    fn every_indicator_is_told_usual_or_counted_by_its_reason(
        lines in prop::collection::vec(prop::collection::vec(prop::option::of(-50.0..50.0f64), 8), 0..6),
        letters in prop::collection::vec(prop::sample::select(ObservationStatus::ALL.to_vec()), 8),
        own_letters in any::<bool>(),
    ) {
        let mut figures = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            let indicator = sheet(&format!("A.N{n}"), Direction::ALL[n % 3]);
            let mut series = block(&indicator, &[0.0; 8]);
            for (row, value) in line.iter().enumerate() {
                series.values[row][0] = *value;
                if own_letters {
                    series.status[row][0] = letters[row];
                }
            }
            figures.push((indicator, series));
        }
        let told = since(&area(), &figures);
        let counted: u32 = told.not_measured.iter().map(|one| one.count).sum();
        prop_assert_eq!(told.items.len() as u32 + told.as_usual + counted, told.indicators);
        for one in &told.items {
            prop_assert!(one.movement.times_usual >= LEAST_TIMES_USUAL);
            prop_assert!(one.movement.earlier as usize >= FEWEST_EARLIER_CHANGES);
        }
        let written = serde_json::to_string(&told).unwrap();
        prop_assert_eq!(serde_json::from_str::<Moves>(&written).unwrap(), told);
    }
}
