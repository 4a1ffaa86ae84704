use super::*;
use crate::samples;

fn years() -> (Period, Period) {
    (Period::year(2012).unwrap(), Period::year(2016).unwrap())
}

fn area(n: usize) -> AreaCode {
    format!("{n:07}").parse().unwrap()
}

/// One area a pair: its values in 2012 and 2016, with 2014 between them.
fn series(pairs: &[(Option<f64>, Option<f64>)]) -> Series {
    let periods: Vec<Period> = [2012, 2014, 2016].into_iter().filter_map(Period::year).collect();
    let areas = (0..pairs.len()).map(area).collect();
    let mut series = Series::empty("TST.ONE".parse().unwrap(), areas, periods);
    for (column, (before, after)) in pairs.iter().enumerate() {
        for (row, value) in [(0, *before), (2, *after)] {
            series.values[row][column] = value;
            if value.is_some() {
                series.status[row][column] = ObservationStatus::Normal;
            }
        }
    }
    series
}

fn found(series: &Series, known: &[KnownChange]) -> Movements {
    let indicator = samples::indicator("TST.ONE".parse().unwrap());
    let peers = series.areas.clone();
    movements(&indicator, series, &area(0), &peers, years(), known)
}

#[test]
fn what_is_shown_alike_has_stayed() {
    let found = found(
        &series(&[
            (Some(1.0), Some(1.04)),
            (Some(1.0), Some(1.06)),
            (Some(1.0), Some(0.5)),
            (None, Some(3.0)),
        ]),
        &[],
    );
    let counts = found.counts();
    assert_eq!((counts.rose, counts.fell, counts.stayed), (1, 1, 1));
    assert_eq!((counts.compared(), counts.missing, counts.broken), (3, 1, 0));
    assert_eq!(
        found.medians,
        (Some(1.0), Some(1.05)),
        "each of those that have a value then"
    );
}

#[test]
fn a_break_between_the_two_counts_and_one_before_them_does_not() {
    let mut series = series(&[(Some(1.0), Some(2.0)), (Some(1.0), Some(2.0))]);
    series.status[0][0] = ObservationStatus::Break;
    series.status[1][1] = ObservationStatus::Break;
    let found = found(&series, &[]);
    assert_eq!(found.all[0].course, Course::Moved(Ordering::Greater));
    assert_eq!(found.all[1].course, Course::Broken(Incomparable::Series));
}

#[test]
fn another_definition_at_one_end_is_a_break_and_at_both_is_none() {
    let mut series = series(&[(Some(1.0), Some(2.0)), (Some(1.0), Some(2.0))]);
    series.status[2][0] = ObservationStatus::DefinitionDiffers;
    series.status[0][1] = ObservationStatus::DefinitionDiffers;
    series.status[2][1] = ObservationStatus::DefinitionDiffers;
    let found = found(&series, &[]);
    assert_eq!(found.all[0].course, Course::Broken(Incomparable::Definition));
    assert_eq!(found.all[1].course, Course::Moved(Ordering::Greater));
}

#[test]
fn what_is_known_concerns_its_area_and_time_alone() {
    let series = series(&[(Some(1.0), Some(2.0)), (Some(1.0), Some(2.0))]);
    let change = |since, what| KnownChange {
        area: Some(area(1)),
        since: Period::year(since).unwrap(),
        what,
    };
    let found = found(
        &series,
        &[
            change(2012, Incomparable::Definition),
            change(2013, Incomparable::Borders),
        ],
    );
    assert_eq!(found.all[0].course, Course::Moved(Ordering::Greater));
    assert_eq!(found.all[1].course, Course::Broken(Incomparable::Borders));
}

#[test]
fn medians_of_unlike_things_are_not_compared() {
    let alike = series(&[(Some(1.0), Some(2.0)), (Some(1.0), Some(2.0))]);
    assert!(found(&alike, &[]).comparable_medians().is_some());
    let everywhere = KnownChange {
        area: None,
        since: Period::year(2015).unwrap(),
        what: Incomparable::Definition,
    };
    assert_eq!(found(&alike, &[everywhere]).comparable_medians(), None);
}

#[test]
fn the_better_way_is_that_of_the_indicator() {
    let rising = &found(&series(&[(Some(1.0), Some(2.0))]), &[]).all[0].clone();
    assert_eq!(rising.turn(Direction::Higher), Some(Turn::Better));
    assert_eq!(rising.turn(Direction::Lower), Some(Turn::Worse));
    assert_eq!(rising.turn(Direction::None), None);
}
