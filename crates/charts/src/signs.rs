//! The shapes charts share: the signs of bands and breaks, bars and dots as sure as their values, the diamond.

use crate::certainty::Certainty;
use crate::chart::DrawError;
use crate::dash::Point;
use crate::paint::Brush;
use crate::place::Frame;
use crate::theme::Ink;
use blis_domain::compare::Band;
use plotters::backend::DrawingBackend;

/// Width of the edge of a hollow bar.
pub(crate) const EDGE: f64 = 1.5;

/// The dashes of what is estimated: pixels of line, pixels of none.
pub(crate) const ESTIMATED: (f64, f64) = (4.0, 3.0);

/// Paints the sign of a band around its middle: ▲ ● ▼ as shapes, so that no font has to have them.
pub(crate) fn band<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    band: Band,
    (x, y): Point,
) -> Result<(), DrawError> {
    let ink = Ink::Band(band);
    match band {
        Band::Best => brush.polygon(&[(x - 4.5, y + 3.5), (x, y - 4.5), (x + 4.5, y + 3.5)], ink),
        Band::Middle => brush.dot((x, y), 3.25, ink),
        Band::Worst => brush.polygon(&[(x - 4.5, y - 3.5), (x, y + 4.5), (x + 4.5, y - 3.5)], ink),
    }
}

/// Paints a bar as sure as its value.
pub(crate) fn bar<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    frame: Frame,
    ink: Ink,
    certainty: Certainty,
) -> Result<(), DrawError> {
    match certainty {
        Certainty::Firm => brush.fill(frame, ink),
        Certainty::Provisional => brush.outline(frame, ink, EDGE),
        Certainty::Estimated => brush.dashed_outline(frame, ink, EDGE),
    }
}

/// Paints a dot as sure as its value: full, or hollow.
pub(crate) fn dot<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    centre: Point,
    radius: f64,
    ink: Ink,
    certainty: Certainty,
) -> Result<(), DrawError> {
    match certainty {
        Certainty::Firm => brush.dot(centre, radius, ink),
        Certainty::Provisional | Certainty::Estimated => brush.ring(centre, radius, ink, EDGE),
    }
}

/// Paints the sign of a break in a series: two slanted strokes.
pub(crate) fn break_sign<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    (x, y): Point,
) -> Result<(), DrawError> {
    for shift in [-2.0, 2.0] {
        brush.line(
            &[(x + shift - 2.0, y + 5.0), (x + shift + 2.0, y - 5.0)],
            Ink::Secondary,
            1.25,
        )?;
    }
    Ok(())
}

/// Paints the sign of a value that is explained: an asterisk of three strokes.
pub(crate) fn asterisk<B: DrawingBackend>(brush: &mut Brush<'_, B>, place: Point) -> Result<(), DrawError> {
    asterisk_of(brush, place, 1.0)
}

/// Paints it in another size.
pub(crate) fn asterisk_of<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    (x, y): Point,
    size: f64,
) -> Result<(), DrawError> {
    for (dx, dy) in [(0.0, 4.0), (3.5, 2.0), (3.5, -2.0)] {
        let (dx, dy) = (dx * size, dy * size);
        brush.line(&[(x - dx, y - dy), (x + dx, y + dy)], Ink::Secondary, 1.25)?;
    }
    Ok(())
}

/// Paints a diamond around its middle.
pub(crate) fn diamond<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    (x, y): Point,
    half: f64,
    ink: Ink,
) -> Result<(), DrawError> {
    brush.polygon(&[(x, y - half), (x + half, y), (x, y + half), (x - half, y)], ink)
}
