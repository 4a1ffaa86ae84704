//! Paints a placed distribution on any plotters backend.

use super::layout::{Bracket, Layout};
use crate::chart::DrawError;
use crate::emphasis::Emphasis;
use crate::key;
use crate::paint::Brush;
use crate::place::Frame;
use crate::signs;
use crate::theme::Ink;
use crate::trend::curves::PlacedLine;
use crate::trend::keys::Place;
use plotters::backend::DrawingBackend;

/// How far above a dot its asterisk stands.
const ABOVE: f64 = 11.0;
/// The length of the strokes of a bracket across.
const CAP: f64 = 4.0;
/// The length of the stroke of the median.
const MEDIAN: f64 = 7.0;

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
    for bracket in &layout.brackets {
        self::bracket(brush, bracket)?;
    }
    let own = |line: &&PlacedLine| line.emphasis == Emphasis::Own;
    for line in layout.lines.iter().filter(own) {
        for stroke in &line.strokes {
            match stroke.dashed {
                true => brush.dashed(&stroke.path, Ink::Us, 1.25, signs::ESTIMATED)?,
                false => brush.line(&stroke.path, Ink::Us, 1.25)?,
            }
        }
        line.breaks
            .iter()
            .try_for_each(|place| signs::break_sign(brush, *place))?;
    }
    // The own dots lie on top of the picks, and both on top of the rest.
    for line in layout.lines.iter().rev() {
        dots(brush, line)?;
    }
    let found = pointed.and_then(|place| {
        let line = layout.lines.get(place.line)?;
        Some((line.emphasis.look(), (*line.points.get(place.row)?)?))
    });
    if let Some((look, centre)) = found {
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

/// Key, grid and axes.
fn ground<B: DrawingBackend>(brush: &mut Brush<'_, B>, layout: &Layout) -> Result<(), DrawError> {
    key::paint(brush, &layout.key)?;
    let level = |y: f64| Frame {
        x: layout.plot.x,
        y: y.floor(),
        width: layout.plot.width,
        height: 1.0,
    };
    for label in &layout.ticks {
        brush.fill(level(label.y), Ink::Rule)?;
        brush.write(label)?;
    }
    if let Some(y) = layout.zero {
        brush.fill(level(y), Ink::Secondary)?;
    }
    let texts = layout.unit.iter().chain(&layout.periods);
    texts.into_iter().try_for_each(|label| brush.write(label))
}

fn bracket<B: DrawingBackend>(brush: &mut Brush<'_, B>, bracket: &Bracket) -> Result<(), DrawError> {
    let x = bracket.x;
    if let Some((top, bottom)) = bracket.half {
        let path = [(x + CAP, top), (x, top), (x, bottom), (x + CAP, bottom)];
        brush.line(&path, Ink::Secondary, 1.0)?;
    }
    match bracket.median {
        Some(y) => brush.line(&[(x - 1.0, y), (x - 1.0 + MEDIAN, y)], Ink::Median, 2.0),
        None => Ok(()),
    }
}

fn dots<B: DrawingBackend>(brush: &mut Brush<'_, B>, line: &PlacedLine) -> Result<(), DrawError> {
    let look = line.emphasis.look();
    for (point, certainty) in line.points.iter().zip(&line.certainty) {
        if let Some(centre) = *point {
            signs::dot(brush, centre, look.dot, look.shape, *certainty)?;
        }
    }
    if line.emphasis != Emphasis::Rest {
        for &(x, y) in &line.explained {
            signs::asterisk(brush, (x, y - ABOVE))?;
        }
    }
    Ok(())
}
