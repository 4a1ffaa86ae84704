//! What stands behind the bars of a ranking: the grid with its numbers, the middle half, the median.
//!
//! No line runs through a text: grid and median are interrupted where a name or a value is written.

use super::columns::{Columns, Form};
use super::layout::PlacedRow;
use super::model::Model;
use crate::place::{Anchor, Frame, Label};
use crate::text_width::Weight;
use crate::theme::{Ink, LINE, MARGIN};
use crate::ticks::ticks;

/// The free space around a text that a line keeps.
const AIR: f64 = 2.0;

/// A round value on the axis.
#[derive(Debug, Clone)]
pub(crate) struct Tick {
    /// The pieces of its grid line.
    pub(crate) line: Vec<Frame>,
    /// `None` where two labels would touch.
    pub(crate) label: Option<Label>,
}

/// The median: its name and the dashes of its line.
#[derive(Debug, Clone)]
pub(crate) struct MedianLine {
    pub(crate) label: Label,
    pub(crate) dashes: Vec<Frame>,
}

/// The ticks. The last one names the unit; where labels would touch, the zero and the unit stay.
pub(crate) fn grid(
    model: &Model,
    columns: &Columns,
    label_y: f64,
    span: (f64, f64),
    texts: &[Frame],
    width: f64,
) -> Vec<Tick> {
    let mut round = ticks(model.range.0, model.range.1, model.decimals);
    if round.values.is_empty() {
        round.values.push(0.0);
    }
    let last = round.values.len().saturating_sub(1);
    let labels: Vec<Label> = round
        .values
        .iter()
        .enumerate()
        .map(|(place, &value)| {
            let text = if place == last && value != 0.0 {
                model.writing.tick_with_unit(value, round.decimals)
            } else {
                model.writing.tick(value, round.decimals)
            };
            Label::quiet(columns.scale.at(value), label_y, Anchor::Middle, text)
                .within(MARGIN, width - MARGIN)
        })
        .collect();
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&place| (round.values[place] != 0.0, place != last));
    let mut kept: Vec<usize> = Vec::new();
    for place in order {
        let frame = labels[place].frame().grown(4.0);
        if kept
            .iter()
            .all(|&other| !frame.overlaps_across(&labels[other].frame()))
        {
            kept.push(place);
        }
    }
    labels
        .into_iter()
        .enumerate()
        .map(|(place, label)| Tick {
            line: uninterrupted(columns.scale.at(round.values[place]), span, texts),
            label: kept.contains(&place).then_some(label),
        })
        .collect()
}

/// The pieces of the line of zero, from which the bars grow.
pub(crate) fn zero(columns: &Columns, span: (f64, f64), texts: &[Frame]) -> Vec<Frame> {
    uninterrupted(columns.scale.at(0.0), span, texts)
}

/// The middle half: one band behind all bars, or a track behind each where names stand between them.
pub(crate) fn half(
    model: &Model,
    columns: &Columns,
    (top, bottom): (f64, f64),
    rows: &[PlacedRow],
) -> Vec<Frame> {
    let Some((q1, q3)) = model.half else {
        return Vec::new();
    };
    let from = columns.scale.at(q1);
    let across = (from, columns.scale.at(q3).max(from + 1.0));
    match columns.form {
        Form::Beside => vec![Frame::between(across, (top, bottom))],
        Form::Above => rows
            .iter()
            .map(|row| Frame::between(across, (row.bar.y - 2.0, row.bar.bottom() + 2.0)))
            .collect(),
    }
}

/// The median's line, in dashes that keep the rhythm of the rows, under its name.
pub(crate) fn median(
    model: &Model,
    columns: &Columns,
    (name_top, top): (f64, f64),
    (ticks, rows): (&[Tick], &[PlacedRow]),
    texts: &[Frame],
    width: f64,
) -> Option<MedianLine> {
    let value = model.median?;
    let x = columns.scale.at(value);
    let label = Label::quiet(
        x,
        name_top + LINE / 2.0,
        Anchor::Middle,
        model.writing.median(value),
    )
    .with(Ink::Text, Weight::Regular)
    .within(MARGIN, width - MARGIN);
    let number_in_the_way = ticks
        .iter()
        .filter_map(|tick| tick.label.as_ref())
        .any(|label| label.frame().grown(3.0).crosses(x));
    let mut dashes = Vec::new();
    if !number_in_the_way {
        dashes.push(hairline(x, name_top + LINE + 1.0, top - 2.0));
    }
    for row in rows {
        match columns.form {
            Form::Beside => {
                dashes.push(hairline(x, row.reach.y + 2.0, row.reach.y + 8.0));
                dashes.push(hairline(x, row.reach.y + 11.0, row.reach.y + 17.0));
            }
            Form::Above => dashes.push(hairline(x, row.bar.y, row.bar.bottom() + 4.0)),
        }
    }
    dashes.retain(|dash| !texts.iter().any(|text| text.grown(AIR).overlaps(dash)));
    Some(MedianLine { label, dashes })
}

/// The pieces of an upright line that no text interrupts. `texts` lie in order from top to bottom.
fn uninterrupted(x: f64, (top, bottom): (f64, f64), texts: &[Frame]) -> Vec<Frame> {
    let mut pieces = Vec::new();
    let mut from = top;
    for text in texts
        .iter()
        .map(|text| text.grown(AIR))
        .filter(|text| text.crosses(x))
    {
        if text.y > from {
            pieces.push(hairline(x, from, text.y));
        }
        from = from.max(text.bottom());
    }
    if bottom > from {
        pieces.push(hairline(x, from, bottom));
    }
    pieces
}

/// An upright line of one whole pixel, so that it stays crisp.
fn hairline(x: f64, top: f64, bottom: f64) -> Frame {
    Frame::between((x.floor(), x.floor() + 1.0), (top, bottom))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stops_at_texts_and_goes_on() {
        let text = |y: f64| Frame {
            x: 0.0,
            y,
            width: 20.0,
            height: 10.0,
        };
        let pieces = uninterrupted(10.0, (0.0, 100.0), &[text(20.0), text(31.0), text(60.0)]);
        let spans: Vec<(f64, f64)> = pieces.iter().map(|piece| (piece.y, piece.bottom())).collect();
        assert_eq!(spans, [(0.0, 18.0), (43.0, 58.0), (72.0, 100.0)]);
    }
}
