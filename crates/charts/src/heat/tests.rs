use super::cell::Sign;
use super::*;
use crate::place::Frame;
use blis_domain::compare::{Band, Quarter};
use blis_domain::indicator::{Direction, PolicyArea};
use blis_domain::period::Period;
use blis_domain::samples;
use blis_domain::status::ObservationStatus;
use proptest::prelude::*;

struct Case {
    indicators: Vec<(Indicator, Series)>,
    areas: Vec<AreaCode>,
    names: HashMap<AreaCode, String>,
    width: u32,
}

/// An indicator a direction, of so many areas with values that grow with their place; the third area is the own one.
fn case(areas: usize, directions: &[Direction]) -> Case {
    let areas: Vec<AreaCode> = (0..areas).map(|n| format!("{n:07}").parse().unwrap()).collect();
    let years: Vec<Period> = [2015, 2016].into_iter().filter_map(Period::year).collect();
    let indicators = directions
        .iter()
        .enumerate()
        .map(|(place, direction)| {
            let indicator = Indicator {
                direction: *direction,
                ..samples::indicator(format!("TST.N{place}").parse().unwrap())
            };
            let mut series = Series::empty(indicator.code.clone(), areas.clone(), years.clone());
            for (column, value) in series.values[1].iter_mut().enumerate() {
                *value = Some(column as f64);
            }
            series.status[1].fill(ObservationStatus::Normal);
            (indicator, series)
        })
        .collect();
    let names = areas
        .iter()
        .map(|code| (code.clone(), format!("Novads {code}")))
        .collect();
    Case {
        indicators,
        areas,
        names,
        width: 860,
    }
}

fn tried(case: &Case) -> Result<HeatChart, CannotDraw> {
    let indicators: Vec<(&Indicator, &Series)> = case
        .indicators
        .iter()
        .map(|(one, series)| (one, series))
        .collect();
    HeatChart::build(&HeatInput {
        language: Language::En,
        indicators: &indicators,
        area: &case.areas[2 % case.areas.len()],
        peers: &case.areas,
        names: &case.names,
        picks: case.areas.get(4..5).unwrap_or_default(),
        width: case.width,
    })
}

fn built(case: &Case) -> HeatChart {
    tried(case).unwrap()
}

#[test]
fn the_own_column_comes_first_and_the_others_by_name() {
    let mut case = case(12, &[Direction::Higher]);
    case.names.insert(case.areas[0].clone(), "Ādaži".to_owned());
    case.names.insert(case.areas[7].clone(), "Alsunga".to_owned());
    let chart = built(&case);
    let order: Vec<&AreaCode> = chart.marks().iter().map(|mark| &mark.area).collect();
    assert_eq!(
        order[..4],
        [&case.areas[2], &case.areas[7], &case.areas[0], &case.areas[1]]
    );
}

#[test]
fn arrows_lead_from_cell_to_cell() {
    let chart = built(&case(12, &[Direction::Higher, Direction::Lower, Direction::None]));
    let at = |place: Option<usize>, step| chart.step(place, step).unwrap();
    assert_eq!(at(None, Step::Down), 0, "the own area's first indicator");
    assert_eq!(at(Some(0), Step::Right), 1);
    assert_eq!(at(Some(1), Step::Down), 13);
    assert_eq!(at(Some(13), Step::Left), 12);
    assert_eq!(at(Some(12), Step::Left), 12);
    assert_eq!(at(Some(13), Step::Up), 1);
    assert_eq!(at(Some(13), Step::Last), 23);
    assert_eq!(at(Some(23), Step::First), 12);
    assert_eq!(at(Some(25), Step::Down), 25);
    assert_eq!(chart.indicator_at(13).unwrap().as_str(), "TST.N1");
}

#[test]
fn each_cell_says_in_a_sign_what_its_tint_says() {
    let chart = built(&case(12, &[Direction::Higher, Direction::Lower, Direction::None]));
    let sign = |row: usize, area: &str| {
        let column = chart
            .marks()
            .iter()
            .position(|mark| mark.area.as_str() == area)
            .unwrap();
        chart.layout.rows[row].cells[column].sign
    };
    assert_eq!(sign(0, "0000011"), Sign::Band(Band::Best));
    assert_eq!(sign(1, "0000011"), Sign::Band(Band::Worst));
    assert_eq!(sign(2, "0000011"), Sign::Quarter(Quarter::Upper));
    assert_eq!(sign(2, "0000000"), Sign::Quarter(Quarter::Lower));
    assert_eq!(sign(0, "0000005"), Sign::Band(Band::Middle));
}

