//! The sign and the ground of a cell: a shape that says without its colour what the tint says.

use crate::chart::DrawError;
use crate::dash::Point;
use crate::paint::Brush;
use crate::place::Frame;
use crate::theme::Ink;
use blis_domain::compare::{Band, Quarter};
use plotters::backend::DrawingBackend;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sign {
    /// The band of a value: ▲ ● ▼.
    Band(Band),
    /// The quarter of a value where neither way is better: a square, filled as far as the value is high.
    Quarter(Quarter),
    /// A value without either: a point, for a dash before a number would be a minus.
    Plain,
    /// No value: hatched.
    Missing,
}

/// Every sign.
pub(super) const SIGNS: [Sign; 8] = [
    Sign::Band(Band::Best),
    Sign::Band(Band::Middle),
    Sign::Band(Band::Worst),
    Sign::Quarter(Quarter::Upper),
    Sign::Quarter(Quarter::Middle),
    Sign::Quarter(Quarter::Lower),
    Sign::Plain,
    Sign::Missing,
];

/// Half the side of a square.
const HALF: f64 = 3.75;
/// Its edge.
const EDGE: f64 = 1.25;
/// Between two strokes of a hatch.
const BETWEEN: f64 = 4.5;

impl Sign {
    /// The tint under it.
    pub(crate) fn ground(self) -> Option<Ink> {
        match self {
            Sign::Band(band) => Some(Ink::Tint(band)),
            Sign::Quarter(quarter) => Some(Ink::Shade(quarter)),
            Sign::Plain | Sign::Missing => None,
        }
    }

    /// The colour of its shape.
    pub(crate) fn ink(self) -> Ink {
        match self {
            Sign::Band(band) => Ink::Band(band),
            Sign::Quarter(_) | Sign::Plain | Sign::Missing => Ink::Secondary,
        }
    }

    /// Its shapes in a cell, closed figures that all begin at the same height, in every cell of a row.
    pub(crate) fn figures(self, cell: Frame) -> Vec<Vec<Point>> {
        let (x, y) = (cell.x + cell.width / 2.0, cell.y + cell.height / 2.0);
        match self {
            Sign::Band(Band::Best) => vec![vec![(x - 4.0, y + 3.5), (x, y - 4.0), (x + 4.0, y + 3.5)]],
            Sign::Band(Band::Worst) => vec![vec![(x - 4.0, y - 3.5), (x, y + 4.0), (x + 4.0, y - 3.5)]],
            Sign::Band(Band::Middle) => vec![round(x, y, 3.0)],
            Sign::Quarter(quarter) => vec![square(x, y, quarter)],
            Sign::Plain => vec![round(x, y, 1.5)],
            Sign::Missing => hatch(cell),
        }
    }
}

/// A figure of ten corners, which at this size is a circle.
fn round(x: f64, y: f64, radius: f64) -> Vec<Point> {
    (0..10)
        .map(|corner| {
            let turn = std::f64::consts::TAU * f64::from(corner) / 10.0;
            (x + radius * turn.cos(), y + radius * turn.sin())
        })
        .collect()
}

/// A square, the part above the value left open: its inner edge runs the other way round.
fn square(x: f64, y: f64, quarter: Quarter) -> Vec<Point> {
    let outer = |half: f64| {
        [
            (x - half, y - half),
            (x + half, y - half),
            (x + half, y + half),
            (x - half, y + half),
        ]
    };
    let floor = match quarter {
        Quarter::Upper => return outer(HALF).to_vec(),
        Quarter::Middle => y,
        Quarter::Lower => y + HALF - EDGE,
    };
    let (left, right, top) = (x - HALF + EDGE, x + HALF - EDGE, y - HALF + EDGE);
    let mut figure = outer(HALF).to_vec();
    figure.extend([
        (x - HALF, y - HALF),
        (left, top),
        (left, floor),
        (right, floor),
        (right, top),
        (left, top),
    ]);
    figure
}

/// Slanted strokes from the foot of a cell to its head.
fn hatch(cell: Frame) -> Vec<Vec<Point>> {
    let inside = cell.grown(-2.0);
    let slant = (inside.height * 0.35).min(inside.width * 0.5);
    let strokes = ((inside.width - slant) / BETWEEN).floor().max(0.0) as usize + 1;
    let first = inside.x + (inside.width - slant - (strokes - 1) as f64 * BETWEEN) / 2.0;
    (0..strokes)
        .map(|stroke| {
            let x = first + stroke as f64 * BETWEEN;
            let (top, bottom) = (inside.y, inside.bottom());
            vec![
                (x - 0.5, bottom),
                (x - 0.5 + slant, top),
                (x + 0.5 + slant, top),
                (x + 0.5, bottom),
            ]
        })
        .collect()
}

/// Paints one cell by itself, for a key.
pub(crate) fn paint<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    sign: Sign,
    frame: Frame,
) -> Result<(), DrawError> {
    if let Some(ground) = sign.ground() {
        brush.fill(frame, ground)?;
    }
    brush.polygons(&sign.figures(frame), sign.ink())
}
