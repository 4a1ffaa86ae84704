use super::*;
use proptest::prelude::*;

fn persons(count: f64) -> Cell {
    Cell {
        value: Some(count),
        cases: Some(count),
        min_count: 5,
        ..Cell::default()
    }
}

fn sum(whole: usize, parts: &[usize]) -> Equation {
    Equation {
        whole,
        parts: parts.iter().map(|part| (*part, 1)).collect(),
    }
}

fn hidden_cells(hidden: &[Hidden]) -> Vec<usize> {
    hidden.iter().map(|one| one.cell).collect()
}

#[test]
fn a_small_count_is_hidden_zero_included_and_one_more_with_it() {
    let cells = [40.0, 0.0, 12.0, 28.0].map(persons);
    let hidden = hide(&cells, &[sum(0, &[1, 2, 3])], &[]);
    assert_eq!(
        hidden_cells(&hidden),
        [1, 2],
        "12 is the smallest part that may be shown"
    );
    assert_eq!(
        hidden.iter().map(|one| one.hiding.letter()).collect::<Vec<_>>(),
        ["A", "D"]
    );
}

/// 2 and 1 are hidden, but the total less the rest says that they are 3 together: nobody is hidden well among three.
#[test]
fn hidden_parts_that_are_few_together_take_another_with_them() {
    let cells = [50.0, 2.0, 1.0, 20.0, 27.0].map(persons);
    assert_eq!(
        hidden_cells(&hide(&cells, &[sum(0, &[1, 2, 3, 4])], &[])),
        [1, 2, 3]
    );
}

#[test]
fn enough_is_left_alone_and_what_nobody_counted_is_not() {
    let equation = [sum(0, &[1, 2])];
    assert_eq!(hide(&[30.0, 10.0, 20.0].map(persons), &equation, &[]), []);
    let unknown = Cell {
        cases: None,
        ..persons(3.0)
    };
    let cells = [persons(30.0), unknown, persons(27.0)];
    assert_eq!(hidden_cells(&hide(&cells, &equation, &[])), [1, 2]);
}

#[test]
fn the_whole_is_hidden_last() {
    let cells = [3.0, 3.0].map(persons);
    let cells = [
        persons(9.0),
        cells[0],
        Cell {
            min_count: 0,
            cases: None,
            ..persons(6.0)
        },
    ];
    assert_eq!(hidden_cells(&hide(&cells, &[sum(0, &[1, 2])], &[])), [1, 2]);
}

/// By sex and by age: each row and each column has two hidden figures or none.
#[test]
fn a_table_of_two_ways_does_not_give_the_figure_away_across() {
    // 0 1 2 | 3
    // 4 5 6 | 7
    // 8 9 10| 11
    let figures = [
        3.0, 20.0, 30.0, 53.0, 40.0, 15.0, 60.0, 115.0, 43.0, 35.0, 90.0, 168.0,
    ];
    let cells = figures.map(persons);
    let equations = [
        sum(3, &[0, 1, 2]),
        sum(7, &[4, 5, 6]),
        sum(11, &[8, 9, 10]),
        sum(8, &[0, 4]),
        sum(9, &[1, 5]),
        sum(10, &[2, 6]),
    ];
    let hidden = hidden_cells(&hide(&cells, &equations, &[]));
    assert_eq!(hidden, [0, 1, 4, 5]);
}

/// What a derived figure would tell: a difference of two shown ones.
#[test]
fn a_difference_hides_one_of_what_it_is_made_of() {
    let cells = [persons(3.0), persons(103.0), persons(100.0)];
    let difference = Equation {
        whole: 0,
        parts: vec![(1, 1), (2, -1)],
    };
    assert_eq!(hidden_cells(&hide(&cells, &[difference], &[])), [0, 2]);
}

#[test]
fn another_choice_than_before_would_reveal_both() {
    let equation = [sum(0, &[1, 2, 3])];
    let before = hide(&[40.0, 3.0, 12.0, 25.0].map(persons), &equation, &[]);
    let after = hide(&[40.0, 3.0, 25.0, 12.0].map(persons), &equation, &before);
    assert_eq!(
        hidden_cells(&after),
        [1, 2],
        "12 is the smallest now, but 25 was hidden before"
    );
    let lifted = hide(&[45.0, 8.0, 25.0, 12.0].map(persons), &equation, &after);
    assert_eq!(lifted, [], "with nothing small left, nothing is hidden");
}