#[test]
fn what_is_missing_says_why() {
    let mut case = case(12, &[Direction::Higher]);
    case.indicators[0].1.values[1][2] = None;
    case.indicators[0].1.status[1][2] = ObservationStatus::Suppressed;
    let chart = built(&case);
    assert_eq!(chart.layout.rows[0].cells[0].sign, Sign::Missing);
    assert_eq!(
        chart.marks()[0].card.lines,
        ["Indicator", "no value (not shown) · 2016"]
    );
    assert!(
        chart.description().contains("1 without a value"),
        "{}",
        chart.description()
    );
}

#[test]
fn few_peers_make_no_quarters_and_the_card_says_so() {
    let chart = built(&case(3, &[Direction::Higher, Direction::None]));
    for row in &chart.layout.rows {
        assert!(row.cells.iter().all(|cell| cell.sign == Sign::Plain));
    }
    assert!(
        chart.marks()[0]
            .card
            .lines
            .contains(&"too few values for quarters".to_owned()),
        "{:?}",
        chart.marks()[0].card
    );
}

#[test]
fn the_row_heads_and_the_own_column_are_kept_where_the_chart_is_scrolled() {
    let mut case = case(44, &[Direction::Higher]);
    case.width = 358;
    let chart = built(&case);
    assert!(chart.width() > 1_000, "cells for fingers: {}", chart.width());
    let own = &chart.marks()[0];
    let kept = f64::from(chart.kept_width());
    assert!(own.x + own.width <= kept && kept < 200.0);
    assert!(chart.marks()[1].x >= kept, "nothing else is covered");
    assert!(own.width >= 23.0);
    let drawing = chart.kept(Scheme::Light, Some(0)).unwrap();
    assert!(drawing.contains("Novads 0000002") && !drawing.contains("Novads 0000003"));
}

#[test]
fn values_stand_in_the_cells_where_there_is_room() {
    let with_values = |chart: &HeatChart| chart.layout.rows[0].cells[0].value.is_some();
    assert!(with_values(&built(&case(8, &[Direction::Higher]))));
    assert!(!with_values(&built(&case(44, &[Direction::Higher]))));
}

#[test]
fn the_policy_areas_come_in_their_order() {
    let mut case = case(9, &[Direction::Higher; 3]);
    case.indicators[0].0.policy_area = PolicyArea::Context;
    case.indicators[2].0.policy_area = PolicyArea::Governance;
    let chart = built(&case);
    let codes: Vec<&str> = chart.indicators.iter().map(IndicatorCode::as_str).collect();
    assert_eq!(codes, ["TST.N2", "TST.N1", "TST.N0"]);
}

#[test]
fn nothing_to_show_is_said() {
    let mut empty = case(3, &[Direction::Higher]);
    empty.indicators[0].1.values[1].fill(None);
    assert_eq!(tried(&empty).unwrap_err(), CannotDraw::NoValues);
    let mut odd = case(3, &[Direction::Higher]);
    odd.indicators[0].1.values[0][0] = Some(f64::NAN);
    assert_eq!(tried(&odd).unwrap_err(), CannotDraw::NotFinite);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_lies_on_another_or_beside_the_chart(
        areas in 1usize..50,
        width in 220u32..1400,
        name in "[A-Za-zāžķ ]{1,90}",
    ) {
        let mut case = case(areas, &[Direction::Higher, Direction::None]);
        case.width = width;
        case.indicators[0].0.name.en = name;
        let Ok(chart) = tried(&case) else { return Ok(()) };
        let frames: Vec<(Frame, &str)> = chart
            .layout
            .labels()
            .map(|label| (label.frame(), label.text.as_str()))
            .collect();
        for (place, (one, text)) in frames.iter().enumerate() {
            prop_assert!(one.x >= 0.0 && one.right() <= f64::from(chart.width()), "`{}` at {}", text, width);
            for (other, said) in &frames[place + 1..] {
                prop_assert!(!one.grown(-0.5).overlaps(other), "`{}` on `{}` at {}", text, said, width);
            }
        }
    }
}
