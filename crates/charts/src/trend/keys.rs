//! The marks of a trend in one order, and the keyboard's way through them.

use super::layout::Layout;
use super::model::Model;
use crate::mark::{Mark, Step};

/// Half the side of a mark.
const REACH: f64 = 6.0;

/// Which datum a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// The line, by its order: own, picks, the others by rank.
    pub(crate) line: usize,
    /// The period, by its row.
    pub(crate) row: usize,
}

/// The marks period by period, in each by the order of lines: the order Down walks.
pub(crate) fn marks(model: &Model, layout: &Layout) -> (Vec<Mark>, Vec<Place>) {
    let (mut marks, mut places) = (Vec::new(), Vec::new());
    for (row, &period) in model.periods.iter().enumerate() {
        for (line, drawn) in model.lines.iter().enumerate() {
            let (Some(point), Some((x, y))) = (&drawn.points[row], layout.lines[line].points[row]) else {
                continue;
            };
            if !layout.plot_holds((x, y)) {
                continue;
            }
            places.push(Place { line, row });
            marks.push(Mark {
                area: drawn.area.clone(),
                period: Some(period),
                x: x - REACH,
                y: y - REACH,
                width: 2.0 * REACH,
                height: 2.0 * REACH,
                card: point.card.clone(),
            });
        }
    }
    (marks, places)
}

/// Where a key leads.
pub(crate) fn step(places: &[Place], from: Option<usize>, step: Step) -> Option<usize> {
    let last = places.len().checked_sub(1)?;
    let Some(from) = from.map(|from| from.min(last)) else {
        // The most prominent line's latest value is what a reader wants first.
        return places
            .iter()
            .enumerate()
            .min_by_key(|(_, place)| (place.line, std::cmp::Reverse(place.row)))
            .map(|(place, _)| place);
    };
    let line = places[from].line;
    let same = |place: &usize| places[*place].line == line;
    Some(match step {
        Step::Up => from.saturating_sub(1),
        Step::Down => (from + 1).min(last),
        Step::Left => (0..from).rev().find(same).unwrap_or(from),
        Step::Right => (from + 1..=last).find(same).unwrap_or(from),
        Step::First => (0..=last).find(same).unwrap_or(from),
        Step::Last => (0..=last).rev().find(same).unwrap_or(from),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(pairs: &[(usize, usize)]) -> Vec<Place> {
        pairs.iter().map(|&(row, line)| Place { line, row }).collect()
    }

    #[test]
    fn arrows_follow_a_line_and_cross_lines() {
        let places = places(&[(0, 0), (0, 1), (1, 1), (2, 0), (2, 1)]);
        assert_eq!(
            step(&places, None, Step::Left),
            Some(3),
            "the own line's last value comes first"
        );
        assert_eq!(
            step(&places, Some(3), Step::Left),
            Some(0),
            "a gap in the line is stepped over"
        );
        assert_eq!(step(&places, Some(0), Step::Left), Some(0));
        assert_eq!(step(&places, Some(3), Step::Down), Some(4));
        assert_eq!(step(&places, Some(1), Step::Last), Some(4));
        assert_eq!(step(&[], None, Step::Right), None);
    }

    proptest! {
        #[test]
        fn every_mark_is_reached(mut pairs in prop::collection::btree_set((0usize..8, 0usize..8), 1..40)) {
            let all: Vec<(usize, usize)> = std::mem::take(&mut pairs).into_iter().collect();
            let places = places(&all);
            let mut seen = vec![false; places.len()];
            let mut open: Vec<usize> = step(&places, None, Step::Right).into_iter().collect();
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut seen[at], true) {
                    open.extend(Step::ALL.iter().filter_map(|one| step(&places, Some(at), *one)));
                }
            }
            prop_assert!(seen.iter().all(|seen| *seen), "a mark no key leads to");
        }
    }
}
