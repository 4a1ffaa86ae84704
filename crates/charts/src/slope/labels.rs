//! Names and values at both ends of the lines of a slope, pushed apart.

use super::model::{Line, Model};
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::names::fitted;
use crate::place::{Anchor, Label};
use crate::spread::spread;
use crate::text_width::{Weight, text_width};
use crate::theme::{Ink, TEXT};
use crate::trend::labels::Saying;
use blis_domain::compare::Band;
use blis_domain::locale::NO_BREAK_SPACE;
use blis_domain::movement::Turn;

/// Below this width names stand at one end alone.
const NARROW: f64 = 560.0;
/// From one line of a label to the next.
const LEADING: f64 = 15.0;
/// Air between two labels.
const AIR: f64 = 3.0;
/// Between a line's end and its label.
pub(super) const BESIDE: f64 = 12.0;
/// The least room of a name that stands in one line with its value.
const LEAST_NAME: f64 = 70.0;
/// The room of a sign before its words.
const SIGN: f64 = 14.0;

/// The side of the plot on which labels stand, by the place of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The label at the end of a line.
#[derive(Debug, Clone)]
pub(super) struct End {
    pub(super) labels: Vec<Label>,
    /// The sign before its last line, and the middle of it.
    pub(super) sign: Option<(Band, Point)>,
    /// What leads from the line's end to a label that was pushed away.
    pub(super) leader: Option<(Point, Point)>,
    pub(super) ink: Ink,
}

/// Whose end it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Whose {
    Line(usize),
    Median,
}

/// What a label says before it has a place.
#[derive(Debug, Clone, Default)]
struct Said {
    lines: Vec<String>,
    /// The sign before the last line.
    sign: Option<Band>,
}

/// The labels of one side, the most important first: when the height is short, the last go without.
pub(super) struct Labels {
    side: Side,
    said: Vec<(Whose, Said)>,
    /// The room the widest takes.
    pub(super) width: f64,
}

impl Labels {
    pub(super) fn of(model: &Model, side: Side, width: f64, saying: Saying) -> Labels {
        let mut labels = Labels {
            side,
            said: Vec::new(),
            width: 0.0,
        };
        if saying == Saying::Nothing {
            return labels;
        }
        let share = match (side, width < NARROW) {
            (Side::Left, _) => 0.28,
            (Side::Right, true) => 0.36,
            (Side::Right, false) => 0.32,
        };
        let room = (width * share).min(260.0);
        let narrow = width < NARROW || longest_value(model) + LEAST_NAME > room;
        let says = Says {
            model,
            narrow,
            saying,
            room,
        };
        let drawn = model.lines.iter().enumerate();
        let mut median = Some(says.median(side));
        for (place, line) in drawn.filter(|(_, line)| line.emphasis != Emphasis::Rest) {
            labels.push(Whose::Line(place), says.line(side, line));
            if line.emphasis == Emphasis::Own {
                labels.push(Whose::Median, median.take().flatten());
            }
        }
        labels.push(Whose::Median, median.flatten());
        labels
    }

    fn push(&mut self, whose: Whose, said: Option<Said>) {
        let Some(said) = said.filter(|said| !said.lines.is_empty()) else {
            return;
        };
        let last = said.lines.len() - 1;
        for (place, text) in said.lines.iter().enumerate() {
            let sign = if place == last && said.sign.is_some() {
                SIGN
            } else {
                0.0
            };
            let width = text_width(text, TEXT, weight(whose, place)) + sign;
            self.width = self.width.max(width);
        }
        self.said.push((whose, said));
    }

    /// The labels in their places beside `x`, each as near to its tip as the others let it.
    pub(super) fn placed(
        self,
        model: &Model,
        tip: impl Fn(Whose) -> Option<Point>,
        x: f64,
        (top, bottom): (f64, f64),
    ) -> Vec<End> {
        let tallest = self
            .said
            .iter()
            .map(|(_, said)| said.lines.len())
            .max()
            .unwrap_or(1);
        let height = LEADING * tallest as f64 + AIR;
        let fitting = ((bottom - top) / height).floor() as usize;
        let tips: Vec<(Whose, Said, Point)> = self
            .said
            .into_iter()
            .filter_map(|(whose, said)| Some((whose, said, tip(whose)?)))
            .take(fitting)
            .collect();
        let wishes: Vec<f64> = tips.iter().map(|(_, _, tip)| tip.1).collect();
        let places = spread(&wishes, height, (top, bottom));
        tips.into_iter()
            .zip(places)
            .map(|((whose, said, tip), y)| end(model, self.side, (whose, said), tip, (x, y)))
            .collect()
    }
}

/// What the labels of one size say.
struct Says<'a> {
    model: &'a Model,
    narrow: bool,
    saying: Saying,
    room: f64,
}

