use super::*;
use crate::emphasis::Emphasis;
use crate::place::Frame;
use blis_domain::area::AreaCode;
use blis_domain::indicator::{Direction, Indicator};
use blis_domain::movement::Incomparable;
use blis_domain::samples;
use blis_domain::series::Series;
use proptest::prelude::*;
use std::collections::HashMap;

struct Case {
    indicator: Indicator,
    series: Series,
    areas: Vec<AreaCode>,
    names: HashMap<AreaCode, String>,
    known: Vec<KnownChange>,
    width: u32,
}

fn year(year: u16) -> Period {
    Period::year(year).unwrap()
}

/// Values of 2012 and 2016; the first area is the own one, the next two are picked.
fn case(values: &[(Option<f64>, Option<f64>)]) -> Case {
    let areas: Vec<AreaCode> = (0..values.len())
        .map(|n| format!("{n:07}").parse().unwrap())
        .collect();
    let periods = vec![year(2012), year(2016)];
    let mut series = Series::empty("TST.ONE".parse().unwrap(), areas.clone(), periods);
    for (column, (before, after)) in values.iter().enumerate() {
        (series.values[0][column], series.values[1][column]) = (*before, *after);
    }
    let names = areas
        .iter()
        .map(|code| (code.clone(), format!("Novads {code}")))
        .collect();
    Case {
        indicator: Indicator {
            direction: Direction::Lower,
            unit: samples::unit("percent", "%"),
            ..samples::indicator("TST.ONE".parse().unwrap())
        },
        series,
        areas,
        names,
        known: Vec::new(),
        width: 640,
    }
}

fn between(case: &Case, before: u16, after: u16) -> Result<SlopeChart, CannotDraw> {
    SlopeChart::build(&SlopeInput {
        material: TrendInput {
            language: Language::En,
            indicator: &case.indicator,
            series: &case.series,
            area: &case.areas[0],
            peers: &case.areas,
            names: &case.names,
            picks: case.areas.get(1..3).unwrap_or_default(),
            width: case.width,
            height: 360,
        },
        before: year(before),
        after: year(after),
        known: &case.known,
    })
}

fn built(case: &Case) -> SlopeChart {
    between(case, 2012, 2016).unwrap()
}

fn both(before: f64, after: f64) -> (Option<f64>, Option<f64>) {
    (Some(before), Some(after))
}

#[test]
fn the_earlier_period_stands_left_whichever_was_asked_first() {
    let case = case(&[both(1.0, 2.0), both(2.0, 1.0)]);
    let (one, other) = (built(&case), between(&case, 2016, 2012).unwrap());
    assert_eq!(one.description(), other.description());
    assert_eq!(one.marks(), other.marks());
    assert!(one.marks()[0].x < one.marks()[2].x && one.marks()[0].period == Period::year(2012));
}

#[test]
fn one_period_is_no_slope() {
    let case = case(&[both(1.0, 2.0)]);
    assert_eq!(between(&case, 2016, 2016).unwrap_err(), CannotDraw::NotTwoPeriods);
    let mut odd = case;
    odd.series.values[0][0] = Some(f64::INFINITY);
    assert_eq!(between(&odd, 2012, 2016).unwrap_err(), CannotDraw::NotFinite);
}

#[test]
fn nothing_joins_what_cannot_be_compared_and_the_notes_say_why() {
    let mut case = case(&[both(1.0, 2.0), both(2.0, 1.0), both(3.0, 3.0), (None, Some(2.0))]);
    case.known = vec![KnownChange {
        area: Some(case.areas[0].clone()),
        since: year(2015),
        what: Incomparable::Borders,
    }];
    let chart = built(&case);
    let own = &chart.layout.lines[0];
    assert!(own.emphasis == Emphasis::Own && !own.joined && own.broken.is_some());
    assert!(own.points.iter().all(Option::is_some), "both ends stay as dots");
    assert_eq!(
        chart.notes(),
        [
            "Values are not comparable (2012–2016: the borders changed): Novads 0000000.",
            "No value of 2012 (not received): Novads 0000003.",
        ]
    );
    for note in chart.notes() {
        assert!(chart.description().contains(note), "{note}");
    }
    assert_eq!(chart.marks().len(), 7, "what there is can be pointed at");
}

#[test]
fn medians_are_joined_when_most_can_be_compared() {
    let mut case = case(&[both(1.0, 2.0), both(2.0, 1.0), both(3.0, 3.0)]);
    assert!(built(&case).layout.median_joined);
    case.known = vec![KnownChange {
        area: None,
        since: year(2013),
        what: Incomparable::Definition,
    }];
    assert!(!built(&case).layout.median_joined);
}

#[test]
fn arrows_lead_across_the_periods_and_down_the_values() {
    let case = case(&[both(5.0, 2.0), both(7.0, 1.0), both(3.0, 8.0)]);
    let chart = built(&case);
    let at = |place: Option<usize>| {
        let mark = &chart.marks()[place.unwrap()];
        (mark.area.as_str().to_owned(), mark.period.unwrap().to_string())
    };
    let own = chart.step(None, Step::Right);
    assert_eq!(at(own), ("0000000".to_owned(), "2016".to_owned()));
    assert_eq!(
        at(chart.step(own, Step::Left)),
        ("0000000".to_owned(), "2012".to_owned())
    );
    assert_eq!(
        at(chart.step(own, Step::Down)),
        ("0000001".to_owned(), "2016".to_owned())
    );
    assert_eq!(
        at(chart.step(own, Step::Up)),
        ("0000002".to_owned(), "2016".to_owned())
    );
}

#[test]
fn a_card_says_the_change_and_whether_it_is_for_the_better() {
    let case = case(&[both(5.0, 2.0), both(7.0, 1.0), both(3.0, 8.0)]);
    let chart = built(&case);
    let own = chart.step(None, Step::Right).unwrap();
    let card = &chart.marks()[own].card;
    assert_eq!(card.lines[1], "2012–2016: −3.0\u{a0}pp, better");
}

fn pair() -> impl Strategy<Value = (Option<f64>, Option<f64>)> {
    let value = || prop::option::weighted(0.9, -50.0..50.0f64);
    (value(), value())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_lies_on_another_or_beside_the_chart(
        values in prop::collection::vec(pair(), 1..30),
        width in 330u32..1200,
    ) {
        let mut case = case(&values);
        case.width = width;
        let Ok(chart) = between(&case, 2012, 2016) else { return Ok(()) };
        let frames: Vec<(Frame, &str)> = chart
            .layout
            .labels()
            .map(|label| (label.frame(), label.text.as_str()))
            .collect();
        for (place, (one, text)) in frames.iter().enumerate() {
            prop_assert!(one.x >= 0.0 && one.right() <= f64::from(width), "`{}` at {}", text, width);
            for (other, said) in &frames[place + 1..] {
                prop_assert!(!one.grown(-0.5).overlaps(other), "`{}` on `{}` at {}", text, said, width);
            }
        }
    }
}
