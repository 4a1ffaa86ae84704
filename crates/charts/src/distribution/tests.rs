use super::*;
use crate::emphasis::Emphasis;
use blis_domain::area::AreaCode;
use blis_domain::explanation::{Explanation, Remark};
use blis_domain::indicator::Indicator;
use blis_domain::period::Period;
use blis_domain::samples;
use blis_domain::series::Series;
use blis_domain::text::Language;
use std::collections::HashMap;

struct Case {
    indicator: Indicator,
    series: Series,
    areas: Vec<AreaCode>,
    names: HashMap<AreaCode, String>,
}

/// Areas with values that grow with their place and the year; the first one is the own one.
fn case(areas: usize, years: std::ops::RangeInclusive<u16>) -> Case {
    let indicator = samples::indicator("TST.ONE".parse().unwrap());
    let areas: Vec<AreaCode> = (0..areas).map(|n| format!("{n:07}").parse().unwrap()).collect();
    let periods: Vec<Period> = years.map(|year| Period::year(year).unwrap()).collect();
    let mut series = Series::empty(indicator.code.clone(), areas.clone(), periods);
    for (row, values) in series.values.iter_mut().enumerate() {
        for (column, value) in values.iter_mut().enumerate() {
            *value = Some((column % 7) as f64 + row as f64);
        }
    }
    let names = areas
        .iter()
        .map(|code| (code.clone(), code.to_string()))
        .collect();
    Case {
        indicator,
        series,
        areas,
        names,
    }
}

fn built(case: &Case, width: u32) -> DistributionChart {
    let input = TrendInput {
        language: Language::En,
        indicator: &case.indicator,
        series: &case.series,
        area: &case.areas[0],
        peers: &case.areas,
        names: &case.names,
        picks: case.areas.get(1..3).unwrap_or_default(),
        width,
        height: 360,
    };
    DistributionChart::build(&input).unwrap()
}

#[test]
fn the_own_dot_stands_in_the_middle_of_its_column() {
    let case = case(44, 2009..=2016);
    let chart = built(&case, 900);
    let own = chart
        .layout
        .lines
        .iter()
        .find(|line| line.emphasis == Emphasis::Own)
        .unwrap();
    let columns: Vec<f64> = own.points.iter().flatten().map(|(x, _)| *x).collect();
    let labels: Vec<f64> = chart.layout.periods.iter().map(|label| label.x).collect();
    for label in labels {
        assert!(
            columns.iter().any(|x| (x - label).abs() < 0.5),
            "no own dot over {label} among {columns:?}"
        );
    }
}

#[test]
fn every_value_is_a_dot_within_the_plot() {
    for (areas, width) in [(1, 400), (44, 320), (44, 900), (119, 1180)] {
        let case = case(areas, 2009..=2016);
        let chart = built(&case, width);
        let periods = chart.layout.brackets.len();
        assert_eq!(chart.marks().len(), areas * periods, "{areas} at {width}");
        let plot = chart.layout.plot.grown(0.5);
        for mark in chart.marks() {
            let (x, y) = (mark.x + mark.width / 2.0, mark.y + mark.height / 2.0);
            assert!(
                plot.crosses(x) && y >= plot.y && y <= plot.bottom(),
                "{areas} at {width}"
            );
        }
    }
}

#[test]
fn where_room_is_short_the_latest_periods_stay_and_it_is_said() {
    let case = case(44, 2002..=2016);
    let narrow = built(&case, 340);
    assert!(narrow.layout.brackets.len() < 15);
    assert!(
        narrow.description().contains("The latest periods are shown"),
        "{}",
        narrow.description()
    );
    let last = narrow.marks().last().unwrap();
    assert_eq!(last.period, Period::year(2016));
    assert!(!built(&case, 1180).description().contains("The latest periods"));
}

#[test]
fn down_leads_from_value_to_lower_value() {
    let case = case(9, 2015..=2016);
    let chart = built(&case, 700);
    let top = chart
        .marks()
        .iter()
        .position(|mark| mark.period == Period::year(2016))
        .unwrap();
    let next = chart.step(Some(top), Step::Down).unwrap();
    assert!(chart.marks()[next].y >= chart.marks()[top].y);
    let left = chart.step(Some(top), Step::Left).unwrap();
    assert_eq!(
        chart.marks()[left].area,
        chart.marks()[top].area,
        "the same area a period before"
    );
}

#[test]
fn periods_in_which_only_others_have_values_take_no_room() {
    let mut case = case(40, 2002..=2016);
    // The peers end in 2007; the block goes on with areas that nobody asked about.
    for row in &mut case.series.values[6..] {
        row[..16].fill(None);
    }
    case.areas.truncate(16);
    let chart = built(&case, 320);
    assert_eq!(chart.marks().last().unwrap().period, Period::year(2007));
    let wide = built(&case, 1180);
    assert!(
        !wide.description().contains("The latest periods"),
        "all that there are of the peers are shown: {}",
        wide.description()
    );
}

#[test]
fn an_asterisk_goes_with_its_dot() {
    let mut case = case(9, 2016..=2016);
    case.series.values[0][1] = case.series.values[0][0];
    case.series.remarks = vec![Remark {
        area: case.areas[1].clone(),
        period: case.series.periods[0],
        explanation: Explanation {
            lv: "Slēgta rūpnīca.".to_owned(),
            en: None,
            recorded_at: "2026-11-30T10:00:00Z".to_owned(),
            version: 1,
        },
    }];
    let chart = built(&case, 640);
    let pick = chart
        .layout
        .lines
        .iter()
        .find(|line| line.emphasis == Emphasis::Pick(0))
        .unwrap();
    let own = chart
        .layout
        .lines
        .iter()
        .find(|line| line.emphasis == Emphasis::Own)
        .unwrap();
    assert_eq!(pick.explained, [pick.points[0].unwrap()]);
    assert_ne!(
        pick.explained[0],
        own.points[0].unwrap(),
        "it is not the own one that is explained"
    );
}
