//! The words in the plot of a scatter: who stands out, the medians, where trails begin, and others where there is room.

use super::axis::AxisModel;
use super::corners;
use super::layout::{PlacedPoint, PlacedTrail};
use super::model::Model;
use super::placer::{Placer, Spot, Wish};
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::names::fitted;
use crate::place::{Anchor, Frame, Label};
use crate::text_width::{Weight, text_width};
use crate::theme::{Ink, LINE, TEXT};

/// Air around a label.
const AIR: f64 = 1.5;
/// How far the names of those that stand out may lie from their marks.
const DISTANCES: [f64; 8] = [3.0, 7.0, 12.0, 20.0, 30.0, 44.0, 62.0, 84.0];
/// From here on a line leads from the mark to its name.
const FAR: f64 = 10.0;
/// How far a year and the name of one that does not stand out lie from their marks.
const NEAR: [f64; 1] = [2.5];
/// How far the name of one that does not stand out stays from other marks.
const APART: f64 = 4.0;
/// The room of the plot in square pixels for each name of one that does not stand out.
const ROOM_OF_A_NAME: f64 = 24_000.0;
/// The widest name, in pixels and as a share of the plot.
const WIDEST: (f64, f64) = (190.0, 0.46);
/// Between a median and its name.
const BESIDE_MEDIAN: f64 = 4.0;
/// How densely the room along a median is searched.
const STEP: f64 = 8.0;

/// A name, with what leads to it where it lies apart.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) label: Label,
    pub(super) leader: Option<(Point, Point)>,
    pub(super) ink: Ink,
}

/// The words in the plot.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) names: Vec<Name>,
    /// The names of the medians, across and up, where there was room.
    pub(super) medians: [Option<Label>; 2],
    /// The periods in which trails begin.
    pub(super) beginnings: Vec<Label>,
    /// Where both indicators are better than the medians, and where both are worse.
    pub(super) corners: Vec<Label>,
}

/// What is in the plot already.
pub(super) struct Drawn<'a> {
    pub(super) plot: Frame,
    pub(super) points: &'a [PlacedPoint],
    pub(super) trails: &'a [PlacedTrail],
    /// The pixels of the medians, across and up.
    pub(super) medians: [Option<f64>; 2],
    /// The pixels of zero, across and up, where it is drawn.
    pub(super) zeroes: [Option<f64>; 2],
}

