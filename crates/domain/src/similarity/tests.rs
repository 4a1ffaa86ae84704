use super::*;
use proptest::prelude::*;

pub(super) fn code(number: usize) -> AreaCode {
    format!("{number:07}").parse().unwrap()
}

pub(super) fn variable(name: &str, values: &[Option<f64>]) -> Variable {
    Variable {
        indicator: name.parse().unwrap(),
        weight: 1.0,
        values: values.to_vec(),
    }
}

const NAMES: [&str; 4] = ["CTX.POP", "CTX.UNEMP", "CTX.PIT.PC", "CTX.DEPEND"];

/// Areas with four variables, some without a value, and a weight for each.
fn world() -> impl Strategy<Value = (Vec<AreaCode>, Vec<Variable>)> {
    let value = || prop::option::weighted(0.9, 1.0..1e5f64);
    let row = [value(), value(), value(), value()];
    let weight = prop::sample::select(Weight::ALL.as_slice());
    (prop::collection::vec(row, 2..24), prop::array::uniform4(weight)).prop_map(|(rows, weights)| {
        let areas = (0..rows.len()).map(code).collect();
        let variables = (0..4)
            .map(|at| Variable {
                indicator: NAMES[at].parse().unwrap(),
                weight: weights[at].value(),
                values: rows.iter().map(|row| row[at]).collect(),
            })
            .collect();
        (areas, variables)
    })
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs())
}

#[test]
fn the_nearest_comes_first_and_oneself_never() {
    let areas: Vec<AreaCode> = (0..4).map(code).collect();
    let unemployment = variable("CTX.UNEMP", &[Some(5.0), Some(20.0), Some(6.0), Some(9.0)]);
    let order: Vec<AreaCode> = nearest(&code(0), &areas, &[unemployment])
        .into_iter()
        .map(|s| s.area)
        .collect();
    assert_eq!(order, [code(2), code(3), code(1)]);
}

#[test]
fn an_area_with_too_little_in_common_is_left_out() {
    let areas: Vec<AreaCode> = (0..3).map(code).collect();
    let mut variables = [
        variable("CTX.UNEMP", &[Some(1.0), Some(2.0), None]),
        variable("CTX.PIT.PC", &[Some(1.0), Some(2.0), None]),
        variable("CTX.DEPEND", &[Some(1.0), Some(2.0), Some(3.0)]),
    ];
    let found = nearest(&code(0), &areas, &variables);
    assert_eq!(
        found.len(),
        1,
        "one of three variables is not enough to call two areas alike"
    );
    variables[2].weight = 2.0;
    let found = nearest(&code(0), &areas, &variables);
    assert_eq!(
        found.len(),
        2,
        "one that weighs as much as the other two is half of what was asked for"
    );
}

#[test]
fn what_one_of_them_lacks_is_named_and_counts_for_nothing() {
    let areas: Vec<AreaCode> = (0..3).map(code).collect();
    let variables = [
        variable("CTX.UNEMP", &[Some(1.0), Some(2.0), Some(3.0)]),
        variable("CTX.PIT.PC", &[Some(400.0), None, Some(500.0)]),
        variable("CTX.POP", &[Some(4000.0), Some(0.0), Some(9000.0)]),
        variable("CTX.DEPEND", &[Some(1.0), Some(2.0), Some(9.0)]),
    ];
    let pair = Likeness::new(&areas, &variables)
        .pair(&code(0), &code(1))
        .unwrap();
    let missing: Vec<&str> = pair.missing.iter().map(IndicatorCode::as_str).collect();
    assert_eq!(
        missing,
        ["CTX.PIT.PC", "CTX.POP"],
        "a population of nought has no logarithm, and is not taken for one inhabitant"
    );
    let fewer = [variables[0].clone(), variables[3].clone()];
    let alone = Likeness::new(&areas, &fewer).pair(&code(0), &code(1)).unwrap();
    assert_eq!((pair.distance, pair.compared), (alone.distance, alone.compared));
}

#[test]
fn where_there_is_no_distance_each_has_the_share_of_its_weight() {
    let areas: Vec<AreaCode> = (0..3).map(code).collect();
    let mut variables = [
        variable("CTX.UNEMP", &[Some(5.0), Some(5.0), Some(6.0)]),
        variable("CTX.DEPEND", &[Some(7.0), Some(7.0), Some(9.0)]),
    ];
    variables[1].weight = 3.0;
    let pair = Likeness::new(&areas, &variables)
        .pair(&code(0), &code(1))
        .unwrap();
    let shares: Vec<f64> = pair.compared.iter().map(|one| one.share).collect();
    assert_eq!((pair.distance, shares), (0.0, vec![0.25, 0.75]));
    assert_eq!(pair.differs_most(), None);
    assert_eq!(pair.alike().len(), 2);
}

