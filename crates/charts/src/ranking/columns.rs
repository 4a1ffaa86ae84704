//! How a ranking shares out its width between names, signs, bars and values.
//!
//! Where there is room the names stand in a column left of the bars; on a narrow screen each name stands above
//! its bar and the values in a column on the right, so that the bars keep the whole width.

use super::model::{Model, Peer};
use crate::scale::Scale;
use crate::text_width::text_width;
use crate::theme::{MARGIN, TEXT};

/// Below this width names stand above their bars.
const NARROW: f64 = 480.0;
/// The least length of the axis that still shows differences.
const SHORTEST_AXIS: f64 = 80.0;
/// The widest column of names; longer ones are shortened.
const WIDEST_NAMES: f64 = 220.0;
/// Between a name, a sign, a bar and a value.
pub(crate) const SPACE: f64 = 6.0;
/// The sign of a band.
const SIGN: f64 = 9.0;

/// Where names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// In a column left of the bars.
    Beside,
    /// Each above its bar.
    Above,
}

/// The shares of the width.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    pub(crate) form: Form,
    /// Where a name begins (above) or ends (beside).
    pub(crate) name_at: f64,
    /// The room of a name.
    pub(crate) name_room: f64,
    /// The middle of the sign.
    pub(crate) sign_at: f64,
    /// Where the value stands when names stand above.
    pub(crate) value_at: f64,
    /// From values to the axis.
    pub(crate) scale: Scale,
}

impl Columns {
    /// The shares of `width`; `None` when no form leaves an axis worth drawing.
    pub(crate) fn of(model: &Model, width: f64) -> Option<Columns> {
        Some(())
            .filter(|_| width >= NARROW)
            .and_then(|_| Columns::beside(model, width))
            .or_else(|| Columns::above(model, width))
    }

    fn beside(model: &Model, width: f64) -> Option<Columns> {
        let most = (width * 0.34).min(WIDEST_NAMES);
        let names = widest(model.peers().map(|peer| (peer.name.as_str(), peer))).min(most);
        let name_at = MARGIN + names;
        let signs = if has_signs(model) { SPACE + SIGN } else { 0.0 };
        let values = |negative: bool| {
            let side = model.peers().filter(|peer| (peer.value < 0.0) == negative);
            match widest(side.map(|peer| (peer.written.as_str(), peer))) {
                0.0 => 0.0,
                widest => widest + SPACE,
            }
        };
        let left = name_at + signs + SPACE + 2.0 + values(true);
        let right = width - MARGIN - values(false);
        (right - left >= SHORTEST_AXIS).then(|| Columns {
            form: Form::Beside,
            name_at,
            name_room: names,
            sign_at: name_at + SPACE + SIGN / 2.0,
            value_at: right,
            scale: scale(model, (left, right)),
        })
    }

    fn above(model: &Model, width: f64) -> Option<Columns> {
        let (left, right) = (MARGIN, width - MARGIN);
        let values = widest(model.peers().map(|peer| (peer.written.as_str(), peer)));
        let name_at = left + if has_signs(model) { SIGN + SPACE } else { 0.0 };
        let name_room = right - name_at - values - 2.0 * SPACE;
        (right - left >= SHORTEST_AXIS && name_room >= TEXT * 2.0).then(|| Columns {
            form: Form::Above,
            name_at,
            name_room,
            sign_at: left + SIGN / 2.0,
            value_at: right,
            scale: scale(model, (left, right)),
        })
    }

    /// From one row to the next.
    pub(crate) fn pitch(&self) -> f64 {
        match self.form {
            Form::Beside => 18.0,
            Form::Above => 36.0,
        }
    }
}

/// The scale of the axis. Where every value is zero any length will do: nothing else is drawn on it.
fn scale(model: &Model, pixels: (f64, f64)) -> Scale {
    let (low, high) = model.range;
    Scale::new((low, if low == high { high + 1.0 } else { high }), pixels)
}

fn has_signs(model: &Model) -> bool {
    model.peers().any(|peer| peer.band.is_some())
}

fn widest<'a>(texts: impl Iterator<Item = (&'a str, &'a Peer)>) -> f64 {
    texts
        .map(|(text, peer)| text_width(text, TEXT, peer.emphasis.look().weight))
        .fold(0.0, f64::max)
        .ceil()
}