impl Says<'_> {
    fn line(&self, side: Side, line: &Line) -> Option<Said> {
        let value = match side {
            Side::Left => line.ends[0].as_ref(),
            Side::Right => line.ends[1].as_ref(),
        }?;
        let written = self.model.writing.short(value.value);
        let last = line.ends[1].is_some();
        match (side, self.saying, self.narrow) {
            (_, Saying::Nothing, _) => None,
            // Who has no later value is named at the earlier one.
            (Side::Left, Saying::Name, _) => (!last).then(|| Said {
                lines: vec![self.fitted(&line.name, self.room)],
                sign: None,
            }),
            (Side::Left, _, true) if last => Some(Said {
                lines: vec![written],
                sign: None,
            }),
            (Side::Left, _, true) => Some(Said {
                lines: vec![self.fitted(&line.name, self.room), written],
                sign: None,
            }),
            (Side::Left, _, false) => Some(Said {
                lines: vec![self.with_value(&line.name, &written)],
                sign: None,
            }),
            (Side::Right, saying, narrow) => {
                let sign = line.turn.map(|(turn, _)| sign(turn));
                let word = line.turn.map(|(_, word)| word.to_owned());
                let change = line.change.clone();
                let (first, rest) = match (saying, narrow) {
                    (Saying::NameAndValue, false) => (
                        self.with_value(&line.name, &written),
                        word.into_iter().chain(change).collect::<Vec<String>>(),
                    ),
                    (Saying::NameAndValue, true) => (
                        self.fitted(&line.name, self.room),
                        std::iter::once(written).chain(word).collect(),
                    ),
                    _ => (self.fitted(&line.name, self.room), word.into_iter().collect()),
                };
                let second = (!rest.is_empty()).then(|| rest.join(" · "));
                Some(Said {
                    sign: sign.filter(|_| second.is_some()),
                    lines: std::iter::once(first).chain(second).collect(),
                })
            }
        }
    }

    fn median(&self, side: Side) -> Option<Said> {
        let value = match side {
            Side::Left => self.model.medians[0],
            Side::Right => self.model.medians[1],
        }?;
        let text = self.model.writing.median(value);
        let split = text.split_once(NO_BREAK_SPACE);
        let lines = match (side, self.saying, split) {
            (Side::Left, Saying::Name, _) => return None,
            (Side::Left, _, _) if self.narrow => vec![self.model.writing.short(value)],
            (Side::Right, Saying::NameAndValue, Some((word, _))) if self.narrow => {
                vec![word.to_owned(), self.model.writing.short(value)]
            }
            (Side::Right, Saying::Name, Some((word, _))) => vec![word.to_owned()],
            (Side::Right, _, _) => std::iter::once(text)
                .chain(self.model.median_change.clone())
                .collect(),
            (Side::Left, _, _) => vec![text],
        };
        Some(Said { lines, sign: None })
    }

    fn fitted(&self, name: &str, room: f64) -> String {
        fitted(name, room, TEXT, Weight::Bold)
    }

    fn with_value(&self, name: &str, value: &str) -> String {
        let taken = text_width(&format!(" {value}"), TEXT, Weight::Bold);
        let room = (self.room - taken).max(TEXT * 3.0);
        format!("{} {value}", self.fitted(name, room))
    }
}

/// The width of the longest value that stands beside a name.
fn longest_value(model: &Model) -> f64 {
    let named = model.lines.iter().filter(|line| line.emphasis != Emphasis::Rest);
    let values = named.flat_map(|line| line.ends.iter().flatten());
    let width = |value: f64| text_width(&model.writing.short(value), TEXT, Weight::Bold);
    values.map(|end| width(end.value)).fold(0.0, f64::max)
}

/// The first line names, in bold where it is an area's; what follows is quieter.
fn weight(whose: Whose, line: usize) -> Weight {
    match (whose, line) {
        (Whose::Line(_), 0) => Weight::Bold,
        _ => Weight::Regular,
    }
}

/// The sign of a turn is that of the band on its side.
fn sign(turn: Turn) -> Band {
    match turn {
        Turn::Better => Band::Best,
        Turn::Same => Band::Middle,
        Turn::Worse => Band::Worst,
    }
}

fn end(model: &Model, side: Side, (whose, said): (Whose, Said), tip: Point, (x, y): Point) -> End {
    let (ink, text_ink) = match whose {
        Whose::Line(place) => {
            let look = model.lines[place].emphasis.look();
            (look.shape, look.text)
        }
        Whose::Median => (Ink::Median, Ink::Text),
    };
    let last = said.lines.len() - 1;
    let first = y - LEADING * last as f64 / 2.0;
    let at = |line: usize| first + LEADING * line as f64;
    let labels = said
        .lines
        .into_iter()
        .enumerate()
        .map(|(line, text)| {
            let shift = if line == last && said.sign.is_some() {
                SIGN
            } else {
                0.0
            };
            let anchor = match side {
                Side::Left => Anchor::End,
                Side::Right => Anchor::Start,
            };
            let ink = if line == 0 { text_ink } else { Ink::Text };
            Label::quiet(x + shift, at(line), anchor, text).with(ink, weight(whose, line))
        })
        .collect();
    let (from, to) = match side {
        Side::Left => ((tip.0 - 6.0, tip.1), (x + 2.0, y)),
        Side::Right => ((tip.0 + 6.0, tip.1), (x - 2.0, y)),
    };
    End {
        labels,
        sign: said.sign.map(|sign| (sign, (x + 5.0, at(last)))),
        leader: ((tip.1 - y).abs() > 4.0).then_some((from, to)),
        ink,
    }
}
