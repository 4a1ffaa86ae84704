//! Paints a placed heat chart on any plotters backend.

use super::cell::SIGNS;
use super::layout::{Layout, PlacedRow};
use crate::certainty::Certainty;
use crate::chart::DrawError;
use crate::dash::Point;
use crate::key;
use crate::paint::Brush;
use crate::place::Frame;
use crate::signs;
use crate::theme::Ink;
use plotters::backend::DrawingBackend;
use std::ops::Range;

/// What is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Everything.
    Whole,
    /// What stays in sight when the rest is scrolled: names of rows and the own column.
    Kept,
}

/// How much smaller than elsewhere the asterisk of a cell is.
const SMALL: f64 = 0.6;

pub(super) fn paint<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    layout: &Layout,
    pointed: Option<(usize, usize)>,
    part: Part,
) -> Result<(), DrawError> {
    let height = f64::from(layout.height);
    let columns = match part {
        Part::Whole => {
            brush.fill(
                Frame::between((0.0, f64::from(layout.width)), (0.0, height)),
                Ink::Surface,
            )?;
            key::paint(brush, &layout.key)?;
            0..layout.columns.at.len()
        }
        Part::Kept => {
            // The key lies above, and goes with what is scrolled.
            brush.fill(
                Frame::between((0.0, f64::from(layout.kept)), (layout.top, height)),
                Ink::Surface,
            )?;
            0..layout.columns.at.len().min(1)
        }
    };
    let texts = layout.corner.iter().chain(&layout.titles);
    texts.into_iter().try_for_each(|label| brush.write(label))?;
    for name in layout.names.iter().take(columns.end) {
        for line in &name.lines {
            match name.upwards {
                true => brush.write_upwards(line)?,
                false => brush.write(line)?,
            }
        }
    }
    for (place, row) in layout.rows.iter().enumerate() {
        let texts = row.name.iter().chain(&row.period);
        texts.into_iter().try_for_each(|label| brush.write(label))?;
        cells(brush, layout, (place, row), columns.clone())?;
    }
    for own in &layout.own {
        brush.outline(own.grown(1.0), Ink::Us, 1.5)?;
    }
    let found = pointed.filter(|(_, column)| columns.contains(column));
    match found.and_then(|(row, column)| layout.frame(row, column)) {
        Some(frame) => brush.outline(frame.grown(2.0), Ink::Text, 2.0),
        None => Ok(()),
    }
}

/// The cells of a row: all grounds of a tint as one figure, and all signs of a kind, so that a page can draw thousands
/// of cells anew whenever the pointer moves.
fn cells<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    layout: &Layout,
    (place, row): (usize, &PlacedRow),
    columns: Range<usize>,
) -> Result<(), DrawError> {
    let placed: Vec<_> = columns
        .filter_map(|column| Some((row.cells.get(column)?, layout.frame(place, column)?)))
        .collect();
    for sign in SIGNS {
        let of_sign = || placed.iter().filter(|(cell, _)| cell.sign == sign);
        if let Some(ground) = sign.ground() {
            let firm = of_sign().filter(|(cell, _)| cell.certainty == Certainty::Firm);
            let grounds: Vec<Vec<Point>> = firm.map(|(_, frame)| corners(*frame)).collect();
            brush.polygons(&grounds, ground)?;
        }
        for (cell, frame) in of_sign().filter(|(cell, _)| cell.certainty != Certainty::Firm) {
            signs::bar(brush, *frame, sign.ink(), cell.certainty)?;
        }
        let figures: Vec<Vec<Point>> = of_sign()
            .flat_map(|(cell, _)| sign.figures(cell.sign_frame))
            .collect();
        brush.polygons(&figures, sign.ink())?;
    }
    let mut values = placed.iter().filter_map(|(cell, _)| cell.value.as_ref());
    values.try_for_each(|value| brush.write(value))?;
    for (_, frame) in placed.iter().filter(|(cell, _)| cell.explained) {
        signs::asterisk_of(brush, (frame.right() - 3.5, frame.y + 4.0), SMALL)?;
    }
    Ok(())
}

fn corners(frame: Frame) -> Vec<Point> {
    vec![
        (frame.x, frame.y),
        (frame.right(), frame.y),
        (frame.right(), frame.bottom()),
        (frame.x, frame.bottom()),
    ]
}
