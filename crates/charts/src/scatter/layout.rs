//! Places the marks, the trails, the axes and the words of a scatter in a given size.

use super::axis::Axis;
use super::foot;
use super::key as explained;
use super::model::{Model, Point as Area};
use super::names::{Drawn, Words};
use super::sizes::Sizes;
use super::trail::{Follows, Trail};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::key::{self, Entry};
use crate::place::{Anchor, Frame, Label};
use crate::shape::Shape;
use crate::text_width::Weight;
use crate::theme::{Ink, LINE, MARGIN, TEXT};
use crate::trend::curves::Stroke;
use crate::trend::layout::SPACE;
use crate::wrap::wrapped;
use blis_domain::period::Period;

/// The least sides of a plot in which marks can be told apart.
const LEAST_PLOT: (f64, f64) = (140.0, 120.0);
/// Between the ring of one that stands out and its mark.
pub(super) const RING: f64 = 2.5;
/// How far above a mark its asterisk stands.
const ABOVE: f64 = 7.0;
/// Between two numbers of the horizontal axis.
const BETWEEN: f64 = 12.0;
/// Below this width the foot may have more lines.
const NARROW: f64 = 560.0;

/// A mark in its place.
#[derive(Debug, Clone)]
pub(super) struct PlacedPoint {
    pub(super) emphasis: Emphasis,
    pub(super) centre: Point,
    pub(super) radius: f64,
    pub(super) shape: Shape,
    pub(super) ink: Ink,
    pub(super) certainty: Certainty,
    /// Whether a ring in its own colour says that it stands out, the colour of the mark being taken.
    pub(super) is_ringed: bool,
    /// Where the sign of an explanation stands.
    pub(super) asterisk: Option<Point>,
}

impl PlacedPoint {
    /// The radius with the ring.
    pub(super) fn reach(&self) -> f64 {
        self.radius + if self.is_ringed { RING + 1.0 } else { 0.0 }
    }

    /// The room it takes, but for corners that hold little of it.
    pub(super) fn frame(&self) -> Frame {
        let ((x, y), radius) = (self.centre, self.reach());
        let (side, above, below) = match self.shape {
            Shape::Circle | Shape::Square | Shape::Cross => (0.88, 0.88, 0.88),
            Shape::Triangle => (0.95, 1.35, 0.78),
        };
        Frame::between(
            (x - side * radius, x + side * radius),
            (y - above * radius, y + below * radius),
        )
    }
}

/// An earlier period in its place.
#[derive(Debug, Clone)]
pub(super) struct PlacedDot {
    pub(super) centre: Point,
    pub(super) certainty: Certainty,
}

/// A trail in its place.
#[derive(Debug, Clone)]
pub(super) struct PlacedTrail {
    pub(super) emphasis: Emphasis,
    pub(super) begins: Period,
    pub(super) dots: Vec<PlacedDot>,
    pub(super) strokes: Vec<Stroke>,
    pub(super) breaks: Vec<Point>,
}

/// A scatter with every piece in its place.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) plot: Frame,
    pub(super) key: Vec<Entry>,
    /// The names of the axes.
    pub(super) titles: Vec<Label>,
    /// The numbers of the vertical axis, each on the height of its line.
    pub(super) levels: Vec<Label>,
    /// The numbers of the horizontal axis.
    pub(super) numbers: Vec<Label>,
    /// The pixels of all round numbers of the horizontal axis.
    pub(super) strokes: Vec<f64>,
    /// The lines of zero, across and up, where values lie on both sides.
    pub(super) zeroes: [Option<f64>; 2],
    /// The medians, across and up.
    pub(super) medians: [Option<f64>; 2],
    pub(super) points: Vec<PlacedPoint>,
    pub(super) trails: Vec<PlacedTrail>,
    pub(super) words: Words,
    /// Who is not shown.
    pub(super) foot: Vec<Label>,
}

