mod extremes;
mod sample;

use super::*;
use crate::shape::Shape;
use blis_domain::status::ObservationStatus;
use sample::{Case, case, input};

fn built(case: &Case) -> ScatterChart {
    ScatterChart::build(&input(case, (860, 560))).unwrap()
}

#[test]
fn words_neither_touch_nor_leave_the_chart() {
    for count in [1, 7, 44, 119] {
        for size in [(390, 540), (560, 520), (860, 560), (1180, 640)] {
            for trails in [Trails::Hidden, Trails::Shown] {
                let case = Case {
                    trails,
                    ..case(count)
                };
                let chart = ScatterChart::build(&input(&case, size)).unwrap();
                let frames: Vec<_> = chart
                    .layout
                    .labels()
                    .map(|label| (label.frame(), &label.text))
                    .collect();
                for (place, (frame, text)) in frames.iter().enumerate() {
                    let inside = frame.x >= -0.5
                        && frame.right() <= f64::from(size.0) + 0.5
                        && frame.y >= -0.5
                        && frame.bottom() <= f64::from(size.1) + 0.5;
                    assert!(inside, "{count} areas at {size:?}: `{text}` leaves the chart");
                    let touched = frames[..place].iter().find(|(other, _)| other.overlaps(frame));
                    assert!(
                        touched.is_none(),
                        "{count} areas at {size:?}: `{text}` lies on {touched:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn who_stands_out_is_named() {
    for size in [(390, 540), (860, 560)] {
        let case = case(44);
        let chart = ScatterChart::build(&input(&case, size)).unwrap();
        let stand_out = chart
            .layout
            .words
            .names
            .iter()
            .filter(|name| name.label.weight != Default::default());
        assert_eq!(stand_out.count(), 4, "own and three picks at {size:?}");
    }
}

#[test]
fn marks_cover_as_much_as_people_live_there() {
    let chart = built(&case(44));
    let radius = |code: &str| {
        let place = chart
            .marks
            .iter()
            .position(|mark| mark.area.as_str() == code)
            .unwrap();
        chart.layout.points[place].radius
    };
    let (small, large) = (radius("0000009"), radius("0000039"));
    assert!(
        (large / small - 2.0).abs() < 1e-9,
        "four times the people, twice the radius: {small}, {large}"
    );
    let said: Vec<&str> = chart.layout.labels().map(|label| label.text.as_str()).collect();
    assert!(said.contains(&"Area of a mark: population (2015)"), "{said:?}");
    assert!(said.contains(&"50,000"), "{said:?}");
}

#[test]
fn colour_never_stands_alone() {
    let chart = built(&case(44));
    let shapes: std::collections::HashSet<Shape> =
        chart.layout.points.iter().map(|point| point.shape).collect();
    assert_eq!(shapes.len(), 3, "a shape for each third");
    for point in &chart.layout.points {
        let others = chart
            .layout
            .points
            .iter()
            .filter(|other| other.shape == point.shape);
        assert!(
            others.clone().all(|other| other.ink == point.ink),
            "shape and colour say the same"
        );
    }
    let mut without = case(44);
    without.colour = None;
    let chart = built(&without);
    assert!(
        chart
            .layout
            .points
            .iter()
            .all(|point| point.shape == Shape::Circle && !point.is_ringed)
    );
}

#[test]
fn an_area_without_the_third_value_keeps_its_place_and_says_so() {
    let mut case = case(12);
    if let Some(colour) = &mut case.colour {
        colour.values[4][5] = None;
        colour.status[4][5] = ObservationStatus::Suppressed;
    }
    let chart = built(&case);
    let place = chart
        .marks
        .iter()
        .position(|mark| mark.area == case.areas[5])
        .unwrap();
    assert_eq!(chart.layout.points[place].shape, Shape::Cross);
    let card = chart.marks[place].card.sentence();
    assert!(card.contains("Spending: not shown"), "{card}");
}

#[test]
fn who_lacks_a_value_is_listed_with_the_reason() {
    let mut case = case(12);
    case.of_x.values[4][7] = None;
    case.of_x.status[4][7] = ObservationStatus::Suppressed;
    case.of_y.values[4][0] = None;
    case.of_y.status[4][0] = ObservationStatus::Missing;
    let chart = built(&case);
    assert_eq!(chart.marks.len(), 10);
    let missing: Vec<(&str, &str)> = chart
        .missing()
        .iter()
        .map(|one| (one.area.as_str(), one.reason.as_str()))
        .collect();
    assert_eq!(
        missing,
        [
            ("0000000", "“Coverage”: not received"),
            ("0000007", "“Spending”: not shown")
        ]
    );
    let foot: String = chart
        .layout
        .foot
        .iter()
        .map(|label| label.text.as_str())
        .collect();
    assert!(
        foot.starts_with("Not in the chart: Area 0000000 mun. (vertical axis: not received); "),
        "{foot}"
    );
    assert!(
        chart
            .description()
            .ends_with("Area 0000000 municipality: not in the chart (“Coverage”: not received)."),
        "{}",
        chart.description()
    );
}

#[test]
fn many_missing_ones_are_counted() {
    let mut case = case(119);
    for column in 1..100 {
        case.of_y.values[4][column] = None;
    }
    let chart = ScatterChart::build(&input(&case, (390, 540))).unwrap();
    assert_eq!(chart.missing().len(), 99);
    let foot: Vec<&str> = chart
        .layout
        .foot
        .iter()
        .map(|label| label.text.as_str())
        .collect();
    assert!(
        foot.len() <= 3 && foot.concat().contains("\u{a0}more."),
        "{foot:?}"
    );
}

#[test]
fn a_logarithmic_axis_keeps_ratios_and_refuses_what_is_not_above_zero() {
    let mut case = case(12);
    case.scale = AxisScale::Logarithmic;
    for (column, value) in case.of_x.values[4].iter_mut().enumerate() {
        *value = Some(10f64.powi(column as i32 % 3));
    }
    let chart = built(&case);
    let mut across: Vec<f64> = chart.layout.points.iter().map(|point| point.centre.0).collect();
    across.dedup();
    assert_eq!(across.len(), 3);
    assert!(
        (across[2] - 2.0 * across[1] + across[0]).abs() < 1e-6,
        "as far from 1 to 10 as from 10 to 100"
    );
    assert!(
        chart.description().contains("Spending (logarithmic scale)"),
        "{}",
        chart.description()
    );
    case.of_x.values[4][3] = Some(0.0);
    let refused = built(&case);
    let titles: Vec<&str> = refused
        .layout
        .titles
        .iter()
        .map(|label| label.text.as_str())
        .collect();
    let reason = "Spending (the scale is not logarithmic, for not every value is above zero)";
    assert!(titles.contains(&reason), "{titles:?}");
    assert!(refused.description().contains(reason));
}

#[test]
fn gaps_and_breaks_part_a_trail() {
    let mut case = case(12);
    case.trails = Trails::Shown;
    let strokes = |case: &Case| {
        let chart = built(case);
        let own = chart
            .layout
            .trails
            .iter()
            .find(|trail| trail.emphasis == crate::emphasis::Emphasis::Own);
        own.map(|trail| (trail.dots.len(), trail.strokes.len(), trail.breaks.len()))
    };
    assert_eq!(strokes(&case), Some((4, 4, 0)));
    case.of_x.values[1][0] = None;
    assert_eq!(strokes(&case), Some((3, 2, 0)), "2012 stands alone");
    case.of_y.status[3][0] = ObservationStatus::Break;
    assert_eq!(
        strokes(&case),
        Some((3, 1, 1)),
        "2015 cannot be compared with 2014"
    );
    case.trails = Trails::Hidden;
    assert_eq!(strokes(&case), None);
}

#[test]
fn a_mark_is_no_surer_than_its_values() {
    use crate::certainty::Certainty::{Estimated, Firm, Provisional};
    use ObservationStatus as S;
    for (x, y, wanted) in [
        (S::Normal, S::Normal, Firm),
        (S::Normal, S::Provisional, Provisional),
        (S::Estimated, S::Provisional, Estimated),
        (S::LowReliability, S::Estimated, Estimated),
    ] {
        let mut case = case(3);
        case.of_x.status[4][0] = x;
        case.of_y.status[4][0] = y;
        let chart = built(&case);
        let own = chart.step(None, Step::Right).unwrap();
        assert_eq!(chart.layout.points[own].certainty, wanted, "{x} and {y}");
    }
}

#[test]
fn arrows_walk_along_the_axes_and_through_trails() {
    let mut case = case(20);
    case.trails = Trails::Shown;
    let chart = built(&case);
    let middle = |place: usize| {
        let mark = &chart.marks[place];
        (mark.x + mark.width / 2.0, mark.y + mark.height / 2.0)
    };
    let own = chart.step(None, Step::Up).unwrap();
    assert_eq!(chart.marks[own].area, case.areas[0]);
    let right = chart.step(Some(own), Step::Right).unwrap();
    assert!(middle(right).0 >= middle(own).0);
    let up = chart.step(Some(own), Step::Up).unwrap();
    assert!(middle(up).1 <= middle(own).1);
    let first = chart.step(Some(own), Step::First).unwrap();
    assert_eq!(
        (chart.marks[first].area.clone(), chart.marks[first].period),
        (case.areas[0].clone(), Period::year(2012))
    );
    let mut at = first;
    for year in 2013..=2016 {
        at = chart.step(Some(at), Step::Right).unwrap();
        assert_eq!(chart.marks[at].period, Period::year(year));
    }
    assert_eq!(at, own, "the trail leads back");
    assert_eq!(chart.step(Some(first), Step::Last), Some(own));
}

#[test]
fn where_marks_cover_each_other_the_smallest_is_meant() {
    let mut case = case(5);
    for column in 0..5 {
        case.of_x.values[4][column] = Some(7.0);
        case.of_y.values[4][column] = Some(9.0);
    }
    let chart = built(&case);
    let mark = &chart.marks[0];
    let found = chart
        .mark_at(mark.x + mark.width / 2.0, mark.y + mark.height / 2.0)
        .unwrap();
    assert_eq!(
        chart.marks[found].area, case.areas[0],
        "2,000 people lie on top of 10,000"
    );
    let card = chart.marks[found].card.sentence();
    assert!(
        card.contains("at the same place: Area 0000001 municipality, Area 0000002"),
        "{card}"
    );
}

#[test]
fn a_pick_from_elsewhere_is_shown_and_counts_for_nothing() {
    let mut case = case(12);
    let elsewhere = case.areas.pop().unwrap();
    case.picks = vec![elsewhere.clone()];
    let chart = built(&case);
    let mark = chart.marks.iter().find(|mark| mark.area == elsewhere).unwrap();
    assert!(!mark.card.sentence().contains("rank"), "{}", mark.card.sentence());
    assert!(
        chart.description().contains("11 of the 11 municipalities"),
        "{}",
        chart.description()
    );
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let mut case = case(3);
    case.of_y.values[4].fill(None);
    let reason = ScatterChart::build(&input(&case, (860, 560))).unwrap_err();
    assert_eq!(reason, CannotDraw::NoPairs);
    case.of_y.values[4].fill(Some(f64::NAN));
    assert_eq!(
        ScatterChart::build(&input(&case, (860, 560))).unwrap_err(),
        CannotDraw::NotFinite
    );
    case.of_y.values[4].fill(Some(3.0));
    assert_eq!(
        ScatterChart::build(&input(&case, (160, 120))).unwrap_err(),
        CannotDraw::TooSmall
    );
    assert!(
        ScatterChart::build(&input(&case, (390, 480))).is_ok(),
        "all on one height"
    );
}

#[test]
fn corners_are_named_by_the_directions_alone() {
    use blis_domain::indicator::Direction;
    let corners = |x: Direction, y: Direction| {
        let mut case = case(9);
        (case.x.direction, case.y.direction) = (x, y);
        for column in 0..9 {
            // The marks go from corner to corner and leave the other two free.
            let height = if x == y { 9 - column } else { column };
            case.of_x.values[4][column] = Some(column as f64);
            case.of_y.values[4][column] = Some(height as f64);
        }
        let chart = built(&case);
        let [Some(left), Some(upper)] = chart.layout.medians else {
            panic!("nine values have medians")
        };
        let sides = chart
            .layout
            .words
            .corners
            .iter()
            .map(|label| (label.x < left, label.y < upper));
        sides.collect::<Vec<_>>()
    };
    assert_eq!(corners(Direction::Higher, Direction::None), []);
    assert_eq!(
        corners(Direction::Higher, Direction::Higher),
        [(false, true), (true, false)]
    );
    assert_eq!(
        corners(Direction::Lower, Direction::Higher),
        [(true, true), (false, false)],
        "cheap and good stand at the upper left"
    );
}
