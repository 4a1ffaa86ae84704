//! Numbers of earlier versions. What was public is never forgotten: a link to an earlier day shows it. So a figure that was
//! hidden for the sake of another is not shown later with the number it had, while that other number is not public: the sum
//! of that day less this number would tell it.

use super::{Cell, Computed, Equation, Standing, terms};
use crate::confidentiality::ConfStatus;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// An earlier version of a figure: one that was current before the change about which is decided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Version {
    /// The change that brought it.
    pub since: u64,
    /// The number, shown or not.
    pub value: Option<f64>,
    /// How many cases stand behind it; none when that is not known.
    pub cases: Option<f64>,
    /// The smallest count that may be shown; 0 when any may.
    pub min_count: u32,
    /// Whether everybody saw the number, and if not why.
    pub shown: ConfStatus,
}

/// What earlier versions tell, beside the figures as they are now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Past {
    /// Numbers that are not those of now, or are and were public; their indices follow those of the figures of now.
    pub(super) cells: Vec<Cell>,
    /// What added up then.
    pub(super) equations: Vec<Equation>,
    /// The figures of now whose number was public before.
    pub(super) known: BTreeSet<usize>,
    /// The computed figures that have the number they had when it was computed from one that is still hidden.
    pub(super) from_hidden: BTreeSet<usize>,
}

/// A number that stood over one version or several.
struct Run {
    since: u64,
    value: Option<f64>,
    cell: Cell,
    was_public: bool,
    is_now: bool,
}

impl Past {
    /// What earlier versions tell: of each figure those it had, in their order, beside the numbers that are decided about.
    pub fn of(
        versions: &[Vec<Version>],
        now: &[Option<f64>],
        equations: &[Equation],
        computed: &[Computed],
    ) -> Past {
        let is_computed = |at| computed.iter().any(|one: &Computed| one.figure == at);
        let runs: Vec<Vec<Run>> = versions
            .iter()
            .zip(now)
            .enumerate()
            .map(|(at, (versions, now))| runs(versions, *now, is_computed(at)))
            .collect();
        let was_public = |runs: &Vec<Run>| runs.last().is_some_and(|run| run.is_now && run.was_public);
        let known = (0..runs.len()).filter(|&at| was_public(&runs[at]));
        let mut past = Past {
            known: known.collect(),
            ..Past::default()
        };
        let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut seen: HashSet<Equation> = HashSet::new();
        let instants: BTreeSet<u64> = runs.iter().flatten().map(|run| run.since).collect();
        for instant in instants {
            let at_instant = |at: usize| {
                let run = runs[at].iter().rposition(|run| run.since <= instant)?;
                runs[at][run].value.map(|_| run)
            };
            let is_kept =
                |at: usize| at_instant(at).is_some_and(|run| runs[at][run].cell.standing == Standing::Kept);
            for equation in equations {
                let there = terms(equation).all(|(at, _)| at_instant(at).is_some());
                if !there || !terms(equation).any(|(at, _)| is_kept(at)) {
                    continue;
                }
                let mut place = |at: usize| match at_instant(at) {
                    Some(run) if runs[at][run].cell.standing != Standing::Open => {
                        *places.entry((at, run)).or_insert_with(|| {
                            past.cells.push(runs[at][run].cell);
                            now.len() + past.cells.len() - 1
                        })
                    }
                    _ => at,
                };
                let then = Equation {
                    whole: place(equation.whole),
                    parts: equation
                        .parts
                        .iter()
                        .map(|(part, weight)| (place(*part), *weight))
                        .collect(),
                };
                if seen.insert(then.clone()) {
                    past.equations.push(then);
                }
            }
            for one in computed {
                let has_it_still = at_instant(one.figure)
                    .is_some_and(|run| runs[one.figure][run].cell.standing == Standing::Open);
                if has_it_still && one.inputs.iter().any(|input| is_kept(*input)) {
                    past.from_hidden.insert(one.figure);
                }
            }
        }
        past
    }
}

