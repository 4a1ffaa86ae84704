//! Paints a placed trend on any plotters backend.

use super::curves::PlacedLine;
use super::keys::Place;
use super::layout::Layout;
use crate::chart::DrawError;
use crate::emphasis::Emphasis;
use crate::key::{self, MEDIAN};
use crate::paint::Brush;
use crate::place::Frame;
use crate::signs;
use crate::theme::Ink;
use plotters::backend::DrawingBackend;

pub(crate) fn paint<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    layout: &Layout,
    pointed: Option<Place>,
) -> Result<(), DrawError> {
    brush.fill(
        Frame::between((0.0, f64::from(layout.width)), (0.0, f64::from(layout.height))),
        Ink::Surface,
    )?;
    ground(brush, layout)?;
    let pointed_at = pointed.and_then(|place| layout.lines[place.line].points[place.row]);
    if let Some((x, _)) = pointed_at {
        brush.fill(
            Frame::between(
                (x.floor(), x.floor() + 1.0),
                (layout.plot.y, layout.plot.bottom()),
            ),
            Ink::Peer,
        )?;
    }
    for path in &layout.median {
        brush.dashed(path, Ink::Median, 1.5, MEDIAN)?;
    }
    if let Some(place) = pointed.filter(|place| !layout.is_drawn(place.line)) {
        line(brush, &layout.lines[place.line])?;
    }
    // The own line lies on top of the picks.
    for drawn in layout.lines.iter().rev() {
        if drawn.emphasis != Emphasis::Rest {
            line(brush, drawn)?;
        }
    }
    if let (Some(place), Some(centre)) = (pointed, pointed_at) {
        let look = layout.lines[place.line].emphasis.look();
        brush.ring(centre, look.dot + 2.5, Ink::Text, 1.5)?;
        brush.dot(centre, look.dot, look.shape)?;
    }
    for end in &layout.ends {
        if let Some((from, to)) = end.leader {
            brush.line(&[from, to], end.ink, 0.75)?;
        }
        end.labels.iter().try_for_each(|label| brush.write(label))?;
    }
    Ok(())
}

/// What lies under the lines: key, band, grid and axes.
fn ground<B: DrawingBackend>(brush: &mut Brush<'_, B>, layout: &Layout) -> Result<(), DrawError> {
    key::paint(brush, &layout.key)?;
    for band in &layout.half {
        brush.polygon(band, Ink::Half)?;
    }
    for label in &layout.ticks {
        brush.fill(level(layout, label.y), Ink::Rule)?;
        brush.write(label)?;
    }
    for label in &layout.periods {
        let (x, foot) = (label.x.floor(), layout.plot.bottom());
        brush.fill(Frame::between((x, x + 1.0), (foot, foot + 5.0)), Ink::Rule)?;
    }
    if let Some(y) = layout.zero {
        brush.fill(level(layout, y), Ink::Secondary)?;
    }
    let texts = layout
        .unit
        .iter()
        .chain(&layout.periods)
        .chain(&layout.half_label);
    texts.into_iter().try_for_each(|label| brush.write(label))
}

/// How far above a value its asterisk stands.
const ABOVE: f64 = 12.0;

fn line<B: DrawingBackend>(brush: &mut Brush<'_, B>, line: &PlacedLine) -> Result<(), DrawError> {
    let look = line.emphasis.look();
    for stroke in &line.strokes {
        if stroke.dashed {
            brush.dashed(&stroke.path, look.shape, look.stroke, signs::ESTIMATED)?;
        } else {
            brush.line(&stroke.path, look.shape, look.stroke)?;
        }
    }
    for &place in &line.breaks {
        signs::break_sign(brush, place)?;
    }
    if line.emphasis == Emphasis::Rest {
        return Ok(());
    }
    for &(x, y) in &line.explained {
        signs::asterisk(brush, (x, y - ABOVE))?;
    }
    for &row in &line.dots {
        if let Some(centre) = line.points[row] {
            signs::dot(brush, centre, look.dot, look.shape, line.certainty[row])?;
        }
    }
    Ok(())
}

/// A grid line of one whole pixel, so that it stays crisp.
fn level(layout: &Layout, y: f64) -> Frame {
    Frame {
        x: layout.plot.x,
        y: y.floor(),
        width: layout.plot.width,
        height: 1.0,
    }
}
