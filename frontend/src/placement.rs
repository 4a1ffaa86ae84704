//! Where the card of a mark is put: beside the mark, never over it, and inside the chart.

use blis_charts::Mark;

/// Width of a card in CSS pixels; the style sheet gives it the same.
pub(crate) const CARD_WIDTH: f64 = 264.0;

/// The height a card takes with all its lines, generously.
const CARD_HEIGHT: f64 = 150.0;

/// Between the card and the mark.
const GAP: f64 = 10.0;

/// The place of a card inside its chart, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Placement {
    /// Left edge.
    pub(crate) left: f64,
    /// Upper edge, when the card hangs below the mark.
    pub(crate) top: Option<f64>,
    /// Lower edge from the foot of the chart, when the card stands above the mark.
    pub(crate) bottom: Option<f64>,
}

/// The size of the chart, and how much of the window lies below its upper edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Room {
    /// Width of the chart.
    pub(crate) width: f64,
    /// Height of the chart.
    pub(crate) height: f64,
    /// From the upper edge of the chart to the lower edge of the window.
    pub(crate) to_window_foot: f64,
}

/// Places the card of `mark`; `x` is where the pointer is, or the middle of the mark.
///
/// The card hangs below the mark while the window has room there, and stands above it otherwise; being above or
/// below, it cannot cover the mark wherever it lies sideways.
pub(crate) fn place(mark: &Mark, x: f64, room: Room) -> Placement {
    let left = (x - CARD_WIDTH / 2.0).clamp(0.0, (room.width - CARD_WIDTH).max(0.0));
    let foot = mark.y + mark.height + GAP;
    let head = mark.y - GAP;
    if foot + CARD_HEIGHT <= room.to_window_foot || head < CARD_HEIGHT {
        Placement {
            left,
            top: Some(foot),
            bottom: None,
        }
    } else {
        Placement {
            left,
            top: None,
            bottom: Some(room.height - head),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(y: f64) -> Mark {
        Mark {
            area: "0840200".parse().unwrap(),
            period: None,
            x: 0.0,
            y,
            width: 600.0,
            height: 18.0,
            card: blis_charts::Card::default(),
        }
    }

    const ROOM: Room = Room {
        width: 700.0,
        height: 800.0,
        to_window_foot: 600.0,
    };

    #[test]
    fn the_card_never_covers_the_mark() {
        for y in [0.0, 100.0, 430.0, 500.0, 780.0] {
            let mark = mark(y);
            let placed = place(&mark, 300.0, ROOM);
            let below = placed.top.is_some_and(|top| top >= mark.y + mark.height);
            let above = placed.bottom.is_some_and(|bottom| ROOM.height - bottom <= mark.y);
            assert!(
                below != above,
                "the card of a mark at {y} lies beside it: {placed:?}"
            );
        }
    }

    #[test]
    fn the_card_stays_inside_the_chart() {
        for x in [-5.0, 0.0, 350.0, 699.0] {
            let left = place(&mark(10.0), x, ROOM).left;
            assert!(
                (0.0..=ROOM.width - CARD_WIDTH).contains(&left),
                "pointer at {x}, card at {left}"
            );
        }
        let narrow = Room { width: 200.0, ..ROOM };
        assert_eq!(
            place(&mark(10.0), 150.0, narrow).left,
            0.0,
            "a chart narrower than the card"
        );
    }

    #[test]
    fn near_the_foot_of_the_window_the_card_stands_above() {
        assert!(place(&mark(560.0), 100.0, ROOM).bottom.is_some());
        assert!(place(&mark(200.0), 100.0, ROOM).top.is_some());
    }
}