impl Drawn<'_> {
    /// Finds room for the words: what a reader wants first chooses first.
    pub(super) fn words(&self, model: &Model) -> Words {
        let mut placer = self.placer();
        let widest = WIDEST.0.min(self.plot.width * WIDEST.1);
        let mut names: Vec<Name> = Vec::new();
        for place in self.in_order_of_emphasis() {
            let (point, placed) = (&model.points[place], &self.points[place]);
            let text = fitted(&point.name, widest, TEXT, Weight::Bold);
            let spot = placer.beside(&Wish {
                size: size(&text, Weight::Bold),
                centre: placed.centre,
                radius: placed.reach(),
                own: placed.frame(),
                distances: &DISTANCES,
                most: f64::MAX,
                clear: 0.0,
            });
            let look = point.emphasis.look();
            names.extend(spot.map(|spot| Name {
                label: label(spot.frame, text).with(look.text, look.weight),
                leader: leader(placed, &spot),
                ink: look.shape,
            }));
        }
        let medians = self.medians(model, &mut placer);
        let beginnings = self.beginnings(&mut placer);
        let corners = corners::labels(model, &mut placer, self.plot, self.medians);
        names.extend(self.others(model, &mut placer, widest));
        Words {
            names,
            medians,
            beginnings,
            corners,
        }
    }

    fn placer(&self) -> Placer {
        let mut placer = Placer::new(self.plot.grown(-1.0));
        for point in self.points {
            match point.emphasis {
                Emphasis::Rest => placer.avoid_mark(point.frame()),
                _ => placer.take(point.frame()),
            }
            if let Some(centre) = point.asterisk {
                placer.take(square_around_asterisk(centre));
            }
        }
        for trail in self.trails {
            for pair in trail.strokes.iter().flat_map(|stroke| stroke.path.windows(2)) {
                along(pair[0], pair[1]).for_each(|at| placer.avoid_line(square(at, 1.5)));
            }
            trail
                .dots
                .iter()
                .for_each(|dot| placer.avoid_line(square(dot.centre, 3.0)));
        }
        let plot = self.plot;
        for [across, up] in [self.medians, self.zeroes] {
            if let Some(x) = across {
                placer.avoid_line(Frame::between((x - 0.5, x + 0.5), (plot.y, plot.bottom())));
            }
            if let Some(y) = up {
                placer.avoid_line(Frame::between((plot.x, plot.right()), (y - 0.5, y + 0.5)));
            }
        }
        placer
    }

    /// Those that stand out: the own area, then the picks.
    fn in_order_of_emphasis(&self) -> Vec<usize> {
        let rank = |place: &usize| match self.points[*place].emphasis {
            Emphasis::Own => 0,
            Emphasis::Pick(pick) => 1 + pick,
            Emphasis::Rest => usize::MAX,
        };
        let mut order: Vec<usize> = (0..self.points.len())
            .filter(|place| self.points[*place].emphasis != Emphasis::Rest)
            .collect();
        order.sort_by_key(rank);
        order
    }

    /// The medians' names: at the upper end of the upright one, at the right end of the level one, or as near as can be.
    fn medians(&self, model: &Model, placer: &mut Placer) -> [Option<Label>; 2] {
        let plot = self.plot;
        let named = |axis: &AxisModel| axis.median.map(|median| axis.writing.median(median));
        let across = named(&model.x).zip(self.medians[0]).and_then(|(text, x)| {
            let (width, height) = size(&text, Weight::Regular);
            let heights = steps(plot.y + 1.0, plot.bottom() - height);
            let beside = [x + BESIDE_MEDIAN, x - BESIDE_MEDIAN - width];
            let places = heights.flat_map(|y| beside.map(|x| Frame { x, y, width, height }));
            Some(label(placer.first(places)?, text))
        });
        let up = named(&model.y).zip(self.medians[1]).and_then(|(text, y)| {
            let (width, height) = size(&text, Weight::Regular);
            let (first, last) = (plot.right() - width - 1.0, plot.x + 1.0);
            let starts = steps(0.0, first - last).map(|back| first - back);
            let beside = [y - BESIDE_MEDIAN / 2.0 - height, y + BESIDE_MEDIAN / 2.0];
            let places = starts.flat_map(|x| beside.map(|y| Frame { x, y, width, height }));
            Some(label(placer.first(places)?, text))
        });
        [across, up]
    }

    fn beginnings(&self, placer: &mut Placer) -> Vec<Label> {
        let mut found = Vec::new();
        for trail in self.trails {
            let Some(first) = trail.dots.first() else { continue };
            let text = trail.begins.to_string();
            let spot = placer.beside(&Wish {
                size: size(&text, Weight::Regular),
                centre: first.centre,
                radius: 2.0,
                own: square(first.centre, 3.0),
                distances: &NEAR,
                most: TEXT * 6.0,
                clear: 0.0,
            });
            found.extend(spot.map(|spot| label(spot.frame, text)));
        }
        found
    }

    /// Names of those that do not stand out, where they cover nothing at all: the outermost first, whom readers ask about.
    fn others(&self, model: &Model, placer: &mut Placer, widest: f64) -> Vec<Name> {
        let most = (self.plot.width * self.plot.height / ROOM_OF_A_NAME) as usize;
        let centre = (
            self.medians[0].unwrap_or(self.plot.x + self.plot.width / 2.0),
            self.medians[1].unwrap_or(self.plot.y + self.plot.height / 2.0),
        );
        let outside = |place: usize| {
            let (x, y) = self.points[place].centre;
            ((x - centre.0) / self.plot.width).hypot((y - centre.1) / self.plot.height)
        };
        let mut order: Vec<usize> = (0..self.points.len())
            .filter(|place| self.points[*place].emphasis == Emphasis::Rest)
            .collect();
        order.sort_by(|one, other| outside(*other).total_cmp(&outside(*one)));
        let mut found = Vec::new();
        for place in order {
            if found.len() == most {
                break;
            }
            let text = fitted(&model.points[place].name, widest, TEXT, Weight::Regular);
            let placed = &self.points[place];
            let spot = placer.beside(&Wish {
                size: size(&text, Weight::Regular),
                centre: placed.centre,
                radius: placed.reach(),
                own: placed.frame(),
                distances: &NEAR,
                most: 0.0,
                clear: APART,
            });
            found.extend(spot.map(|spot| Name {
                label: label(spot.frame, text),
                leader: None,
                ink: Ink::Secondary,
            }));
        }
        found
    }
}

/// The room of a text with the air around it.
fn size(text: &str, weight: Weight) -> (f64, f64) {
    (text_width(text, TEXT, weight) + 2.0 * AIR, LINE - 3.0)
}

fn label(frame: Frame, text: String) -> Label {
    Label::quiet(frame.x + AIR, frame.y + frame.height / 2.0, Anchor::Start, text)
}

/// From the edge of a mark to the nearest point of a name that lies apart.
fn leader(placed: &PlacedPoint, spot: &Spot) -> Option<(Point, Point)> {
    if spot.distance < FAR {
        return None;
    }
    let ((x, y), frame) = (placed.centre, spot.frame);
    let to = (x.clamp(frame.x, frame.right()), y.clamp(frame.y, frame.bottom()));
    let length = (to.0 - x).hypot(to.1 - y);
    let share = (placed.reach() + 1.0) / length;
    let from = (x + (to.0 - x) * share, y + (to.1 - y) * share);
    (share < 1.0).then_some((from, to))
}

fn square((x, y): Point, half: f64) -> Frame {
    Frame::between((x - half, x + half), (y - half, y + half))
}

fn square_around_asterisk(centre: Point) -> Frame {
    square(centre, 4.0)
}

/// Points along a stroke, a few pixels apart.
fn along(from: Point, to: Point) -> impl Iterator<Item = Point> {
    let count = ((to.0 - from.0).hypot(to.1 - from.1) / 5.0).ceil().max(1.0) as u32;
    (0..=count).map(move |step| {
        let share = f64::from(step) / f64::from(count);
        (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
    })
}

fn steps(from: f64, to: f64) -> impl Iterator<Item = f64> {
    (0..)
        .map(move |step| from + f64::from(step) * STEP)
        .take_while(move |at| *at <= to)
}
