//! The words in two corners of a scatter: where both indicators are better than the peers' medians, and where both are
//! worse. Where neither way of an indicator is better there are no such corners.

use super::model::Model;
use super::placer::Placer;
use crate::place::{Anchor, Frame, Label};
use crate::text_width::{Weight, text_width};
use crate::theme::{LINE, TEXT};
use crate::words::scatter;
use blis_domain::indicator::Direction;

/// How far from marks and other words they stay, lest they seem to name one.
const CLEAR: f64 = 6.0;

/// Which way values are better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Better {
    Lower,
    Higher,
}

impl Better {
    fn of(direction: Direction) -> Option<Better> {
        match direction {
            Direction::Higher => Some(Better::Higher),
            Direction::Lower => Some(Better::Lower),
            Direction::None => None,
        }
    }

    fn turned(self) -> Better {
        match self {
            Better::Lower => Better::Higher,
            Better::Higher => Better::Lower,
        }
    }
}

/// The words that have room in the outermost part of their corner.
pub(super) fn labels(
    model: &Model,
    placer: &mut Placer,
    plot: Frame,
    medians: [Option<f64>; 2],
) -> Vec<Label> {
    let [Some(x), Some(y)] = medians else {
        return Vec::new();
    };
    let (Some(across), Some(up)) = (Better::of(model.x.direction), Better::of(model.y.direction)) else {
        return Vec::new();
    };
    let both = [(across, up, true), (across.turned(), up.turned(), false)];
    let label = |(across, up, is_better): (Better, Better, bool)| {
        let corner = Frame::between(
            match across {
                Better::Lower => (plot.x, x),
                Better::Higher => (x, plot.right()),
            },
            match up {
                Better::Lower => (y, plot.bottom()),
                Better::Higher => (plot.y, y),
            },
        );
        let text = scatter::beside_both_medians(model.language, is_better);
        let (width, height) = (text_width(text, TEXT, Weight::Regular) + 2.0 * CLEAR, LINE);
        let place = Frame {
            x: match across {
                Better::Lower => corner.x + 1.0,
                Better::Higher => corner.right() - width - 1.0,
            },
            y: match up {
                Better::Lower => corner.bottom() - height - 1.0,
                Better::Higher => corner.y + 1.0,
            },
            width,
            height,
        };
        if width > corner.width - CLEAR || height > corner.height - CLEAR {
            return None;
        }
        let found = placer.first([place].into_iter())?;
        Some(Label::quiet(
            found.x + CLEAR,
            found.y + LINE / 2.0,
            Anchor::Start,
            text,
        ))
    };
    both.into_iter().filter_map(label).collect()
}