#[test]
fn a_figure_that_is_not_there_hides_as_well_as_a_hidden_one() {
    let absent = Cell::default();
    let cells = [persons(40.0), persons(3.0), absent, persons(25.0)];
    assert_eq!(hidden_cells(&hide(&cells, &[sum(0, &[1, 2, 3])], &[])), [1]);
}

/// Figures that add up: some counts, and two to four wholes of what was there before them.
fn tables() -> impl Strategy<Value = (Vec<Cell>, Vec<Equation>)> {
    let counts = prop::collection::vec(prop_oneof![0u32..8, 5u32..60], 3..9);
    let wholes = prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 2..5), 2..5);
    (counts, wholes).prop_map(|(counts, wholes)| {
        let mut values: Vec<f64> = counts.into_iter().map(f64::from).collect();
        let mut equations = Vec::new();
        for parts in wholes {
            let parts: BTreeSet<usize> = parts.iter().map(|part| part.index(values.len())).collect();
            let parts: Vec<usize> = parts.into_iter().collect();
            equations.push(sum(values.len(), &parts));
            values.push(parts.iter().map(|part| values[*part]).sum());
        }
        (values.into_iter().map(persons).collect(), equations)
    })
}

/// The rank of a system in the field of a large prime: another way than the one that is tested.
fn rank(mut rows: Vec<Vec<i64>>) -> usize {
    const PRIME: i64 = 1_000_003;
    let inverse = |one: i64| {
        let (mut result, mut base, mut power) = (1, one.rem_euclid(PRIME), PRIME - 2);
        while power > 0 {
            if power % 2 == 1 {
                result = result * base % PRIME;
            }
            base = base * base % PRIME;
            power /= 2;
        }
        result
    };
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column].rem_euclid(PRIME) != 0) else {
            continue;
        };
        rows.swap(rank, pivot);
        let factor = inverse(rows[rank][column]);
        let pivot: Vec<i64> = rows[rank].iter().map(|one| one * factor % PRIME).collect();
        for row in rows.iter_mut().skip(rank + 1) {
            let times = row[column];
            for (one, other) in row.iter_mut().zip(&pivot) {
                *one = (*one - times * other).rem_euclid(PRIME);
            }
        }
        rank += 1;
    }
    rank
}

/// Whether an attacker who knows everything but `unknown` can tell one of these.
fn tells(equations: &[Equation], unknown: &[usize], cell: usize) -> bool {
    let weight = |equation: &Equation, at: usize| -> i64 {
        let of_cell = terms(equation).filter(|(term, _)| *term == at);
        of_cell.map(|(_, weight)| i64::from(weight)).sum()
    };
    let row = |equation: &Equation| unknown.iter().map(|at| weight(equation, *at)).collect();
    let known: Vec<Vec<i64>> = equations.iter().map(row).collect();
    let guess = unknown.iter().map(|at| i64::from(*at == cell)).collect();
    let with_guess = known.iter().cloned().chain([guess]).collect();
    rank(known) == rank(with_guess)
}

proptest! {
    /// The one thing that must never happen: somebody subtracts and finds a hidden figure.
    #[test]
    fn no_attacker_finds_a_hidden_figure((cells, equations) in tables()) {
        let hidden = hidden_cells(&hide(&cells, &equations, &[]));
        let all: Vec<usize> = (0..cells.len()).collect();
        for cell in &hidden {
            let by_itself = tells(&equations, &all, *cell);
            prop_assert!(
                by_itself || !tells(&equations, &hidden, *cell),
                "{cell} of {cells:?} follows from what is shown when {hidden:?} are hidden by {equations:?}"
            );
        }
    }

    #[test]
    fn every_small_count_is_hidden_and_nothing_without_one((cells, equations) in tables()) {
        let hidden = hide(&cells, &equations, &[]);
        let small: Vec<usize> = (0..cells.len()).filter(|at| cells[*at].value < Some(5.0)).collect();
        let primary: Vec<usize> =
            hidden.iter().filter(|one| one.hiding == Hiding::Primary).map(|one| one.cell).collect();
        prop_assert_eq!(&primary, &small);
        prop_assert!(!small.is_empty() || hidden.is_empty());
    }

    #[test]
    fn nothing_changes_when_nothing_changes((cells, equations) in tables()) {
        let once = hide(&cells, &equations, &[]);
        prop_assert_eq!(hide(&cells, &equations, &once), once);
    }
}
