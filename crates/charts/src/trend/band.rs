//! The name of the middle half, written into its band where there is room.

use super::layout::Layout;
use super::model::Model;
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::place::{Anchor, Label};
use crate::text_width::{Weight, text_width};
use crate::theme::{MARGIN, TEXT};
use blis_domain::compare::Band;
use blis_domain::finding;

/// How densely the plot is searched.
const STEP: f64 = 6.0;
/// The least way from the middle of the name to a line or an edge.
const CLEAR: f64 = TEXT / 2.0 + 1.5;

/// Places the name where the band is widest and no line runs through; `None` when there is no such place.
pub(crate) fn middle_half(model: &Model, layout: &Layout) -> Option<Label> {
    let words = finding::band(model.language, Band::Middle);
    if let ([_], [band]) = (model.periods.as_slice(), layout.half.as_slice()) {
        return Some(beside(band, words));
    }
    let samples = samples(layout);
    let curves: Vec<Vec<Option<f64>>> = layout
        .lines
        .iter()
        .filter(|line| line.emphasis != Emphasis::Rest)
        .flat_map(|line| line.strokes.iter().map(|stroke| &stroke.path))
        .chain(&layout.median)
        .map(|path| samples.iter().map(|x| height_at(path, *x)).collect())
        .collect();
    let edges: Vec<Option<(f64, f64)>> = samples.iter().map(|x| band_at(&layout.half, *x)).collect();

    let seen = (text_width(words, TEXT, Weight::Regular) / STEP).ceil() as usize + 2;
    let mut best: Option<(f64, Point)> = None;
    for (start, edges) in edges.windows(seen).enumerate() {
        let Some((top, bottom)) = narrowest(edges) else {
            continue;
        };
        let mut y = top + CLEAR;
        while y <= bottom - CLEAR {
            let clear = curves
                .iter()
                .flat_map(|curve| curve[start..start + seen].iter().flatten())
                .map(|curve| (curve - y).abs())
                .chain([y - top, bottom - y])
                .fold(f64::MAX, f64::min);
            // A place must be clearly better to be preferred to one farther left.
            if clear >= best.map_or(CLEAR, |(most, _)| most + 0.5) {
                best = Some((clear, (samples[start], y)));
            }
            y += STEP / 2.0;
        }
    }
    best.map(|(_, (x, y))| Label::quiet(x, y, Anchor::Start, words))
}

/// The name beside the box of a single period.
fn beside(band: &[Point], words: &str) -> Label {
    let left = band.iter().map(|(x, _)| *x).fold(f64::MAX, f64::min);
    let y = band.iter().map(|(_, y)| *y).sum::<f64>() / band.len() as f64;
    Label::quiet(left - MARGIN, y, Anchor::End, words)
}

fn samples(layout: &Layout) -> Vec<f64> {
    let (left, right) = (layout.plot.x + MARGIN, layout.plot.right() - MARGIN);
    (0..)
        .map(|step| left + f64::from(step) * STEP)
        .take_while(|x| *x <= right)
        .collect()
}

/// The height of a path at `x`.
fn height_at(path: &[Point], x: f64) -> Option<f64> {
    path.windows(2).find_map(|pair| {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        (x1..=x2)
            .contains(&x)
            .then(|| y1 + (y2 - y1) * if x2 > x1 { (x - x1) / (x2 - x1) } else { 0.0 })
    })
}

/// Upper and lower edge of the band at `x`.
fn band_at(bands: &[Vec<Point>], x: f64) -> Option<(f64, f64)> {
    bands.iter().find_map(|band| {
        let (above, below) = band.split_at(band.len() / 2);
        let below: Vec<Point> = below.iter().rev().copied().collect();
        Some((height_at(above, x)?, height_at(&below, x)?))
    })
}

/// The room all of some samples leave between the edges.
fn narrowest(edges: &[Option<(f64, f64)>]) -> Option<(f64, f64)> {
    let edges: Vec<(f64, f64)> = edges.iter().copied().collect::<Option<_>>()?;
    Some((
        edges.iter().map(|edge| edge.0).fold(f64::MIN, f64::max),
        edges.iter().map(|edge| edge.1).fold(f64::MAX, f64::min),
    ))
}
