//! The marks of a scatter in one order, and the keyboard's way through them.

use super::layout::Layout;
use super::model::{Model, Point};
use crate::emphasis::Emphasis;
use crate::mark::{Mark, Step};

/// Half the side of the smallest mark that can be pointed at.
const LEAST: f64 = 4.0;

/// Which datum a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// An area in the period of the chart.
    Point(usize),
    /// An earlier period of an area: which trail, which step.
    Earlier(usize, usize),
}

/// The ways between the marks.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    places: Vec<Place>,
    /// How many of the first marks are of the period of the chart, in the order of the horizontal axis.
    points: usize,
    /// The same from below.
    upwards: Vec<usize>,
    /// The first mark of each trail, with the mark it leads to.
    trails: Vec<(usize, usize)>,
    own: Option<usize>,
}

/// The areas from left to right, then the trails, each from its first period on.
pub(super) fn marks(model: &Model, layout: &Layout) -> (Vec<Mark>, Steps) {
    let (mut marks, mut places) = (Vec::new(), Vec::new());
    for (place, (point, placed)) in model.points.iter().zip(&layout.points).enumerate() {
        let half = placed.radius.max(LEAST);
        places.push(Place::Point(place));
        marks.push(Mark {
            area: point.area.clone(),
            period: Some(model.period),
            x: placed.centre.0 - half,
            y: placed.centre.1 - half,
            width: 2.0 * half,
            height: 2.0 * half,
            card: point.card.clone(),
        });
    }
    let mut trails = Vec::new();
    for (place, (trail, placed)) in model.trails.iter().zip(&layout.trails).enumerate() {
        trails.push((marks.len(), trail.point));
        for (row, (step, dot)) in trail.steps.iter().zip(&placed.dots).enumerate() {
            places.push(Place::Earlier(place, row));
            marks.push(Mark {
                area: model.points[trail.point].area.clone(),
                period: Some(step.period),
                x: dot.centre.0 - LEAST,
                y: dot.centre.1 - LEAST,
                width: 2.0 * LEAST,
                height: 2.0 * LEAST,
                card: step.card.clone(),
            });
        }
    }
    let mut upwards: Vec<usize> = (0..model.points.len()).collect();
    upwards.sort_by(|one, other| model.points[*one].y.total_cmp(&model.points[*other].y));
    let own = |point: &Point| point.emphasis == Emphasis::Own;
    let steps = Steps {
        places,
        points: model.points.len(),
        upwards,
        trails,
        own: model.points.iter().position(own),
    };
    (marks, steps)
}

impl Steps {
    pub(super) fn place(&self, mark: usize) -> Option<Place> {
        self.places.get(mark).copied()
    }

    /// Where a key leads.
    pub(super) fn step(&self, from: Option<usize>, step: Step) -> Option<usize> {
        let last = self.places.len().checked_sub(1)?;
        let Some(from) = from.map(|from| from.min(last)) else {
            return Some(self.own.unwrap_or(0));
        };
        Some(match self.places[from] {
            Place::Point(point) => self.beside_point(point, step),
            Place::Earlier(trail, _) => self.beside_earlier(trail, from, step),
        })
    }

    fn beside_point(&self, point: usize, step: Step) -> usize {
        let last = self.points - 1;
        let height = self.upwards.iter().position(|one| *one == point).unwrap_or(0);
        let at_height = |height: usize| self.upwards.get(height).copied().unwrap_or(point);
        match step {
            Step::Left => point.saturating_sub(1),
            Step::Right => (point + 1).min(last),
            Step::Up => at_height(height + 1),
            Step::Down => at_height(height.saturating_sub(1)),
            Step::First => {
                let trail = self.trails.iter().find(|(_, of)| *of == point);
                trail.map_or(0, |(first, _)| *first)
            }
            Step::Last => last,
        }
    }

    /// Along a trail, and at its end into the mark it leads to. Up and Down go on from there.
    fn beside_earlier(&self, trail: usize, from: usize, step: Step) -> usize {
        let Some(&(first, point)) = self.trails.get(trail) else {
            return from;
        };
        let end = self
            .trails
            .get(trail + 1)
            .map_or(self.places.len(), |(next, _)| *next);
        match step {
            Step::Left => from.saturating_sub(1).max(first),
            Step::Right if from + 1 < end => from + 1,
            Step::Right | Step::Last => point,
            Step::First => first,
            Step::Up | Step::Down => self.beside_point(point, step),
        }
    }
}
