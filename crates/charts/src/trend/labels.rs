//! Names on the data: at the ends of the lines, pushed apart.

use super::curves::PlacedLine;
use super::model::{Line, Model};
use crate::dash::Point;
use crate::emphasis::Emphasis;
use crate::names::fitted;
use crate::place::{Anchor, Frame, Label};
use crate::spread::spread;
use crate::text_width::{Weight, text_width};
use crate::theme::{Ink, TEXT};
use blis_domain::locale::NO_BREAK_SPACE;

/// Below this width a name and its value stand in two lines.
const NARROW: f64 = 560.0;
/// From one line of a label to the next.
const LEADING: f64 = 15.0;
/// Air between two labels.
const AIR: f64 = 2.0;
/// Between a line's end and its label.
const BESIDE: f64 = 10.0;

/// The label at the end of a line.
#[derive(Debug, Clone)]
pub(crate) struct End {
    /// Name and value in one line, or in two.
    pub(crate) labels: Vec<Label>,
    /// What leads from the line's end to a label that was pushed away.
    pub(crate) leader: Option<(Point, Point)>,
    pub(crate) ink: Ink,
}

/// How much the ends of lines say: less where long numbers leave the plot no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saying {
    /// Name and last value.
    NameAndValue,
    /// The name alone; the card has the value.
    Name,
    /// Nothing.
    Nothing,
}

impl Saying {
    /// From most to least.
    pub(crate) const ALL: [Saying; 3] = [Saying::NameAndValue, Saying::Name, Saying::Nothing];
}

/// Whose end it is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Whose {
    Line(usize),
    Median,
}

/// The labels before they have places: own, median, picks.
pub(crate) struct Ends {
    ends: Vec<(Whose, Vec<String>)>,
    /// The room the widest takes.
    pub(crate) width: f64,
}

impl Ends {
    pub(crate) fn of(model: &Model, width: f64, saying: Saying) -> Ends {
        let mut ends = Ends {
            ends: Vec::new(),
            width: 0.0,
        };
        if saying == Saying::Nothing {
            return ends;
        }
        let room = Room::of(width);
        let drawn = model.lines.iter().enumerate();
        for (place, line) in drawn.filter(|(_, line)| line.emphasis != Emphasis::Rest) {
            ends.push(Whose::Line(place), line_end(model, line, room, saying));
            if line.emphasis == Emphasis::Own {
                // Before the picks: when the height is short, those go without a label first.
                ends.push(Whose::Median, median_end(model, room, saying));
            }
        }
        if !ends.ends.iter().any(|(whose, _)| *whose == Whose::Median) {
            ends.push(Whose::Median, median_end(model, room, saying));
        }
        ends
    }

    fn push(&mut self, whose: Whose, texts: Option<Vec<String>>) {
        let Some(texts) = texts else { return };
        let widths = texts.iter().map(|text| text_width(text, TEXT, weight(whose)));
        self.width = widths.fold(self.width, f64::max);
        self.ends.push((whose, texts));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub(crate) fn placed(
        self,
        model: &Model,
        lines: &[PlacedLine],
        median: &[Option<Point>],
        plot: Frame,
    ) -> Vec<End> {
        let tallest = self.ends.iter().map(|(_, texts)| texts.len()).max().unwrap_or(1);
        let height = LEADING * tallest as f64 + AIR;
        let bounds = (plot.y - 8.0, plot.bottom() + 8.0);
        let fitting = ((bounds.1 - bounds.0) / height).floor() as usize;
        let tips: Vec<(Whose, Vec<String>, Point)> = self
            .ends
            .into_iter()
            .take(fitting)
            .filter_map(|(whose, texts)| {
                let points = match whose {
                    Whose::Line(place) => &lines[place].points,
                    Whose::Median => median,
                };
                let tip = points.iter().rev().flatten().next()?;
                Some((whose, texts, *tip))
            })
            .collect();
        let wishes: Vec<f64> = tips.iter().map(|(_, _, tip)| tip.1).collect();
        let places = spread(&wishes, height, bounds);
        tips.into_iter()
            .zip(places)
            .map(|((whose, texts, tip), y)| end(model, whose, texts, tip, (plot.right() + BESIDE, y)))
            .collect()
    }
}

fn weight(whose: Whose) -> Weight {
    match whose {
        Whose::Line(_) => Weight::Bold,
        Whose::Median => Weight::Regular,
    }
}

/// The room of a label.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// Name and value stand in two lines.
    narrow: bool,
    /// Its greatest width.
    width: f64,
}

impl Room {
    fn of(width: f64) -> Room {
        let narrow = width < NARROW;
        let share = if narrow { 0.33 } else { 0.34 };
        Room {
            narrow,
            width: (width * share).min(260.0),
        }
    }
}

/// Name and last value of a line, with the period when the line ends before the others.
fn line_end(model: &Model, line: &Line, room: Room, saying: Saying) -> Option<Vec<String>> {
    let row = line.points.iter().rposition(Option::is_some)?;
    let mut value = model.writing.short(line.points[row].as_ref()?.value);
    if row + 1 < model.periods.len() {
        value = format!("{value}{NO_BREAK_SPACE}({})", model.periods[row]);
    }
    let name = |room: f64| fitted(&line.name, room, TEXT, Weight::Bold);
    Some(match saying {
        Saying::NameAndValue if room.narrow => vec![name(room.width), value],
        Saying::NameAndValue => {
            let taken = text_width(&format!(" {value}"), TEXT, Weight::Bold);
            vec![format!("{} {value}", name((room.width - taken).max(TEXT * 3.0)))]
        }
        Saying::Name | Saying::Nothing => vec![name(room.width)],
    })
}

/// The median's name and last value.
fn median_end(model: &Model, room: Room, saying: Saying) -> Option<Vec<String>> {
    let value = *model.median.iter().rev().flatten().next()?;
    let text = model.writing.median(value);
    Some(match (saying, text.split_once(NO_BREAK_SPACE)) {
        (Saying::NameAndValue, Some((word, value))) if room.narrow => vec![word.to_owned(), value.to_owned()],
        (Saying::Name, Some((word, _))) => vec![word.to_owned()],
        _ => vec![text],
    })
}

fn end(model: &Model, whose: Whose, texts: Vec<String>, tip: Point, (x, y): Point) -> End {
    let (ink, text_ink) = match whose {
        Whose::Line(place) => {
            let look = model.lines[place].emphasis.look();
            (look.shape, look.text)
        }
        Whose::Median => (Ink::Median, Ink::Text),
    };
    let first = y - LEADING * (texts.len() - 1) as f64 / 2.0;
    let labels = texts
        .into_iter()
        .enumerate()
        .map(|(place, text)| {
            let y = first + LEADING * place as f64;
            Label::quiet(x, y, Anchor::Start, text).with(text_ink, weight(whose))
        })
        .collect();
    // A line that ends early is named with its period; a leader across the plot would cross other lines.
    let near = x - tip.0 < BESIDE * 2.0;
    let leader = (near && (tip.1 - y).abs() > 4.0).then_some(((tip.0 + 5.0, tip.1), (x - 2.0, y)));
    End { labels, leader, ink }
}
