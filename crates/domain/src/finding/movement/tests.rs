use super::*;
use crate::indicator::Direction;
use crate::movement::{self, KnownChange};
use crate::samples;
use crate::series::Series;
use crate::status::ObservationStatus;

fn area(n: usize) -> AreaCode {
    format!("{n:07}").parse().unwrap()
}

fn percent(direction: Direction) -> Indicator {
    Indicator {
        unit: samples::unit("percent", "%"),
        direction,
        ..samples::indicator("TST.ONE".parse().unwrap())
    }
}

fn found(pairs: &[(Option<f64>, Option<f64>)], known: &[KnownChange]) -> Movements {
    let areas: Vec<AreaCode> = (0..pairs.len()).map(area).collect();
    let years = [2012, 2016].map(|year| Period::year(year).unwrap());
    let mut series = Series::empty("TST.ONE".parse().unwrap(), areas.clone(), years.to_vec());
    for (column, (before, after)) in pairs.iter().enumerate() {
        (series.values[0][column], series.values[1][column]) = (*before, *after);
    }
    series.status[0][pairs.len() - 1] = ObservationStatus::Suppressed;
    let indicator = percent(Direction::Higher);
    movement::movements(
        &indicator,
        &series,
        &areas[0],
        &areas,
        (years[0], years[1]),
        known,
    )
}

#[test]
fn two_periods_say_who_went_which_way_and_how_the_area_moved_beside_the_median() {
    let found = found(
        &[
            (Some(10.0), Some(12.0)),
            (Some(9.0), Some(8.0)),
            (Some(9.5), Some(9.5)),
            (None, Some(9.5)),
        ],
        &[],
    );
    let indicator = percent(Direction::Higher);
    assert_eq!(
        movements(Language::Lv, "Saldus novads", &indicator, &found),
        "2012–2016: salīdzinātas 3 pašvaldības; vērtība ir augusi 1, sarukusi 1, nav mainījusies 1. \
         1 pašvaldībai trūkst vienas vai abu vērtību. \
         Saldus novads: vērtība ir augusi par 2,0\u{a0}procentpunktiem (labāk), mediāna nav mainījusies; \
         starpība ar mediānu ir augusi."
    );
    assert_eq!(
        movements(Language::En, "Saldus", &percent(Direction::Lower), &found),
        "2012–2016: 3 municipalities compared; the value rose in 1, fell in 1, stayed in 1. \
         1 municipality lacks one value or both. \
         Saldus: the value has risen by 2.0\u{a0}percentage points (worse), the median has not changed; \
         the gap to the median has grown."
    );
}

#[test]
fn who_is_not_compared_is_named_with_the_reason() {
    let change = KnownChange {
        area: Some(area(1)),
        since: Period::year(2014).unwrap(),
        what: Incomparable::Borders,
    };
    let found = found(
        &[(Some(1.0), Some(2.0)), (Some(1.0), Some(2.0)), (None, Some(2.0))],
        &[change],
    );
    let name = |area: &AreaCode| area.to_string();
    assert_eq!(
        uncompared(Language::Lv, &found, name),
        [
            "Vērtības nav salīdzināmas (2012–2016: mainījušās robežas): 0000001.",
            "Nav 2012. gada vērtības (nav rādāma): 0000002.",
        ]
    );
    assert_eq!(
        movement(
            Language::En,
            &percent(Direction::None),
            &found.all[0],
            (found.before, found.after)
        ),
        "2012–2016: +1.0\u{a0}pp"
    );
}

#[test]
fn what_concerns_all_is_said_of_all() {
    let change = KnownChange {
        area: None,
        since: Period::year(2014).unwrap(),
        what: Incomparable::Definition,
    };
    let both = (Some(1.0), Some(2.0));
    let found = found(&[both, both, (None, Some(2.0))], &[change]);
    let name = |area: &AreaCode| area.to_string();
    assert_eq!(
        uncompared(Language::En, &found, name),
        [
            "Values are not comparable (2012–2016: the definition changed): all municipalities that have both.",
            "No value of 2012 (not shown): 0000002.",
        ]
    );
}

#[test]
fn nobody_to_compare_is_said_too() {
    let found = found(&[(None, Some(2.0))], &[]);
    let said = movements(Language::Lv, "Saldus novads", &percent(Direction::Higher), &found);
    assert_eq!(
        said,
        "2012–2016: nav nevienas pašvaldības, kurai abas vērtības var salīdzināt. \
         1 pašvaldībai trūkst vienas vai abu vērtību. \
         Saldus novads: nav 2012. gada vērtības (nav rādāma)."
    );
}
