//! Paints a placed scatter on any plotters backend.

use super::layout::{Layout, PlacedPoint, PlacedTrail, RING};
use super::steps::Place;
use crate::certainty::Certainty;
use crate::chart::DrawError;
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::key::{self, MEDIAN};
use crate::paint::Brush;
use crate::place::Frame;
use crate::shape;
use crate::signs;
use crate::theme::Ink;
use plotters::backend::DrawingBackend;

/// The radius of an earlier period.
const DOT: f64 = 2.0;

pub(super) fn paint<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    layout: &Layout,
    pointed: Option<Place>,
) -> Result<(), DrawError> {
    brush.fill(
        Frame::between((0.0, f64::from(layout.width)), (0.0, f64::from(layout.height))),
        Ink::Surface,
    )?;
    key::paint(brush, &layout.key)?;
    ground(brush, layout)?;
    if let Some((x, y)) = pointed.and_then(|place| centre(layout, place)) {
        let plot = layout.plot;
        brush.fill(upright(x, (y, plot.bottom())), Ink::Peer)?;
        brush.fill(level((plot.x, x), y), Ink::Peer)?;
    }
    layout
        .trails
        .iter()
        .try_for_each(|trail| self::trail(brush, trail))?;
    // The largest lie undermost, so that none hides a smaller one.
    let mut order: Vec<&PlacedPoint> = layout.points.iter().collect();
    order.sort_by(|one, other| other.radius.total_cmp(&one.radius));
    for point in &order {
        if point.is_ringed {
            let radius = point.radius + RING;
            shape::filled(brush, point.shape, point.centre, radius + 2.0, Ink::Surface)?;
        }
        shape::mark(
            brush,
            point.shape,
            point.centre,
            point.radius,
            point.ink,
            point.certainty,
        )?;
    }
    // Rings lie on top of all marks: whoever stands out is never lost in a crowd. The own one is the last.
    let rank = |point: &PlacedPoint| match point.emphasis {
        Emphasis::Own => 0,
        Emphasis::Pick(place) => 1 + place,
        Emphasis::Rest => usize::MAX,
    };
    order.sort_by_key(|point| std::cmp::Reverse(rank(point)));
    for point in order {
        ring(brush, point)?;
    }
    match pointed {
        Some(Place::Point(place)) => {
            if let Some(point) = layout.points.get(place) {
                let outline = point.shape.outline(point.centre, point.reach() + 2.0);
                brush.line(&outline, Ink::Text, 1.5)?;
            }
        }
        Some(Place::Earlier(..)) => {
            if let Some(centre) = pointed.and_then(|place| centre(layout, place)) {
                brush.ring(centre, DOT + 3.0, Ink::Text, 1.5)?;
                brush.dot(centre, DOT, Ink::Text)?;
            }
        }
        None => {}
    }
    words(brush, layout)
}

fn centre(layout: &Layout, place: Place) -> Option<Point> {
    match place {
        Place::Point(point) => Some(layout.points.get(point)?.centre),
        Place::Earlier(trail, step) => Some(layout.trails.get(trail)?.dots.get(step)?.centre),
    }
}

/// Grid, axes, zero and the medians.
fn ground<B: DrawingBackend>(brush: &mut Brush<'_, B>, layout: &Layout) -> Result<(), DrawError> {
    let plot = layout.plot;
    for label in &layout.levels {
        brush.fill(level((plot.x, plot.right()), label.y), Ink::Rule)?;
        brush.write(label)?;
    }
    brush.fill(level((plot.x, plot.right()), plot.bottom()), Ink::Rule)?;
    for &x in &layout.strokes {
        brush.fill(upright(x, (plot.bottom(), plot.bottom() + 5.0)), Ink::Rule)?;
    }
    layout.numbers.iter().try_for_each(|label| brush.write(label))?;
    let [across, up] = layout.zeroes;
    if let Some(x) = across {
        brush.fill(upright(x, (plot.y, plot.bottom())), Ink::Secondary)?;
    }
    if let Some(y) = up {
        brush.fill(level((plot.x, plot.right()), y), Ink::Secondary)?;
    }
    let [across, up] = layout.medians;
    if let Some(x) = across {
        brush.dashed(&[(x, plot.y), (x, plot.bottom())], Ink::Median, 1.0, MEDIAN)?;
    }
    if let Some(y) = up {
        brush.dashed(&[(plot.x, y), (plot.right(), y)], Ink::Median, 1.0, MEDIAN)?;
    }
    Ok(())
}

fn trail<B: DrawingBackend>(brush: &mut Brush<'_, B>, trail: &PlacedTrail) -> Result<(), DrawError> {
    let ink = trail.emphasis.look().shape;
    for stroke in &trail.strokes {
        match stroke.dashed {
            true => brush.dashed(&stroke.path, ink, 1.0, signs::ESTIMATED)?,
            false => brush.line(&stroke.path, ink, 1.0)?,
        }
    }
    for &place in &trail.breaks {
        signs::break_sign(brush, place)?;
    }
    for dot in &trail.dots {
        match dot.certainty {
            Certainty::Firm => brush.dot(dot.centre, DOT, ink)?,
            _ => brush.ring(dot.centre, DOT + 0.5, ink, 1.0)?,
        }
    }
    Ok(())
}

/// The ring of one that stands out, and the sign of its explanation.
fn ring<B: DrawingBackend>(brush: &mut Brush<'_, B>, point: &PlacedPoint) -> Result<(), DrawError> {
    if point.is_ringed {
        let look = point.emphasis.look();
        let outline = point.shape.outline(point.centre, point.radius + RING);
        brush.line(&outline, look.shape, look.stroke)?;
    }
    match point.asterisk {
        Some(centre) => signs::asterisk(brush, centre),
        None => Ok(()),
    }
}

fn words<B: DrawingBackend>(brush: &mut Brush<'_, B>, layout: &Layout) -> Result<(), DrawError> {
    for name in &layout.words.names {
        if let Some((from, to)) = name.leader {
            brush.line(&[from, to], name.ink, 0.75)?;
        }
        brush.write(&name.label)?;
    }
    let medians = layout.words.medians.iter().flatten();
    let labels = medians
        .chain(&layout.words.beginnings)
        .chain(&layout.words.corners);
    let mut around = labels.chain(&layout.titles).chain(&layout.foot);
    around.try_for_each(|label| brush.write(label))
}

/// A line of one whole pixel, so that it stays crisp.
fn level((from, to): (f64, f64), y: f64) -> Frame {
    Frame::between((from, to), (y.floor(), y.floor() + 1.0))
}

fn upright(x: f64, (from, to): (f64, f64)) -> Frame {
    Frame::between((x.floor(), x.floor() + 1.0), (from, to))
}
