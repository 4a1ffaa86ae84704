use super::*;
use blis_domain::indicator::Direction;
use blis_domain::period::Period;
use blis_domain::samples;
use blis_domain::status::ObservationStatus;
use proptest::prelude::*;

fn indicator() -> Indicator {
    Indicator {
        unit: samples::unit("eur", "EUR"),
        direction: Direction::Lower,
        ..samples::indicator("TST.ONE".parse().unwrap())
    }
}

fn code(number: usize) -> AreaCode {
    format!("{number:07}").parse().unwrap()
}

/// One row a year from 2010 on, one column an area.
fn series(rows: &[Vec<Option<f64>>]) -> Series {
    let areas: Vec<AreaCode> = (0..rows.first().map_or(0, Vec::len)).map(code).collect();
    let periods = (0..rows.len())
        .filter_map(|row| Period::year(2010 + row as u16))
        .collect();
    let mut series = Series::empty("TST.ONE".parse().unwrap(), areas, periods);
    for (row, values) in rows.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            series.values[row][column] = *value;
            if value.is_some() {
                series.status[row][column] = ObservationStatus::Normal;
            }
        }
    }
    series
}

fn built(series: &Series, picks: usize, (width, height): (u32, u32)) -> Result<TrendChart, CannotDraw> {
    let names = (0..series.areas.len())
        .map(|place| (code(place), format!("{}novads", "Garais ".repeat(place % 5))))
        .collect();
    let picks: Vec<AreaCode> = (1..=picks).map(code).collect();
    TrendChart::build(&TrendInput {
        language: Language::Lv,
        indicator: &indicator(),
        series,
        area: &code(0),
        peers: &series.areas,
        names: &names,
        picks: &picks,
        width,
        height,
    })
}

/// Ten areas over seven years; the own one has no value in the fourth.
fn with_a_gap() -> Series {
    let mut rows: Vec<Vec<Option<f64>>> = (0..7)
        .map(|row| (0..10).map(|area| Some(f64::from(area * 10 + row))).collect())
        .collect();
    rows[3][0] = None;
    series(&rows)
}

#[test]
fn a_missing_period_breaks_the_line() {
    let chart = built(&with_a_gap(), 1, (700, 360)).unwrap();
    let strokes = &chart.layout.lines[0].strokes;
    assert_eq!(strokes.len(), 2, "a gap is a gap");
    assert_eq!(strokes[0].path.len(), 3);
    assert_eq!(strokes[1].path.len(), 3);
}

#[test]
fn a_break_in_the_series_breaks_the_line_and_is_marked() {
    let mut series = with_a_gap();
    series.status[6][0] = ObservationStatus::Break;
    let own = &built(&series, 0, (700, 360)).unwrap().layout.lines[0];
    assert_eq!(own.breaks.len(), 1);
    assert!(own.dots.contains(&6), "what stands alone is a dot");
}

#[test]
fn an_estimate_is_reached_by_dashes_and_a_provisional_value_is_hollow() {
    let mut series = with_a_gap();
    series.status[2][0] = ObservationStatus::Estimated;
    series.status[6][0] = ObservationStatus::Provisional;
    let chart = built(&series, 0, (700, 360)).unwrap();
    let own = &chart.layout.lines[0];
    assert!(own.strokes[1].dashed && !own.strokes[0].dashed);
    assert_eq!(own.dots, [2, 6]);
    assert_eq!(chart.layout.key.len(), 2, "both are explained once");
}

#[test]
fn a_hidden_line_is_pointed_at_only_when_nothing_drawn_is_near() {
    let rows = vec![vec![Some(10.0), Some(10.4), Some(60.0), Some(40.0)]; 5];
    let chart = built(&series(&rows), 1, (700, 360)).unwrap();
    let own = chart.step(None, Step::Left).unwrap();
    let (x, y) = (chart.marks[own].x + 6.0, chart.marks[own].y + 6.0);
    let found = chart.mark_at(x, y - 7.0).unwrap();
    assert!(chart.layout.is_drawn(chart.places[found].line));
}

#[test]
fn one_period_is_drawn_as_points() {
    let rows = vec![(0..10).map(|area| Some(f64::from(area))).collect()];
    let chart = built(&series(&rows), 2, (700, 360)).unwrap();
    assert!(chart.layout.lines.iter().all(|line| line.strokes.is_empty()));
    assert_eq!(chart.layout.lines[0].dots, [0]);
    assert!(chart.layout.half_label.is_some());
}

#[test]
fn what_cannot_be_drawn_says_so() {
    let empty = series(&[vec![None, None]]);
    assert_eq!(built(&empty, 0, (700, 360)).err(), Some(CannotDraw::NoValues));
    assert_eq!(
        built(&with_a_gap(), 0, (120, 360)).err(),
        Some(CannotDraw::TooSmall)
    );
    assert_eq!(
        built(&with_a_gap(), 0, (700, 60)).err(),
        Some(CannotDraw::TooSmall)
    );
}

fn cell() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        1 => Just(None),
        3 => (-100.0..1000.0f64).prop_map(Some),
        1 => (0.0..1e10f64).prop_map(Some),
    ]
}

proptest! {
    #[test]
    fn labels_stay_on_the_canvas_and_ends_do_not_overlap(
        rows in prop::collection::vec(prop::collection::vec(cell(), 12), 1..12),
        width in 320u32..1000,
        height in 240u32..500,
        picks in 0usize..8,
    ) {
        let series = series(&rows);
        let Ok(chart) = built(&series, picks, (width, height)) else {
            prop_assert!(rows.iter().flatten().all(Option::is_none), "only a lack of values prevents the chart");
            return Ok(());
        };
        for label in chart.layout.labels() {
            let frame = label.frame();
            prop_assert!(
                frame.x >= -0.01 && frame.right() <= f64::from(width) + 0.01
                    && frame.y >= -0.01 && frame.bottom() <= f64::from(height) + 0.01,
                "`{}` leaves the canvas: {:?}", label.text, frame
            );
        }
        let ends: Vec<_> = chart.layout.ends.iter().flat_map(|end| &end.labels).collect();
        for (place, one) in ends.iter().enumerate() {
            for other in &ends[place + 1..] {
                prop_assert!(!one.frame().overlaps(&other.frame()), "`{}` over `{}`", one.text, other.text);
            }
        }
        for line in &chart.layout.lines {
            for (x, y) in line.strokes.iter().flat_map(|stroke| &stroke.path) {
                prop_assert!(chart.layout.plot_holds((*x, *y)), "a line leaves the plot at {}, {}", x, y);
            }
        }
        prop_assert!(chart.svg(Scheme::Dark, Some(0)).is_ok());
    }
}
