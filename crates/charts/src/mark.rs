//! What can be pointed at: marks with their cards, the search for the nearest, and the steps of the keyboard.

use blis_domain::area::AreaCode;
use blis_domain::period::Period;

/// How far from a mark, in CSS pixels, a pointer still means it.
pub(crate) const REACH: f64 = 24.0;

/// One datum that can be pointed at: a rectangle in CSS pixels, and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The area whose datum it is.
    pub area: AreaCode,
    /// The period of the datum.
    pub period: Option<Period>,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// What it says.
    pub card: Card,
}

impl Mark {
    /// How far a point lies from the rectangle; 0 inside.
    pub fn distance(&self, x: f64, y: f64) -> f64 {
        let beside =
            |point: f64, start: f64, length: f64| (start - point).max(point - start - length).max(0.0);
        beside(x, self.x, self.width).hypot(beside(y, self.y, self.height))
    }
}

/// What a mark says when it is pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// The whole name of the area, or of the indicator where the area is plain.
    pub title: String,
    /// Value and period, rank and band, distance to the median, status, explanation.
    pub lines: Vec<String>,
}

impl Card {
    /// The card in one sentence, for an accessible name.
    ///
    /// ```
    /// # use blis_charts::Card;
    /// let card = Card { title: "Saldus novads".into(), lines: vec!["12,3 %".into(), "12. vieta no 44".into()] };
    /// assert_eq!(card.sentence(), "Saldus novads: 12,3 %; 12. vieta no 44.");
    /// ```
    pub fn sentence(&self) -> String {
        if self.lines.is_empty() {
            return format!("{}.", self.title);
        }
        format!("{}: {}.", self.title, self.lines.join("; "))
    }
}

/// A step of the keyboard: the arrows, Home and End.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Left arrow: earlier.
    Left,
    /// Right arrow: later.
    Right,
    /// Up arrow: the row or line above.
    Up,
    /// Down arrow: the row or line below.
    Down,
    /// Home.
    First,
    /// End.
    Last,
}

impl Step {
    /// Every step.
    pub const ALL: [Step; 6] = [
        Step::Left,
        Step::Right,
        Step::Up,
        Step::Down,
        Step::First,
        Step::Last,
    ];
}

/// The place of the mark nearest to a point within [`REACH`]; the earlier of two that are as near.
///
/// `handicap` holds a mark back by so many pixels, for marks that are not drawn until they are pointed at.
pub(crate) fn nearest(marks: &[Mark], x: f64, y: f64, handicap: impl Fn(usize) -> f64) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (place, mark) in marks.iter().enumerate() {
        let distance = mark.distance(x, y) + handicap(place);
        if distance <= REACH && best.is_none_or(|(_, least)| distance < least) {
            best = Some((place, distance));
        }
    }
    best.map(|(place, _)| place)
}