impl Layout {
    pub(super) fn of(model: &Model, width: u32, height: u32) -> Result<Layout, CannotDraw> {
        let layout = Layout::placed(model, (width, height), [false, false])?;
        let [across, up] = &layout.words.medians;
        let unnamed = [
            across.is_none() && model.x.median.is_some(),
            up.is_none() && model.y.median.is_some(),
        ];
        if unnamed.contains(&true) {
            // No room for the name of a median in the plot: the key has it.
            return Layout::placed(model, (width, height), unnamed).or(Ok(layout));
        }
        Ok(layout)
    }

    fn placed(model: &Model, (width, height): (u32, u32), unnamed: [bool; 2]) -> Result<Layout, CannotDraw> {
        let (w, h) = (f64::from(width), f64::from(height));
        let room = w - 2.0 * MARGIN;
        let residents = model.points.iter().filter_map(|point| point.residents);
        let sizes = Sizes::new(residents, (width, height));
        let (key, key_height) = key::placed(explained::wanted(model, &sizes, room, unnamed), MARGIN, w);

        let title = |text: &str| wrapped(text, room, TEXT, Weight::Regular);
        let (above, below) = (title(&model.y.title), title(&model.x.title));
        let foot = foot::lines(model, room, if w < NARROW { 3 } else { 2 });
        let top = key_height + LINE * above.len() as f64 + SPACE / 2.0;
        let under_plot = LINE * (1 + below.len() + foot.len()) as f64 + SPACE;
        let bottom = h - under_plot - if foot.is_empty() { 0.0 } else { SPACE / 2.0 };
        if bottom - top < LEAST_PLOT.1 {
            return Err(CannotDraw::TooSmall);
        }
        let air = sizes.greatest() + RING + 2.0;
        let y = Axis::new(&model.y, (bottom, top), air);
        let levels: Vec<Label> = y
            .numbers(&model.y)
            .into_iter()
            .map(|(at, text)| Label::quiet(0.0, at, Anchor::End, text))
            .collect();
        let column = levels.iter().map(Label::width).fold(0.0, f64::max);
        let (left, right) = (MARGIN + column + SPACE, w - MARGIN);
        if right - left < LEAST_PLOT.0 {
            return Err(CannotDraw::TooSmall);
        }
        let plot = Frame::between((left, right), (top, bottom));
        let x = Axis::new(&model.x, (left, right), air);
        let axes = Axes { x, y };
        let points: Vec<PlacedPoint> = model
            .points
            .iter()
            .map(|point| axes.point(model, &sizes, point))
            .collect();
        let trails: Vec<PlacedTrail> = model
            .trails
            .iter()
            .map(|trail| axes.trail(model, trail))
            .collect();
        let medians = [
            model.x.median.map(|median| x.at(median)),
            model.y.median.map(|median| y.at(median)),
        ];
        let drawn = Drawn {
            plot,
            points: &points,
            trails: &trails,
            medians,
            zeroes: [x.zero(), y.zero()],
        };
        let words = drawn.words(model);
        let numbered = x.numbers(&model.x);
        let line = |start: f64, place: usize| start + LINE * (place as f64 + 0.5);
        let titles_of = |lines: Vec<String>, start: f64, x: f64, anchor: Anchor| {
            let labels = lines.into_iter().enumerate();
            labels.map(move |(place, text)| {
                Label::quiet(x, line(start, place), anchor, text).with(Ink::Text, Weight::Regular)
            })
        };
        let under_numbers = bottom + SPACE + LINE;
        let under_titles = h - LINE * foot.len() as f64;
        Ok(Layout {
            width,
            height,
            plot,
            key,
            titles: titles_of(above, key_height, MARGIN, Anchor::Start)
                .chain(titles_of(below, under_numbers - 2.0, right, Anchor::End))
                .collect(),
            levels: levels
                .into_iter()
                .map(|label| {
                    let y = label.y;
                    label.moved_to(left - SPACE, y)
                })
                .collect(),
            strokes: numbered.iter().map(|(at, _)| *at).collect(),
            numbers: apart(&numbered, bottom + SPACE + LINE / 2.0 - 1.0, (MARGIN, w - MARGIN)),
            zeroes: [x.zero(), y.zero()],
            medians,
            points,
            trails,
            words,
            foot: foot
                .into_iter()
                .enumerate()
                .map(|(place, text)| Label::quiet(MARGIN, line(under_titles, place), Anchor::Start, text))
                .collect(),
        })
    }

