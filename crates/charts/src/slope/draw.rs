//! Paints a placed slope on any plotters backend.

use super::layout::{Layout, PlacedLine};
use crate::certainty::Certainty;
use crate::chart::DrawError;
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::key;
use crate::paint::Brush;
use crate::place::Frame;
use crate::signs;
use crate::theme::Ink;
use crate::trend::keys::Place;
use plotters::backend::DrawingBackend;

/// The dashes of the median.
const MEDIAN: (f64, f64) = (6.0, 4.0);
/// How far above a dot its asterisk stands.
const ABOVE: f64 = 12.0;
/// The width of the lines that are neither own nor picked.
const THIN: f64 = 1.0;
/// The radius of their dots.
const SMALL: f64 = 2.25;
/// The width of one of them that is pointed at.
const POINTED: f64 = 2.0;

pub(super) fn paint<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    layout: &Layout,
    pointed: Option<Place>,
) -> Result<(), DrawError> {
    brush.fill(
        Frame::between((0.0, f64::from(layout.width)), (0.0, f64::from(layout.height))),
        Ink::Surface,
    )?;
    ground(brush, layout)?;
    let rest = |line: &&PlacedLine| line.emphasis == Emphasis::Rest;
    for drawn in layout.lines.iter().filter(rest) {
        line(brush, drawn, Ink::Peer, (THIN, SMALL))?;
    }
    median(brush, layout)?;
    // The own line lies on top of the picks.
    for drawn in layout.lines.iter().rev().filter(|line| !rest(line)) {
        let look = drawn.emphasis.look();
        line(brush, drawn, look.shape, (look.stroke, look.dot))?;
    }
    if let Some((drawn, row)) = pointed.and_then(|place| Some((layout.lines.get(place.line)?, place.row))) {
        self::pointed(brush, drawn, row)?;
    }
    for end in &layout.ends {
        if let Some((from, to)) = end.leader {
            brush.line(&[from, to], end.ink, 0.75)?;
        }
        end.labels.iter().try_for_each(|label| brush.write(label))?;
        if let Some((band, middle)) = end.sign {
            signs::band(brush, band, middle)?;
        }
    }
    layout.notes.iter().try_for_each(|label| brush.write(label))
}

/// What lies under the lines: key, grid and axes.
fn ground<B: DrawingBackend>(brush: &mut Brush<'_, B>, layout: &Layout) -> Result<(), DrawError> {
    key::paint(brush, &layout.key)?;
    let level = |y: f64| Frame {
        x: layout.plot.x,
        y: y.floor(),
        width: layout.plot.width,
        height: 1.0,
    };
    for y in &layout.levels {
        brush.fill(level(*y), Ink::Rule)?;
    }
    if let Some(y) = layout.zero {
        brush.fill(level(y), Ink::Secondary)?;
    }
    for x in layout.columns {
        let across = (x.floor(), x.floor() + 1.0);
        brush.fill(
            Frame::between(across, (layout.plot.y, layout.plot.bottom() + 4.0)),
            Ink::Rule,
        )?;
    }
    let texts = layout.heading.iter().chain(&layout.ticks).chain(&layout.periods);
    texts.into_iter().try_for_each(|label| brush.write(label))
}

fn median<B: DrawingBackend>(brush: &mut Brush<'_, B>, layout: &Layout) -> Result<(), DrawError> {
    if let [Some(from), Some(to)] = layout.median
        && layout.median_joined
    {
        return brush.dashed(&[from, to], Ink::Median, 1.5, MEDIAN);
    }
    let stroke = |(x, y): Point| [(x - 7.0, y), (x + 7.0, y)];
    let mut ends = layout.median.iter().flatten();
    ends.try_for_each(|end| brush.line(&stroke(*end), Ink::Median, 2.0))
}

fn line<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    line: &PlacedLine,
    ink: Ink,
    (stroke, radius): (f64, f64),
) -> Result<(), DrawError> {
    if let [Some(from), Some(to)] = line.points
        && line.joined
    {
        match line.certainty.contains(&Certainty::Estimated) {
            true => brush.dashed(&[from, to], ink, stroke, signs::ESTIMATED)?,
            false => brush.line(&[from, to], ink, stroke)?,
        }
    }
    for (point, certainty) in line.points.iter().zip(line.certainty) {
        if let Some(centre) = *point {
            signs::dot(brush, centre, radius, ink, certainty)?;
        }
    }
    if let Some(place) = line.broken {
        signs::break_sign(brush, place)?;
    }
    if line.emphasis != Emphasis::Rest {
        for &(x, y) in &line.explained {
            signs::asterisk(brush, (x, y - ABOVE))?;
        }
    }
    Ok(())
}

/// The line that is pointed at, whole, and a ring around the end that is.
fn pointed<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    drawn: &PlacedLine,
    row: usize,
) -> Result<(), DrawError> {
    let look = drawn.emphasis.look();
    let (ink, stroke, radius) = match drawn.emphasis {
        Emphasis::Rest => (Ink::Text, POINTED, SMALL + 1.0),
        _ => (look.shape, look.stroke + 0.5, look.dot),
    };
    line(brush, drawn, ink, (stroke, radius))?;
    match drawn.points.get(row) {
        Some(Some(centre)) => {
            brush.ring(*centre, radius + 2.5, Ink::Text, 1.5)?;
            brush.dot(*centre, radius, ink)
        }
        _ => Ok(()),
    }
}
