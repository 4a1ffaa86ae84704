//! What a scatter says: the cards of its marks, and its description.

use super::axis::AxisModel;
use super::model::{Colouring, Point};
use super::{ScatterAxis, ScatterInput};
use crate::card::clipped;
use crate::emphasis::Emphasis;
use crate::mark::Card;
use crate::names::name_of;
use crate::words::{self, scatter};
use blis_domain::area::AreaCode;
use blis_domain::compare::Comparison;
use blis_domain::finding;
use blis_domain::locale::quantity;
use blis_domain::pairing::{Unpaired, pair};
use blis_domain::period::Period;
use blis_domain::series::Cell;
use blis_domain::text::Language;
use blis_domain::thirds::Third;

/// The most names of areas at the same place that a card has room for.
const MOST_NAMES: usize = 4;

/// What the cards of one period draw from.
pub(super) struct Telling<'a> {
    pub(super) input: &'a ScatterInput<'a>,
    /// The comparisons of the two axes: who stands where.
    pub(super) comparisons: [&'a Comparison; 2],
    pub(super) colouring: &'a Colouring,
}

impl Telling<'_> {
    /// The card: period, both values with rank and status, the class, the population, what is said of the values.
    pub(super) fn card(&self, name: &str, area: &AreaCode, values: [f64; 2], third: Option<Third>) -> Card {
        let input = self.input;
        let (language, period) = (input.language, input.period);
        let axes = [input.x, input.y];
        let mut lines = vec![period.to_string()];
        for ((axis, value), comparison) in axes.iter().zip(values).zip(self.comparisons) {
            let mut line = of_axis(language, axis, value);
            // Alone there is no rank; an area outside the set has none.
            let item = comparison.items.iter().find(|item| item.area == *area);
            if let Some(item) = item.filter(|_| comparison.summary.of > 1) {
                let rank = finding::rank(
                    language,
                    axis.indicator.direction,
                    item.rank,
                    comparison.summary.of,
                );
                line = format!("{line} · {rank}");
            }
            let status = finding::status(language, axis.series.cell(area, period).status);
            if let Some(status) = status {
                line = format!("{line} · {status}");
            }
            lines.push(line);
        }
        lines.extend(self.colour(area, third));
        let residents = input.residents.counts.get(area).copied();
        lines.push(scatter::residents(
            language,
            residents.map(|count| (count, input.residents.period)),
        ));
        let said = axes
            .iter()
            .filter_map(|axis| axis.series.explanation(area, period));
        lines.extend(said.map(|one| clipped(&finding::explained(language, one))));
        Card {
            title: name.to_owned(),
            lines,
        }
    }

    /// The value that colour and shape show, with its class.
    fn colour(&self, area: &AreaCode, third: Option<Third>) -> Option<String> {
        let (language, colour) = (self.input.language, self.input.colour?);
        let name = colour.indicator.name.get(language);
        let cell = colour.series.cell(area, self.input.period);
        let Some(value) = cell.value else {
            let reason = cell
                .reason()
                .map(|reason| finding::missing_reason(language, reason));
            return Some(format!(
                "{name}: {}",
                reason.unwrap_or(scatter::unclassed(language))
            ));
        };
        let symbol = colour.indicator.unit.symbol.get(language);
        let written = quantity(language, value, colour.indicator.decimals, symbol);
        let mut line = format!("{name}: {written}");
        let notes = [
            third.map(|third| finding::third(language, third)),
            finding::status(language, cell.status),
        ];
        for note in notes.into_iter().flatten() {
            line = format!("{line} · {note}");
        }
        Some(line)
    }
}

/// The card of an earlier period.
pub(super) fn earlier(input: &ScatterInput<'_>, point: &Point, period: Period, cells: [Cell; 2]) -> Card {
    let language = input.language;
    let mut lines = vec![period.to_string()];
    for (axis, cell) in [input.x, input.y].iter().zip(cells) {
        let Some(value) = cell.value else { continue };
        let line = of_axis(language, axis, value);
        lines.push(match finding::status(language, cell.status) {
            Some(status) => format!("{line} · {status}"),
            None => line,
        });
    }
    Card {
        title: point.name.clone(),
        lines,
    }
}

fn of_axis(language: Language, axis: &ScatterAxis<'_>, value: f64) -> String {
    format!(
        "{}: {}",
        axis.indicator.name.get(language),
        written(language, axis, value)
    )
}

fn written(language: Language, axis: &ScatterAxis<'_>, value: f64) -> String {
    let symbol = axis.indicator.unit.symbol.get(language);
    quantity(language, value, axis.indicator.decimals, symbol)
}

/// Adds to each card who else lies at exactly the same place. The points are in the order of their values.
pub(super) fn tell_of_same_places(language: Language, points: &mut [Point]) {
    for same in points.chunk_by_mut(|one, next| one.x == next.x && one.y == next.y) {
        if same.len() < 2 {
            continue;
        }
        let names: Vec<String> = same.iter().map(|point| point.name.clone()).collect();
        for (place, point) in same.iter_mut().enumerate() {
            let others = names.iter().enumerate().filter(|(other, _)| *other != place);
            let mut told: Vec<&str> = others.map(|(_, name)| name.as_str()).collect();
            let more = told.len().saturating_sub(MOST_NAMES);
            let rest = words::more(language, more);
            told.truncate(MOST_NAMES);
            if more > 0 {
                told.push(&rest);
            }
            point.card.lines.push(scatter::same_place(language, &told));
        }
    }
}

/// Both indicators and the period, what they say together and where the own area stands.
pub(super) fn description(
    input: &ScatterInput<'_>,
    axes: [&AxisModel; 2],
    points: &[Point],
    unpaired: &[Unpaired],
) -> String {
    let language = input.language;
    let (x, y) = (input.x.indicator, input.y.indicator);
    let pairing = pair(
        input.x.series,
        input.y.series,
        input.area,
        input.peers,
        input.period,
    );
    let mut said = vec![
        format!("{} / {}, {}.", axes[0].title, axes[1].title, input.period),
        finding::together(language, x, y, &pairing),
    ];
    let own = name_of(input.names, input.area);
    if let Some(point) = points.iter().find(|point| point.emphasis == Emphasis::Own) {
        let (x, y) = (
            written(language, &input.x, point.x),
            written(language, &input.y, point.y),
        );
        said.push(scatter::stands(language, &own, Ok((&x, &y))));
    } else if let Some(one) = unpaired.iter().find(|one| one.area == *input.area) {
        let reason = finding::unpaired(language, x, y, one);
        said.push(scatter::stands(language, &own, Err(&reason)));
    }
    said.join(" ")
}
