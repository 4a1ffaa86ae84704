//! Places the few pieces of a strip.

use super::model::Model;
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::dash::Point;
use crate::place::Frame;
use crate::scale::Scale;

/// Half the diagonal of the diamond, and the room it needs at the ends.
pub(crate) const DIAMOND: f64 = 6.0;

/// A strip with every piece in its place.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) line: Frame,
    pub(crate) half: Option<Frame>,
    pub(crate) median: Option<Frame>,
    pub(crate) own: Option<(Point, Certainty)>,
}

impl Layout {
    pub(crate) fn of(model: &Model, width: u32, height: u32) -> Result<Layout, CannotDraw> {
        let (left, right) = (DIAMOND + 1.0, f64::from(width) - DIAMOND - 1.0);
        if right - left < 4.0 * DIAMOND || f64::from(height) < 2.0 * DIAMOND {
            return Err(CannotDraw::TooSmall);
        }
        let scale = Scale::new(model.range, (left, right));
        let middle = f64::from(height / 2);
        let box_height = (f64::from(height) * 0.55).round();
        let upright = |x: f64, width: f64, height: f64| Frame {
            x,
            y: middle - (height / 2.0).round(),
            width,
            height,
        };
        Ok(Layout {
            width,
            height,
            line: upright(left, right - left, 1.0),
            half: model.half.map(|(q1, q3)| {
                let (from, to) = (scale.at(q1).floor(), scale.at(q3).ceil());
                upright(from, (to - from).max(2.0), box_height)
            }),
            median: model
                .median
                .map(|median| upright((scale.at(median) - 1.0).round(), 2.0, box_height + 4.0)),
            own: model
                .own
                .map(|(value, certainty)| ((scale.at(value), middle), certainty)),
        })
    }
}
