//! What a trend shows: lines over periods, the peers' median and middle half, the range of the axis. No pixels.

use super::TrendInput;
use crate::card::{Datum, Standing};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::emphasis::Emphasis;
use crate::key::KeySign;
use crate::mark::Card;
use crate::names::name_of;
use crate::ranking::FEWEST_FOR_MEDIAN;
use crate::words::{Writing, explained, no_trend};
use blis_domain::area::AreaCode;
use blis_domain::compare::{Band, Comparison, FEWEST_FOR_BANDS, compare};
use blis_domain::finding;
use blis_domain::period::Period;
use blis_domain::series::Series;
use blis_domain::status::ObservationStatus;
use blis_domain::text::Language;
use std::collections::HashMap;

/// One value of a line.
#[derive(Debug, Clone)]
pub(crate) struct PointValue {
    pub(crate) value: f64,
    pub(crate) status: ObservationStatus,
    pub(crate) certainty: Certainty,
    /// The series breaks before it.
    pub(crate) breaks: bool,
    /// Whether those it is about say something of it.
    pub(crate) explained: bool,
    pub(crate) card: Card,
}

/// One area in time.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) area: AreaCode,
    pub(crate) name: String,
    pub(crate) emphasis: Emphasis,
    /// One a period.
    pub(crate) points: Vec<Option<PointValue>>,
}

/// A trend without its places.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) language: Language,
    pub(crate) writing: Writing,
    pub(crate) decimals: u8,
    /// The unit, for the head of the axis.
    pub(crate) symbol: String,
    pub(crate) periods: Vec<Period>,
    /// Own, picks, then the others by their rank in the last period.
    pub(crate) lines: Vec<Line>,
    pub(crate) median: Vec<Option<f64>>,
    pub(crate) half: Vec<Option<(f64, f64)>>,
    /// The values the axis spans.
    pub(crate) range: (f64, f64),
    pub(crate) description: String,
}

impl Model {
    pub(crate) fn of(input: &TrendInput<'_>) -> Result<Model, CannotDraw> {
        let members = members(input);
        let block = with_values(&input.series.narrowed(&members, None, None))?;
        let peers: Vec<AreaCode> = members
            .iter()
            .filter(|area| *area == input.area || input.peers.contains(area))
            .cloned()
            .collect();
        let comparisons: Vec<Comparison> = block
            .periods
            .iter()
            .map(|&period| compare(input.indicator, &block, input.area, "", &peers, Some(period)))
            .collect();
        let ranks: Vec<HashMap<&AreaCode, Standing>> = comparisons.iter().map(standings).collect();
        let mut lines: Vec<Line> = (0..members.len())
            .map(|column| line(input, &block, column, &comparisons, &ranks))
            .filter(|line| line.points.iter().any(Option::is_some))
            .collect();
        let last_rank = |line: &Line| {
            ranks
                .last()
                .and_then(|ranks| ranks.get(&line.area))
                .map_or(u32::MAX, |standing| standing.rank)
        };
        lines.sort_by_key(|line| match line.emphasis {
            Emphasis::Own => (0, 0),
            Emphasis::Pick(place) => (1, place as u32),
            Emphasis::Rest => (2, last_rank(line)),
        });
        let enough = |comparison: &Comparison, fewest: usize| comparison.items.len() >= fewest;
        let median: Vec<Option<f64>> = comparisons
            .iter()
            .map(|one| {
                one.summary
                    .peers
                    .median
                    .filter(|_| enough(one, FEWEST_FOR_MEDIAN))
            })
            .collect();
        let half: Vec<Option<(f64, f64)>> = comparisons
            .iter()
            .map(|one| {
                let peers = &one.summary.peers;
                peers.q1.zip(peers.q3).filter(|_| enough(one, FEWEST_FOR_BANDS))
            })
            .collect();
        let symbol = input.indicator.unit.symbol.get(input.language);
        Ok(Model {
            language: input.language,
            writing: Writing::new(input.language, input.indicator.decimals, symbol),
            decimals: input.indicator.decimals,
            symbol: symbol.to_owned(),
            range: range(&lines, &median, &half),
            description: description(input, &block, &peers),
            periods: block.periods,
            lines,
            median,
            half,
        })
    }
}

impl Model {
    /// What the key has to explain; the middle half only when its band has no room for words.
    pub(crate) fn key(&self, half: bool) -> Vec<(KeySign, String)> {
        let half = half.then(|| {
            (
                KeySign::Half,
                finding::band(self.language, Band::Middle).to_owned(),
            )
        });
        let is_drawn = |line: &Line| line.emphasis != Emphasis::Rest;
        half.into_iter()
            .chain(self.key_of(is_drawn, is_drawn, is_drawn))
            .collect()
    }

    /// What the key has to explain where every area is a dot, the own line alone is a line, and the picks are marked with
    /// the own area.
    pub(crate) fn key_of_dots(&self) -> Vec<(KeySign, String)> {
        self.key_of(
            |_| true,
            |line| line.emphasis == Emphasis::Own,
            |line| line.emphasis != Emphasis::Rest,
        )
    }