/// The numbers that a figure had, one after another.
fn runs(versions: &[Version], now: Option<f64>, is_computed: bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for version in versions {
        let was_public = version.shown.is_free();
        // Others depend on what is computed otherwise than by adding up: it is hidden by itself.
        let secret = !was_public && (version.shown != ConfStatus::Secondary || is_computed);
        match runs.last_mut().filter(|run| run.value == version.value) {
            Some(run) => {
                run.was_public |= was_public;
                run.cell.secret |= secret;
                run.cell.min_count = run.cell.min_count.max(version.min_count);
                run.cell.cases = run
                    .cell
                    .cases
                    .zip(version.cases)
                    .map(|(one, other)| one.min(other));
            }
            None => runs.push(Run {
                since: version.since,
                value: version.value,
                cell: Cell {
                    value: version.value,
                    cases: version.cases,
                    min_count: version.min_count,
                    secret,
                    known: false,
                    standing: Standing::Open,
                },
                was_public,
                is_now: false,
            }),
        }
    }
    if let Some(last) = runs.last_mut() {
        last.is_now = last.value == now;
    }
    for run in &mut runs {
        run.cell.standing = match (run.was_public, run.is_now) {
            (true, _) => Standing::Known,
            (false, true) => Standing::Open,
            (false, false) => Standing::Kept,
        };
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::{Figure, decide};
    use super::*;
    use ConfStatus::{Free, Secondary, SmallCount};

    fn was(since: u64, value: f64, shown: ConfStatus) -> Version {
        Version {
            since,
            value: Some(value),
            cases: Some(value),
            min_count: 5,
            shown,
        }
    }

    /// A number of which any may be shown, of nobody knows how many.
    fn open(value: f64) -> Figure {
        Figure {
            value: Some(value),
            tells: false,
            cases: None,
            min_count: 0,
            sent: Free,
            before: Free,
        }
    }

    /// What is shown of a total and its two parts, after what they were.
    fn decided(versions: [&[Version]; 3], figures: [Figure; 3]) -> Vec<ConfStatus> {
        let total = [Equation {
            whole: 0,
            parts: vec![(1, 1), (2, 1)],
        }];
        let versions: Vec<Vec<Version>> = versions.map(<[Version]>::to_vec).into();
        let past = Past::of(&versions, &figures.map(|figure| figure.value), &total, &[]);
        decide(&figures, &total, &[], &past)
    }

    /// The same of persons, of whom fewer than five are not shown.
    fn shown(versions: [&[Version]; 3], now: [f64; 3]) -> Vec<ConfStatus> {
        let figure = |at: usize| Figure {
            cases: Some(now[at]),
            min_count: 5,
            before: versions[at].last().map_or(Free, |version| version.shown),
            ..open(now[at])
        };
        decided(versions, [0, 1, 2].map(figure))
    }

    #[test]
    fn what_protected_a_number_that_is_not_public_stays_hidden_while_it_is_the_same() {
        let before: [&[Version]; 3] = [
            &[was(1, 15.0, Free)],
            &[was(1, 3.0, SmallCount)],
            &[was(1, 12.0, Secondary)],
        ];
        assert_eq!(
            shown(before, [17.0, 5.0, 12.0]),
            [Free, Secondary, Secondary],
            "15 of the first day less 12 of now would be the 3"
        );
        assert_eq!(
            shown(before, [18.0, 5.0, 13.0]),
            [Free, Free, Free],
            "13 says nothing of the first day"
        );
    }

    #[test]
    fn what_is_public_by_now_needs_no_protection() {
        let before: [&[Version]; 3] = [
            &[was(1, 15.0, Free)],
            &[was(1, 3.0, SmallCount)],
            &[was(1, 12.0, Secondary)],
        ];
        let figures = [15.0, 3.0, 12.0].map(|value| Figure {
            cases: Some(value),
            ..open(value)
        });
        assert_eq!(
            decided(before, figures),
            [Free, Free, Free],
            "the minimum is another"
        );
    }

    /// The 37 was read by everybody: to hide it now keeps the 3 from nobody.
    #[test]
    fn what_was_public_is_not_enough_to_protect() {
        let before: [&[Version]; 3] = [&[was(1, 43.0, Free)], &[was(1, 6.0, Free)], &[was(1, 37.0, Free)]];
        assert_eq!(
            shown(before, [40.0, 3.0, 37.0]),
            [Secondary, SmallCount, Secondary],
            "40 less 37 would be the 3"
        );
        assert_eq!(
            shown(before, [43.0, 6.0, 37.0]),
            [Free, Free, Free],
            "nothing is hidden"
        );
    }

    /// Nothing was hidden for the sake of others then: both kept their numbers to themselves.
    #[test]
    fn what_is_shown_later_does_not_tell_what_its_sender_kept() {
        let kept = |value| Version {
            cases: None,
            min_count: 0,
            ..was(1, value, ConfStatus::Confidential)
        };
        let whole = Version {
            min_count: 0,
            ..was(1, 100.0, Free)
        };
        let before: [&[Version]; 3] = [&[whole], &[kept(60.0)], &[kept(40.0)]];
        let shown = decided(before, [110.0, 70.0, 40.0].map(open));
        assert!(
            !shown[2].is_free(),
            "100 of that day less 40 would be the 60: {shown:?}"
        );
    }

    /// What protected the protector is one more step of the same subtraction.
    #[test]
    fn a_chain_of_days_does_not_give_it_away() {
        let before: [&[Version]; 3] = [
            &[was(1, 15.0, Free), was(2, 17.0, Free)],
            &[was(1, 3.0, SmallCount), was(2, 5.0, Secondary)],
            &[was(1, 12.0, Secondary)],
        ];
        assert_eq!(
            shown(before, [19.0, 5.0, 14.0])[1],
            Secondary,
            "17 less 5 is 12, and 15 less 12 is 3"
        );
        assert_eq!(shown(before, [21.0, 7.0, 14.0]), [Free, Free, Free]);
    }

    #[test]
    fn a_share_that_stays_the_same_while_its_count_changes_stays_hidden() {
        let share = Computed {
            figure: 1,
            inputs: vec![0],
            from_hidden: false,
        };
        let rate = Version {
            cases: None,
            min_count: 0,
            ..was(1, 0.75, Secondary)
        };
        let versions = [vec![was(1, 3.0, SmallCount)], vec![rate]];
        let past = |rate| {
            Past::of(
                &versions,
                &[Some(6.0), Some(rate)],
                &[],
                std::slice::from_ref(&share),
            )
        };
        assert!(
            past(0.75).from_hidden.contains(&1),
            "400 were public with it: 0.75 of them were 3"
        );
        assert!(past(1.5).from_hidden.is_empty());
    }
}
