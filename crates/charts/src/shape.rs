//! Marks that differ in shape as well as in colour, and cover the same area at the same size.

use crate::certainty::Certainty;
use crate::chart::DrawError;
use crate::dash::Point;
use crate::paint::Brush;
use crate::signs::{EDGE, ESTIMATED};
use crate::theme::Ink;
use blis_domain::thirds::Third;
use plotters::backend::DrawingBackend;
use std::f64::consts::{PI, SQRT_2, TAU};

/// How many corners stand for the outline of a circle.
const CORNERS: usize = 40;

/// What keeps a mark apart from those under it.
const HALO: f64 = 1.0;

/// Below this radius there is no room for whole dashes.
const SMALL: f64 = 6.0;
/// The dashes of what is small and estimated.
const ESTIMATED_SMALL: (f64, f64) = (2.5, 2.0);

/// The shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    Circle,
    Square,
    Triangle,
    Cross,
}

impl Shape {
    /// The shape of a class. None is the sign of a band: a third is neither good nor bad.
    pub(crate) fn of(third: Third) -> Shape {
        match third {
            Third::Lowest => Shape::Square,
            Third::Middle => Shape::Circle,
            Third::Highest => Shape::Triangle,
        }
    }

    /// The closed outline around a centre, of the area of a circle of that radius.
    pub(crate) fn outline(self, (x, y): Point, radius: f64) -> Vec<Point> {
        let around = |corners: &[(f64, f64)]| -> Vec<Point> {
            let closed = corners.iter().chain(corners.first());
            closed
                .map(|(dx, dy)| (x + dx * radius, y + dy * radius))
                .collect()
        };
        match self {
            Shape::Circle => {
                let corner = |place: usize| (place as f64 / CORNERS as f64 * TAU).sin_cos();
                around(&(0..CORNERS).map(corner).collect::<Vec<_>>())
            }
            Shape::Square => {
                let half = PI.sqrt() / 2.0;
                around(&[(-half, -half), (half, -half), (half, half), (-half, half)])
            }
            Shape::Triangle => {
                // Equal sides, the centre of its mass on the place.
                let side = (4.0 * PI / 3f64.sqrt()).sqrt();
                let height = side * 3f64.sqrt() / 2.0;
                let foot = height / 3.0;
                around(&[(-side / 2.0, foot), (0.0, -2.0 * foot), (side / 2.0, foot)])
            }
            Shape::Cross => {
                // Five squares, standing on a corner.
                let half = (PI / 5.0).sqrt() / 2.0;
                let corners = [
                    (-half, -half),
                    (-half, -3.0 * half),
                    (half, -3.0 * half),
                    (half, -half),
                    (3.0 * half, -half),
                    (3.0 * half, half),
                    (half, half),
                    (half, 3.0 * half),
                    (-half, 3.0 * half),
                    (-half, half),
                    (-3.0 * half, half),
                    (-3.0 * half, -half),
                ];
                let turned = corners.map(|(dx, dy)| ((dx - dy) / SQRT_2, (dx + dy) / SQRT_2));
                around(&turned)
            }
        }
    }
}

/// Paints a mark as sure as its value, with a hair of ground around it.
pub(crate) fn mark<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    shape: Shape,
    centre: Point,
    radius: f64,
    ink: Ink,
    certainty: Certainty,
) -> Result<(), DrawError> {
    filled(brush, shape, centre, radius + HALO, Ink::Surface)?;
    let edge = shape.outline(centre, (radius - EDGE / 2.0).max(EDGE / 2.0));
    match certainty {
        Certainty::Firm => filled(brush, shape, centre, radius, ink),
        Certainty::Provisional => brush.line(&edge, ink, EDGE),
        Certainty::Estimated if radius < SMALL => brush.dashed(&edge, ink, EDGE, ESTIMATED_SMALL),
        Certainty::Estimated => brush.dashed(&edge, ink, EDGE, ESTIMATED),
    }
}

/// Fills a mark.
pub(crate) fn filled<B: DrawingBackend>(
    brush: &mut Brush<'_, B>,
    shape: Shape,
    centre: Point,
    radius: f64,
    ink: Ink,
) -> Result<(), DrawError> {
    match shape {
        Shape::Circle => brush.dot(centre, radius, ink),
        _ => brush.polygon(&shape.outline(centre, radius), ink),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The area within a closed outline, by the shoelace formula.
    fn area(outline: &[Point]) -> f64 {
        let twice: f64 = outline
            .windows(2)
            .map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1)
            .sum();
        (twice / 2.0).abs()
    }

    #[test]
    fn all_shapes_of_a_size_cover_the_same_area() {
        for shape in [Shape::Circle, Shape::Square, Shape::Triangle, Shape::Cross] {
            let found = area(&shape.outline((30.0, 40.0), 10.0));
            let wanted = PI * 100.0;
            assert!(
                (found / wanted - 1.0).abs() < 0.005,
                "{shape:?} covers {found} in place of {wanted}"
            );
        }
    }

    #[test]
    fn every_class_has_a_shape_of_its_own() {
        let mut shapes = Third::ALL.map(Shape::of).to_vec();
        shapes.push(Shape::Cross);
        for (place, shape) in shapes.iter().enumerate() {
            assert!(
                !shapes[..place].contains(shape),
                "{shape:?} stands for two things"
            );
        }
    }
}