#[test]
fn nothing_is_said_of_nearness_among_few_or_equals() {
    let line = |values: &[f64]| {
        let areas: Vec<AreaCode> = (0..values.len()).map(code).collect();
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        Likeness::new(&areas, &[variable("CTX.UNEMP", &values)])
    };
    let few = line(&[1.0, 2.0, 4.0, 8.0]).nearness(&code(0), 3);
    assert_eq!(few.reason, Some(NearnessReason::TooFewAreas));
    assert_eq!((few.outcome, few.of), (NearnessOutcome::Unsaid, 3));
    let equal = line(&[1.0; 9]).nearness(&code(0), 3);
    assert_eq!(equal.reason, Some(NearnessReason::NoSpread));
    let nobody = line(&[1.0; 9]).nearness(&code(99), 3);
    assert_eq!(nobody.reason, Some(NearnessReason::NobodyCompared));
    let alone = line(&[1.0, 1.1, 1.3, 1.6, 2.0, 2.1, 2.3, 2.6, 40.0]);
    let outcome = |own, k| alone.nearness(&code(own), k).outcome;
    assert_eq!(outcome(8, 3), NearnessOutcome::NoTruePeer);
    assert_eq!(outcome(0, 2), NearnessOutcome::Near);
    assert_eq!(
        outcome(0, 8),
        NearnessOutcome::PartlyNear,
        "the list is so long that it reaches the one who is like nobody"
    );
}

#[test]
fn taking_out_what_sets_two_apart_brings_them_together() {
    let areas: Vec<AreaCode> = (0..3).map(code).collect();
    let variables = [
        variable("CTX.UNEMP", &[Some(5.0), Some(5.1), Some(9.0)]),
        variable("CTX.PIT.PC", &[Some(400.0), Some(700.0), Some(410.0)]),
    ];
    let stability = Likeness::new(&areas, &variables).stability(&code(0), 1);
    assert_eq!(stability.list, [code(2)]);
    let [no_unemployment, no_income] = &stability.without[..] else {
        panic!("one of each variable")
    };
    assert!(!no_unemployment.changes());
    assert_eq!(
        (&no_income.leaves, &no_income.comes),
        (&vec![code(2)], &vec![code(1)])
    );
    assert!(stability.steadfast().is_empty());
    let alone = Likeness::new(&areas, &variables[..1]).stability(&code(0), 1);
    assert!(
        alone.without.is_empty(),
        "without its only variable nothing is left"
    );
}

/// The list as it was made before variables could be taken out, for weights of 1: each step written out.
fn as_before(own: usize, areas: &[AreaCode], variables: &[Variable]) -> Vec<(AreaCode, f64, Vec<f64>)> {
    let positions: Vec<Vec<Option<f64>>> = variables
        .iter()
        .map(|variable| {
            let logarithmic = variable.indicator.as_str() == "CTX.POP";
            let plain: Vec<Option<f64>> = variable
                .values
                .iter()
                .map(|value| value.map(|value| if logarithmic { value.ln() } else { value }))
                .collect();
            let known: Vec<f64> = plain.iter().flatten().copied().collect();
            let deviation =
                crate::statistics::standard_deviation(&known).filter(|deviation| *deviation > 0.0);
            plain
                .iter()
                .map(|value| value.map(|v| deviation.map_or(0.0, |d| v / d)))
                .collect()
        })
        .collect();
    let mut found = Vec::new();
    for (column, area) in areas.iter().enumerate().filter(|(column, _)| *column != own) {
        let parts: Vec<f64> = positions
            .iter()
            .filter_map(|at| Some((at[own]? - at[column]?).powi(2)))
            .collect();
        if parts.is_empty() || parts.len() * 2 < variables.len() {
            continue;
        }
        let total: f64 = parts.iter().sum();
        let share = |part: &f64| match total > 0.0 {
            true => part / total,
            false => 1.0 / parts.len() as f64,
        };
        let shares = parts.iter().map(share).collect();
        found.push((area.clone(), (total / parts.len() as f64).sqrt(), shares));
    }
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    found
}