    /// Every text of the chart.
    #[cfg(test)]
    pub(super) fn labels(&self) -> impl Iterator<Item = &Label> {
        self.key
            .iter()
            .map(|entry| &entry.label)
            .chain(&self.titles)
            .chain(&self.levels)
            .chain(&self.numbers)
            .chain(self.words.names.iter().map(|name| &name.label))
            .chain(self.words.medians.iter().flatten())
            .chain(&self.words.beginnings)
            .chain(&self.words.corners)
            .chain(&self.foot)
    }
}

/// From values to pixels.
struct Axes {
    x: Axis,
    y: Axis,
}

impl Axes {
    fn at(&self, x: f64, y: f64) -> Point {
        (self.x.at(x), self.y.at(y))
    }

    fn point(&self, model: &Model, sizes: &Sizes, point: &Area) -> PlacedPoint {
        let (shape, ink) = explained::look(model, point);
        let (centre, radius) = (self.at(point.x, point.y), sizes.radius(point.residents));
        let stands_out = point.emphasis != Emphasis::Rest;
        let is_ringed = stands_out && ink != point.emphasis.look().shape;
        let above = radius + if is_ringed { RING } else { 0.0 } + ABOVE;
        PlacedPoint {
            emphasis: point.emphasis,
            centre,
            radius,
            shape,
            ink,
            certainty: point.certainty,
            is_ringed,
            asterisk: (stands_out && point.explained).then_some((centre.0, centre.1 - above)),
        }
    }

    fn trail(&self, model: &Model, trail: &Trail) -> PlacedTrail {
        let end = &model.points[trail.point];
        let (mut strokes, mut breaks): (Vec<Stroke>, Vec<Point>) = (Vec::new(), Vec::new());
        let dots: Vec<PlacedDot> = trail
            .steps
            .iter()
            .map(|step| PlacedDot {
                centre: self.at(step.x, step.y),
                certainty: step.certainty,
            })
            .collect();
        let last = (self.at(end.x, end.y), end.certainty, trail.last);
        let next = trail.steps.iter().zip(&dots).skip(1);
        let next = next.map(|(step, dot)| (dot.centre, dot.certainty, step.follows));
        for (from, (to, certainty, follows)) in dots.iter().zip(next.chain([last])) {
            let from = from.centre;
            match follows {
                Follows::Directly => strokes.push(Stroke {
                    path: vec![from, to],
                    dashed: certainty == Certainty::Estimated,
                }),
                Follows::AfterBreak => breaks.push(((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0)),
                Follows::Not => {}
            }
        }
        PlacedTrail {
            emphasis: trail.emphasis,
            begins: trail.steps.first().map_or(model.period, |step| step.period),
            dots,
            strokes,
            breaks,
        }
    }
}

/// The numbers under the plot, or every second, third and so on until none touch.
fn apart(numbered: &[(f64, String)], y: f64, (left, right): (f64, f64)) -> Vec<Label> {
    let of = |step: usize| -> Vec<Label> {
        let kept = numbered.iter().step_by(step);
        kept.map(|(x, text)| Label::quiet(*x, y, Anchor::Middle, text.as_str()).within(left, right))
            .collect()
    };
    let touch = |pair: &[Label]| pair[0].frame().right() + BETWEEN > pair[1].frame().x;
    (1..=numbered.len())
        .map(of)
        .find(|labels| !labels.windows(2).any(touch))
        .unwrap_or_default()
}
