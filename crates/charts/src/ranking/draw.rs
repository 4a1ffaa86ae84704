//! Paints a placed ranking on any plotters backend.

use super::layout::{Layout, PlacedRow};
use crate::chart::DrawError;
use crate::key;
use crate::paint::Brush;
use crate::place::Frame;
use crate::signs;
use crate::theme::Ink;
use plotters::backend::DrawingBackend;

pub(crate) fn paint<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    layout: &Layout,
    pointed: Option<usize>,
) -> Result<(), DrawError> {
    let ground = Frame::between((0.0, f64::from(layout.width)), (0.0, f64::from(layout.height)));
    brush.fill(ground, Ink::Surface)?;
    key::paint(brush, &layout.key)?;
    for frame in &layout.half {
        brush.fill(*frame, Ink::Half)?;
    }
    for tick in &layout.ticks {
        for piece in &tick.line {
            brush.fill(*piece, Ink::Rule)?;
        }
        tick.label.iter().try_for_each(|label| brush.write(label))?;
    }
    for (place, row) in layout.rows.iter().enumerate() {
        bar(brush, row, pointed == Some(place))?;
    }
    for piece in &layout.zero {
        brush.fill(*piece, Ink::Secondary)?;
    }
    if let Some(median) = &layout.median {
        for dash in &median.dashes {
            brush.fill(*dash, Ink::Median)?;
        }
        brush.write(&median.label)?;
    }
    for row in &layout.rows {
        brush.write(&row.name)?;
        brush.write(&row.value)?;
        if let Some((band, middle)) = row.sign {
            signs::band(brush, band, middle)?;
        }
    }
    layout.gaps.iter().try_for_each(|words| brush.write(words))
}

/// A bar; the one pointed at lies on a marked row and has an edge.
fn bar<B: DrawingBackend>(brush: &mut Brush<'_, B>, row: &PlacedRow, pointed: bool) -> Result<(), DrawError> {
    if pointed {
        brush.fill(row.reach, Ink::Half)?;
    }
    signs::bar(brush, row.bar, row.emphasis.look().shape, row.certainty)?;
    if pointed {
        brush.outline(row.bar, Ink::Text, signs::EDGE)?;
    }
    Ok(())
}