    /// The signs of what is drawn: of which lines dots, breaks and explanations are.
    fn key_of(
        &self,
        has_dots: fn(&Line) -> bool,
        has_breaks: fn(&Line) -> bool,
        has_explanations: fn(&Line) -> bool,
    ) -> Vec<(KeySign, String)> {
        let mut wanted = Vec::new();
        let of = |is_drawn: fn(&Line) -> bool| {
            let lines = self.lines.iter().filter(move |line| is_drawn(line));
            lines.flat_map(|line| line.points.iter().flatten())
        };
        for certainty in [Certainty::Provisional, Certainty::Estimated] {
            // A look may stand for several statuses: the key names those that are seen.
            let mut words: Vec<&str> = Vec::new();
            for point in of(has_dots).filter(|point| point.certainty == certainty) {
                words.extend(finding::status(self.language, point.status).filter(|one| !words.contains(one)));
            }
            if !words.is_empty() {
                wanted.push((KeySign::Dot(certainty), words.join(", ")));
            }
        }
        if of(has_breaks).any(|point| point.breaks) {
            let words = finding::status(self.language, ObservationStatus::Break);
            wanted.extend(words.map(|words| (KeySign::Break, words.to_owned())));
        }
        if of(has_explanations).any(|point| point.explained) {
            wanted.push((KeySign::Explained, explained(self.language).to_owned()));
        }
        wanted
    }
}

/// The own area, the picks, the peers: each once.
pub(crate) fn members(input: &TrendInput<'_>) -> Vec<AreaCode> {
    let mut seen = std::collections::HashSet::new();
    std::iter::once(input.area)
        .chain(input.picks)
        .chain(input.peers)
        .filter(|area| seen.insert(*area))
        .cloned()
        .collect()
}

/// The block from the first to the last period in which anybody has a value.
pub(crate) fn with_values(block: &Series) -> Result<Series, CannotDraw> {
    let filled = |row: &&Vec<Option<f64>>| row.iter().any(Option::is_some);
    let has_value: Vec<bool> = block.values.iter().map(|row| filled(&row)).collect();
    let first = has_value
        .iter()
        .position(|has| *has)
        .ok_or(CannotDraw::NoValues)?;
    let last = has_value
        .iter()
        .rposition(|has| *has)
        .ok_or(CannotDraw::NoValues)?;
    if block
        .values
        .iter()
        .flatten()
        .flatten()
        .any(|value| !value.is_finite())
    {
        return Err(CannotDraw::NotFinite);
    }
    let ends = (
        block.periods.get(first).copied(),
        block.periods.get(last).copied(),
    );
    Ok(block.narrowed(&block.areas, ends.0, ends.1))
}

fn standings(comparison: &Comparison) -> HashMap<&AreaCode, Standing> {
    comparison
        .items
        .iter()
        .map(|item| {
            let standing = Standing {
                rank: item.rank,
                of: comparison.summary.of,
                band: item.band,
            };
            (&item.area, standing)
        })
        .collect()
}

fn line(
    input: &TrendInput<'_>,
    block: &Series,
    column: usize,
    comparisons: &[Comparison],
    ranks: &[HashMap<&AreaCode, Standing>],
) -> Line {
    let area = &block.areas[column];
    let name = name_of(input.names, area);
    let points = (0..block.periods.len())
        .map(|row| {
            let cell = block.cell_at(row, column);
            cell.value.map(|value| PointValue {
                value,
                status: cell.status,
                certainty: Certainty::of(cell.status),
                breaks: cell.status == ObservationStatus::Break,
                explained: block.explanation(area, block.periods[row]).is_some(),
                card: Datum {
                    title: &name,
                    period: Some(block.periods[row]),
                    value,
                    status: cell.status,
                    standing: ranks[row].get(area).copied(),
                    median: comparisons[row].summary.peers.median,
                    explanation: block.explanation(area, block.periods[row]),
                }
                .card(input.language, input.indicator),
            })
        })
        .collect();
    Line {
        area: area.clone(),
        emphasis: Emphasis::of(area, input.area, input.picks),
        name,
        points,
    }
}

/// The range of what is drawn, with a little air; it does not reach below zero where no value does.
fn range(lines: &[Line], median: &[Option<f64>], half: &[Option<(f64, f64)>]) -> (f64, f64) {
    let drawn = lines
        .iter()
        .filter(|line| line.emphasis != Emphasis::Rest)
        .flat_map(|line| line.points.iter().flatten().map(|point| point.value))
        .chain(median.iter().flatten().copied())
        .chain(half.iter().flatten().flat_map(|(q1, q3)| [*q1, *q3]));
    let mut ends = drawn.fold(None, stretched);
    if ends.is_none() {
        // Neither own nor picked nor enough for a median: what there is decides.
        ends = lines
            .iter()
            .flat_map(|line| line.points.iter().flatten().map(|point| point.value))
            .fold(None, stretched);
    }
    airy(ends)
}

/// The range of values, with a little air; it does not reach below zero where no value does.
pub(crate) fn with_air(values: impl Iterator<Item = f64>) -> (f64, f64) {
    airy(values.fold(None, stretched))
}

fn airy(ends: Option<(f64, f64)>) -> (f64, f64) {
    let (low, high) = ends.unwrap_or((0.0, 1.0));
    let air = match high / 2.0 - low / 2.0 {
        0.0 if high == 0.0 => 1.0,
        0.0 => high.abs() * 0.1,
        half_length => half_length * 0.14,
    };
    let floor = if low >= 0.0 { 0.0 } else { f64::MIN };
    ((low - air).max(floor), (high + air).min(f64::MAX))
}

fn stretched(ends: Option<(f64, f64)>, value: f64) -> Option<(f64, f64)> {
    let (low, high) = ends.unwrap_or((value, value));
    Some((low.min(value), high.max(value)))
}

fn description(input: &TrendInput<'_>, block: &Series, peers: &[AreaCode]) -> String {
    let title = input.indicator.name.get(input.language);
    let own = name_of(input.names, input.area);
    let periods: Vec<String> = block.periods.iter().map(Period::to_string).collect();
    let trend = finding::trend(
        input.language,
        input.indicator,
        &periods,
        &block.line(input.area),
        &block.spreads(peers),
    );
    match trend {
        Some(sentence) => format!("{title}. {own}, {sentence}"),
        None => format!("{title}. {own}. {}", no_trend(input.language)),
    }
}
