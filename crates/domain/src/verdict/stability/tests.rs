use super::*;
use crate::indicator::Direction;
use crate::samples;
use crate::similarity::Variable;

/// Twelve areas with 1 to 12, where more is better; the one asked about is the fifth.
struct World {
    indicator: Indicator,
    series: Series,
    areas: Vec<Area>,
}

const OWN: usize = 4;

impl World {
    fn new() -> World {
        let areas: Vec<Area> = (0..12)
            .map(|n| samples::area(format!("{n:07}").parse().unwrap()))
            .collect();
        let indicator = Indicator {
            direction: Direction::Higher,
            ..samples::indicator("TST.ONE".parse().unwrap())
        };
        let codes = areas.iter().map(|area| area.code.clone()).collect();
        let mut series = Series::empty(indicator.code.clone(), codes, vec![Period::year(2016).unwrap()]);
        for column in 0..12 {
            series.values[0][column] = Some(column as f64 + 1.0);
        }
        World {
            indicator,
            series,
            areas,
        }
    }

    fn heard(&self, variables: &[Variable]) -> VerdictStability {
        let likeness = Likeness::new(&self.series.areas, variables);
        let (own, year) = (&self.areas[OWN], Period::year(2016));
        stability(&self.indicator, &self.series, own, &self.areas, year, &likeness)
    }
}

/// Those of `far` differ from all the others.
fn apart(indicator: &str, weight: f64, far: std::ops::Range<usize>) -> Variable {
    Variable {
        indicator: indicator.parse().unwrap(),
        weight,
        values: (0..12)
            .map(|at| Some(if far.contains(&at) { 100.0 } else { 0.0 }))
            .collect(),
    }
}

#[test]
fn a_verdict_that_hangs_on_one_variable_says_on_which() {
    let variables = [apart("CTX.UNEMP", 2.0, 0..4), apart("CTX.DEPEND", 1.0, 8..12)];
    let heard = World::new().heard(&variables);
    assert_eq!(heard.verdicts.len(), 4, "it is in no network");
    assert_eq!(
        heard.agreement,
        Agreement::Divided {
            best: 0,
            middle: 3,
            worst: 1
        },
        "last among those who are most similar, in the middle of all others"
    );
    let turns: Vec<&str> = heard.turns().map(|one| one.indicator.as_str()).collect();
    assert_eq!(turns, ["CTX.UNEMP"]);
    assert_eq!(heard.without[0].similar, Some(Band::Middle));
    assert_eq!(
        heard.without[0].agreement,
        Agreement::Same {
            band: Band::Middle,
            said: 4
        }
    );
    assert_eq!(heard.similar_turns().count(), 1);
}

#[test]
fn likeness_on_one_variable_has_nothing_to_be_heard_without() {
    let heard = World::new().heard(&[apart("CTX.UNEMP", 1.0, 0..4)]);
    assert!(heard.without.is_empty());
    assert_eq!(heard.turns().count(), 0);
}

#[test]
fn what_says_nothing_does_not_turn_when_it_says_nothing_still() {
    let mut world = World::new();
    world.series.values[0][OWN] = None;
    let heard = world.heard(&[apart("CTX.UNEMP", 1.0, 0..4), apart("CTX.DEPEND", 1.0, 8..12)]);
    assert_eq!(heard.agreement, Agreement::Unsaid);
    assert_eq!((heard.turns().count(), heard.similar_turns().count()), (0, 0));
}
