//! What to hide among the figures of a municipality and period: by the word of their sender, by their counts, and by what
//! others would reveal.

use super::{Cell, Equation, Hidden, Hiding, Past, Standing, are_few, hide, is_primary};
use crate::confidentiality::ConfStatus;

/// A figure as it is decided about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The figure; none where there is none.
    pub value: Option<f64>,
    /// Whether the status that stands in the place of a figure tells of what it is computed from: that something was
    /// divided by zero.
    pub tells: bool,
    /// How many cases stand behind it; none when that is not known: they may be few.
    pub cases: Option<f64>,
    /// The smallest count that may be shown; 0 when any may.
    pub min_count: u32,
    /// What its sender says.
    pub sent: ConfStatus,
    /// How it was shown in the version before.
    pub before: ConfStatus,
}

/// A figure that is computed from others in another way than by adding up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The figure, by its index.
    pub figure: usize,
    /// What it is computed from, by index.
    pub inputs: Vec<usize>,
    /// Whether it is computed from a hidden figure of an earlier period.
    pub from_hidden: bool,
}

/// What counts the cases of a figure of which its sender does not say how many they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CountedBy {
    /// The figure of another indicator; none where it is not there, or was taken back, or is not public yet.
    Other(Option<f64>),
    /// The figure itself: it is a count.
    Itself,
    /// Nothing.
    Nothing,
}

/// How many cases stand behind a figure; none when nobody knows. What its sender says goes before what counts them.
pub fn cases(sent: Option<f64>, by: CountedBy, value: Option<f64>) -> Option<f64> {
    let counted = match by {
        CountedBy::Other(count) => count,
        CountedBy::Itself => value,
        CountedBy::Nothing => None,
    };
    sent.or(counted)
}

/// Of each figure whether it may be shown, and if not why: [`ConfStatus::Free`] where there is nothing to hide.
///
/// What is computed from a hidden figure is hidden as well: from a share and its whole follows the part. Where figures
/// only add up, no more is hidden than [`hide`] finds.
pub fn decide(
    figures: &[Figure],
    equations: &[Equation],
    computed: &[Computed],
    past: &Past,
) -> Vec<ConfStatus> {
    let mut cells: Vec<Cell> = figures
        .iter()
        .map(cell)
        .chain(past.cells.iter().copied())
        .collect();
    for at in &past.known {
        cells[*at].known = true;
    }
    let equations: Vec<Equation> = equations.iter().chain(&past.equations).cloned().collect();
    let before: Vec<Hidden> = (0..figures.len())
        .filter(|&at| !figures[at].before.is_free())
        .map(|at| Hidden {
            cell: at,
            hiding: match figures[at].before {
                ConfStatus::Secondary if !computed.iter().any(|one| one.figure == at) => Hiding::Secondary,
                _ => Hiding::Primary,
            },
        })
        .collect();
    loop {
        let mut decided = vec![ConfStatus::Free; figures.len()];
        for hidden in hide(&cells, &equations, &before) {
            decided[hidden.cell] = letter(&figures[hidden.cell]);
        }
        let mut secret = Vec::new();
        for one in computed {
            let was_hidden = one.from_hidden || past.from_hidden.contains(&one.figure);
            let hides = |input: &usize| !decided[*input].is_free();
            if !was_hidden && !one.inputs.iter().any(hides) {
                continue;
            }
            // What has no number adds up to nothing.
            if figures[one.figure].tells {
                decided[one.figure] = ConfStatus::Secondary;
            }
            if !cells[one.figure].secret {
                secret.push(one.figure);
            }
        }
        if secret.is_empty() {
            return decided;
        }
        for figure in secret {
            cells[figure].secret = true;
        }
    }
}

/// Whether a figure is hidden by itself, whatever others say.
pub fn hides_itself(figure: &Figure) -> bool {
    is_primary(&cell(figure))
}

fn cell(figure: &Figure) -> Cell {
    Cell {
        value: figure.value,
        cases: figure.cases,
        min_count: figure.min_count,
        secret: !figure.sent.is_free(),
        known: false,
        standing: Standing::Open,
    }
}

/// Why a figure is hidden that is: its sender's reason before ours.
fn letter(figure: &Figure) -> ConfStatus {
    match figure.sent {
        ConfStatus::Free if are_few(figure.cases, figure.min_count) => ConfStatus::SmallCount,
        ConfStatus::Free => ConfStatus::Secondary,
        sent => sent,
    }
}