proptest! {
    #[test]
    fn usual_weights_give_the_list_of_before((areas, mut variables) in world()) {
        for one in &mut variables {
            one.weight = 1.0;
        }
        let now: Vec<(AreaCode, f64, Vec<f64>)> = nearest(&code(0), &areas, &variables)
            .into_iter()
            .map(|one| (one.area, one.distance, one.variables.iter().map(|v| v.share).collect()))
            .collect();
        prop_assert_eq!(now, as_before(0, &areas, &variables));
    }

    #[test]
    fn shares_add_to_one_and_distance_is_symmetric((areas, variables) in world()) {
        let likeness = Likeness::new(&areas, &variables);
        for one in likeness.nearest(&code(0)) {
            let total: f64 = one.compared.iter().map(|v| v.share).sum();
            prop_assert!(same(total, 1.0), "{total}");
            prop_assert!(one.compared.iter().all(|v| (0.0..=1.0 + 1e-9).contains(&v.share)));
            let back = likeness.pair(&one.area, &code(0)).unwrap();
            prop_assert_eq!(back.distance, one.distance);
            prop_assert_eq!(&back.missing, &one.missing);
            for (there, here) in back.compared.iter().zip(&one.compared) {
                prop_assert_eq!(there.difference, -here.difference);
                prop_assert_eq!(there.share, here.share);
            }
        }
    }

    #[test]
    fn what_is_compared_and_what_is_missing_are_all_there_is((areas, variables) in world()) {
        let likeness = Likeness::new(&areas, &variables);
        let count = likeness.variables().count();
        for one in likeness.nearest(&code(0)) {
            prop_assert_eq!(one.compared.len() + one.missing.len(), count);
            prop_assert!(!one.compared.is_empty());
        }
    }

    #[test]
    fn multiplying_all_weights_changes_nothing((areas, variables) in world(), factor in 0.1..50.0f64) {
        let heavier: Vec<Variable> = variables
            .iter()
            .map(|one| Variable { weight: one.weight * factor, ..one.clone() })
            .collect();
        let (before, after) = (Likeness::new(&areas, &variables), Likeness::new(&areas, &heavier));
        for area in &areas[1..] {
            match (before.pair(&code(0), area), after.pair(&code(0), area)) {
                (Some(before), Some(after)) => {
                    prop_assert!(same(before.distance, after.distance));
                    for (before, after) in before.compared.iter().zip(&after.compared) {
                        prop_assert!(same(before.share, after.share));
                    }
                }
                (before, after) => prop_assert_eq!(before, after),
            }
        }
    }

    #[test]
    fn a_variable_of_weight_nought_has_no_share_and_is_as_if_not_named((areas, variables) in world(), at in 0usize..4) {
        let mut out = variables.clone();
        out[at].weight = 0.0;
        let indicator = variables[at].indicator.clone();
        let mut without = variables.clone();
        without.remove(at);
        let found = Likeness::new(&areas, &out).nearest(&code(0));
        prop_assert!(found.iter().all(|one| one.compared.iter().all(|v| v.indicator != indicator)));
        prop_assert_eq!(&found, &Likeness::new(&areas, &without).nearest(&code(0)));
        prop_assert_eq!(&found, &Likeness::new(&areas, &variables).without(&indicator).nearest(&code(0)));
    }

    #[test]
    fn a_greater_weight_never_makes_a_share_smaller((areas, mut variables) in world(), at in 0usize..4) {
        variables[at].weight = 1.0;
        let before = Likeness::new(&areas, &variables);
        variables[at].weight = 3.0;
        let after = Likeness::new(&areas, &variables);
        let share = |pair: Option<Pair>| {
            let of = |one: ComparedVariable| (one.indicator == variables[at].indicator).then_some(one.share);
            pair.and_then(|pair| pair.compared.into_iter().find_map(of))
        };
        for area in &areas[1..] {
            let shares = (share(before.pair(&code(0), area)), share(after.pair(&code(0), area)));
            if let (Some(before), Some(after)) = shares {
                prop_assert!(after >= before - 1e-9, "{before} to {after}");
            }
        }
    }

    #[test]
    fn another_unit_of_a_variable_changes_no_distance((areas, variables) in world(), factor in 0.01..100.0f64) {
        let other: Vec<Variable> = variables
            .iter()
            .map(|one| Variable {
                values: one.values.iter().map(|value| value.map(|value| value * factor)).collect(),
                ..one.clone()
            })
            .collect();
        let (before, after) = (Likeness::new(&areas, &variables), Likeness::new(&areas, &other));
        for area in &areas[1..] {
            let distance = |likeness: &Likeness| likeness.pair(&code(0), area).map(|pair| pair.distance);
            match (distance(&before), distance(&after)) {
                (Some(before), Some(after)) => prop_assert!((before - after).abs() < 1e-6),
                (before, after) => prop_assert_eq!(before, after),
            }
        }
    }

    #[test]
    fn nearness_counts_the_first_of_the_list((areas, variables) in world(), k in 1usize..12) {
        let likeness = Likeness::new(&areas, &variables);
        let nearness = likeness.nearness(&code(0), k);
        let list = likeness.nearest(&code(0));
        prop_assert_eq!(nearness.of as usize, list.len().min(k));
        prop_assert!(nearness.near <= nearness.of);
        prop_assert_eq!(nearness.reason.is_some(), nearness.limit.is_none());
        if let Some(limit) = nearness.limit {
            prop_assert!(limit.q1 <= limit.median && limit.median <= limit.q3 && limit.q3 <= limit.limit);
            for (place, pair) in list.iter().take(k).enumerate() {
                prop_assert_eq!(nearness.is_near(pair.distance), Some(place < nearness.near as usize));
            }
        }
    }

    #[test]
    fn who_leaves_and_who_comes_make_up_the_difference((areas, variables) in world(), k in 1usize..8) {
        let likeness = Likeness::new(&areas, &variables);
        let stability = likeness.stability(&code(0), k);
        for one in &stability.without {
            let mut made: Vec<&AreaCode> = stability.list.iter().filter(|area| !one.leaves.contains(area)).chain(&one.comes).collect();
            let mut list: Vec<&AreaCode> = one.list.iter().collect();
            made.sort();
            list.sort();
            prop_assert_eq!(made, list);
            prop_assert!(one.list.len() <= k && !one.list.contains(&code(0)));
        }
        prop_assert!(stability.steadfast().len() <= stability.list.len());
    }
}