#[cfg(test)]
mod tests {
    use super::ConfStatus::{Confidential, Free, Secondary, SmallCount};
    use super::*;

    fn decided(figures: &[Figure], equations: &[Equation], computed: &[Computed]) -> Vec<ConfStatus> {
        decide(figures, equations, computed, &Past::default())
    }

    fn persons(count: f64) -> Figure {
        Figure {
            value: Some(count),
            tells: false,
            cases: Some(count),
            min_count: 5,
            sent: Free,
            before: Free,
        }
    }

    fn rate(value: f64) -> Figure {
        Figure {
            cases: None,
            min_count: 0,
            ..persons(value)
        }
    }

    #[test]
    fn a_share_of_a_hidden_count_is_hidden_with_it() {
        let figures = [persons(3.0), persons(400.0), rate(0.75)];
        let share = Computed {
            figure: 2,
            inputs: vec![0, 1],
            from_hidden: false,
        };
        assert_eq!(
            decided(&figures, &[], std::slice::from_ref(&share)),
            [SmallCount, Free, Secondary]
        );
        let figures = [persons(5.0), persons(400.0), rate(1.25)];
        assert_eq!(decided(&figures, &[], &[share]), [Free, Free, Free]);
    }

    #[test]
    fn zero_is_a_small_count_and_nothing_is_none() {
        let absent = Figure {
            value: None,
            cases: None,
            ..persons(0.0)
        };
        assert_eq!(decided(&[persons(0.0), absent], &[], &[]), [SmallCount, Free]);
    }

    #[test]
    fn that_it_was_divided_by_a_hidden_zero_is_not_told() {
        let cannot_exist = Figure {
            value: None,
            tells: true,
            ..rate(0.0)
        };
        let share = Computed {
            figure: 1,
            inputs: vec![0],
            from_hidden: false,
        };
        let shown = |zero| decided(&[zero, cannot_exist], &[], std::slice::from_ref(&share));
        assert_eq!(shown(persons(0.0)), [SmallCount, Secondary]);
        let open = Figure {
            min_count: 0,
            ..persons(0.0)
        };
        assert_eq!(shown(open), [Free, Free]);
    }

    #[test]
    fn of_how_many_nobody_knows_is_hidden_until_somebody_does() {
        let cost = |by| Figure {
            cases: cases(None, by, Some(512.5)),
            ..persons(512.5)
        };
        let shown = |by| decided(&[cost(by)], &[], &[])[0];
        assert_eq!(shown(CountedBy::Nothing), SmallCount, "they may be one");
        assert_eq!(
            shown(CountedBy::Other(None)),
            SmallCount,
            "its count may be held, or taken back"
        );
        assert_eq!(shown(CountedBy::Other(Some(9.0))), Free);
        assert_eq!(shown(CountedBy::Itself), Free);
        assert_eq!(cases(Some(2.0), CountedBy::Other(Some(9.0)), None), Some(2.0));
        assert_eq!(
            cases(None, CountedBy::Other(None), Some(80.0)),
            None,
            "a sheet that names its count is not counted by its own figures"
        );
        let any = Figure {
            min_count: 0,
            ..cost(CountedBy::Nothing)
        };
        assert_eq!(
            decided(&[any], &[], &[]),
            [Free],
            "where any may be shown, none is asked for"
        );
    }

    #[test]
    fn the_reason_of_the_sender_is_told() {
        let figures = [Figure {
            sent: Confidential,
            ..persons(2.0)
        }];
        assert_eq!(decided(&figures, &[], &[]), [Confidential]);
    }

    #[test]
    fn a_growth_since_a_hidden_figure_is_hidden() {
        let growth = |from_hidden| Computed {
            figure: 1,
            inputs: vec![0],
            from_hidden,
        };
        let figures = [persons(50.0), rate(900.0)];
        assert_eq!(decided(&figures, &[], &[growth(true)]), [Free, Secondary]);
        assert_eq!(decided(&figures, &[], &[growth(false)]), [Free, Free]);
    }

    #[test]
    fn a_sum_is_shown_when_two_of_its_parts_are_hidden() {
        let figures = [persons(40.0), persons(3.0), persons(12.0), persons(25.0)];
        let total = Equation {
            whole: 0,
            parts: vec![(1, 1), (2, 1), (3, 1)],
        };
        assert_eq!(
            decided(&figures, &[total], &[]),
            [Free, SmallCount, Secondary, Free]
        );
    }
}
