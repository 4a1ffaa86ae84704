//! What a heat chart shows: rows of indicators by policy area, a column an area, the sign of each cell. No pixels.

use super::HeatInput;
use super::cell::Sign;
use crate::card::{Datum, Standing};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::emphasis::Emphasis;
use crate::key::KeySign;
use crate::mark::Card;
use crate::names::name_of;
use crate::words::{Writing, explained, no_value, undirected, without_quarters};
use blis_domain::area::AreaCode;
use blis_domain::compare::{Band, BandReason, Comparison, ComparisonSummary, Quarter, compare};
use blis_domain::finding;
use blis_domain::indicator::{Indicator, IndicatorCode, PolicyArea};
use blis_domain::locale::sort_key;
use blis_domain::period::Period;
use blis_domain::profile::{by_policy_area, highlights};
use blis_domain::series::Series;
use blis_domain::status::{MissingReason, ObservationStatus};
use blis_domain::text::Language;
use std::collections::{HashMap, HashSet};

/// How many indicators that stand out are named.
const NAMED: usize = 3;

/// One value, or its absence.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) sign: Sign,
    /// The value, as short as beside a bar.
    pub(super) written: Option<String>,
    pub(super) status: ObservationStatus,
    pub(super) certainty: Certainty,
    /// Whether those it is about say something of it.
    pub(super) explained: bool,
    pub(super) card: Card,
}

/// One indicator.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) indicator: IndicatorCode,
    pub(super) name: String,
    pub(super) period: Option<Period>,
    /// One a column.
    pub(super) cells: Vec<Cell>,
}

/// The indicators of a policy area.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) rows: Vec<Row>,
}

/// One area.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) area: AreaCode,
    pub(super) name: String,
    pub(super) emphasis: Emphasis,
}

/// A heat chart without its places.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) language: Language,
    /// The own area, then the others by name.
    pub(super) columns: Vec<Column>,
    pub(super) groups: Vec<Group>,
    /// The period of most indicators; the others say theirs.
    pub(super) period: Option<Period>,
    pub(super) description: String,
}

impl Model {
    pub(super) fn of(input: &HeatInput<'_>) -> Result<Model, CannotDraw> {
        let columns = columns(input);
        let areas: Vec<AreaCode> = columns.iter().map(|column| column.area.clone()).collect();
        let mut groups: Vec<Group> = Vec::new();
        let mut summaries: Vec<ComparisonSummary> = Vec::new();
        for policy_area in PolicyArea::ALL {
            // Base counts are what formulas are made of, and no part of an overview.
            let of_area = |(indicator, _): &&(&Indicator, &Series)| {
                indicator.policy_area == *policy_area && indicator.dimension.is_shown()
            };
            let mut rows = Vec::new();
            for (indicator, series) in input.indicators.iter().filter(of_area) {
                let block = series.narrowed(&areas, None, None);
                let mut values = block.values.iter().flatten().flatten();
                if !values.all(|value| value.is_finite()) {
                    return Err(CannotDraw::NotFinite);
                }
                let period = block.latest_period();
                let compared = compare(indicator, &block, input.area, "", input.peers, period);
                rows.push(row(input, indicator, &block, &columns, &compared));
                summaries.push(compared.summary);
            }
            if !rows.is_empty() {
                groups.push(Group {
                    title: finding::policy_area(input.language, *policy_area),
                    rows,
                });
            }
        }
        let model = Model {
            language: input.language,
            period: usual_period(&groups),
            description: description(input, &summaries),
            columns,
            groups,
        };
        let says_something = model.cells().any(|cell| cell.sign != Sign::Missing);
        says_something.then_some(model).ok_or(CannotDraw::NoValues)
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows().flat_map(|row| &row.cells)
    }

    /// What the key has to explain.
    pub(super) fn key(&self) -> Vec<(KeySign, String)> {
        let language = self.language;
        let has = |sign: Sign| self.cells().any(|cell| cell.sign == sign);
        let bands = [Band::Best, Band::Middle, Band::Worst];
        let quarters = [Quarter::Upper, Quarter::Middle, Quarter::Lower];
        let mut wanted = Vec::new();
        if bands.iter().any(|band| has(Sign::Band(*band))) {
            let words = |band| finding::band(language, band).to_owned();
            wanted.extend(bands.map(|band| (KeySign::Cell(Sign::Band(band)), words(band))));
        }
        if quarters.iter().any(|quarter| has(Sign::Quarter(*quarter))) {
            let words = |quarter| undirected(language, quarter);
            wanted.extend(quarters.map(|one| (KeySign::Cell(Sign::Quarter(one)), words(one))));
        }
        if has(Sign::Plain) {
            wanted.push((KeySign::Cell(Sign::Plain), without_quarters(language).to_owned()));
        }
        if has(Sign::Missing) {
            let words = finding::band_reason(language, BandReason::NoValue).to_owned();
            wanted.push((KeySign::Cell(Sign::Missing), words));
        }
        for certainty in [Certainty::Provisional, Certainty::Estimated] {
            // A look may stand for several statuses: the key names those that are seen.
            let mut words: Vec<&str> = Vec::new();
            for cell in self.cells().filter(|cell| cell.certainty == certainty) {
                words.extend(finding::status(language, cell.status).filter(|one| !words.contains(one)));
            }
            if !words.is_empty() {
                wanted.push((KeySign::Bar(certainty), words.join(", ")));
            }
        }
        if self.cells().any(|cell| cell.explained) {
            wanted.push((KeySign::Explained, explained(language).to_owned()));
        }
        wanted
    }
}

/// The own area, then picks and peers by name, each once.
fn columns(input: &HeatInput<'_>) -> Vec<Column> {
    let mut seen = HashSet::new();
    let mut columns: Vec<Column> = std::iter::once(input.area)
        .chain(input.picks)
        .chain(input.peers)
        .filter(|area| seen.insert(*area))
        .map(|area| Column {
            area: area.clone(),
            name: name_of(input.names, area),
            emphasis: Emphasis::of(area, input.area, input.picks),
        })
        .collect();
    columns.sort_by_cached_key(|column| {
        let is_other = column.emphasis != Emphasis::Own;
        (is_other, sort_key(&column.name), column.area.clone())
    });
    columns
}

fn row(
    input: &HeatInput<'_>,
    indicator: &Indicator,
    block: &Series,
    columns: &[Column],
    compared: &Comparison,
) -> Row {
    let standings: HashMap<&AreaCode, Standing> = compared
        .items
        .iter()
        .map(|item| {
            let standing = Standing {
                rank: item.rank,
                of: compared.summary.of,
                band: item.band,
            };
            (&item.area, standing)
        })
        .collect();
    let name = indicator.name.get(input.language);
    Row {
        indicator: indicator.code.clone(),
        name: name.to_owned(),
        period: compared.summary.period,
        cells: columns
            .iter()
            .map(|column| {
                let standing = standings.get(&column.area).copied();
                cell(input.language, indicator, block, column, (compared, standing))
            })
            .collect(),
    }
}

fn cell(
    language: Language,
    indicator: &Indicator,
    block: &Series,
    column: &Column,
    (compared, standing): (&Comparison, Option<Standing>),
) -> Cell {
    let summary = &compared.summary;
    let known = summary.period.map(|period| block.cell(&column.area, period));
    let explanation = summary
        .period
        .and_then(|period| block.explanation(&column.area, period));
    let status = known.map_or(ObservationStatus::Missing, |cell| cell.status);
    let name = indicator.name.get(language).to_owned();
    let Some(value) = known.and_then(|cell| cell.value) else {
        let reason = known
            .and_then(|cell| cell.reason())
            .unwrap_or(MissingReason::NotAvailable);
        let mut lines = vec![name, no_value(language, summary.period, reason)];
        lines.extend(explanation.map(|one| finding::explained(language, one)));
        return Cell {
            sign: Sign::Missing,
            written: None,
            status,
            certainty: Certainty::Firm,
            explained: explanation.is_some(),
            card: Card {
                title: column.name.clone(),
                lines,
            },
        };
    };
    // A pick outside the comparison set has neither rank nor band among it.
    let band = standing.and_then(|standing| standing.band);
    let quarter = standing.and_then(|_| summary.quarter(value));
    let reason = standing.and_then(|_| summary.without_bands());
    let (sign, said) = match (band, reason, quarter) {
        (Some(band), _, _) => (Sign::Band(band), None),
        (None, Some(BandReason::NoDirection), Some(quarter)) => (
            Sign::Quarter(quarter),
            Some(finding::quarter(language, quarter).to_owned()),
        ),
        (None, Some(reason), _) => (
            Sign::Plain,
            Some(finding::band_reason(language, reason).to_owned()),
        ),
        (None, None, _) => (Sign::Plain, None),
    };
    let mut card = Datum {
        title: &column.name,
        period: summary.period,
        value,
        status,
        standing,
        median: summary.peers.median,
        explanation,
    }
    .card(language, indicator);
    // The indicator comes before its value, the quarter after the rank.
    card.lines.insert(0, name);
    if let Some(said) = said {
        card.lines.insert(card.lines.len().min(3), said);
    }
    let symbol = indicator.unit.symbol.get(language);
    let writing = Writing::new(language, indicator.decimals, symbol);
    Cell {
        sign,
        written: Some(writing.short(value)),
        status,
        certainty: Certainty::of(status),
        explained: explanation.is_some(),
        card,
    }
}

/// The period that most indicators have, and of those as frequent the latest.
fn usual_period(groups: &[Group]) -> Option<Period> {
    let periods: Vec<Period> = groups
        .iter()
        .flat_map(|group| &group.rows)
        .filter_map(|row| row.period)
        .collect();
    let times = |period: &Period| periods.iter().filter(|one| *one == period).count();
    periods
        .iter()
        .copied()
        .max_by_key(|period| (times(period), *period))
}

fn description(input: &HeatInput<'_>, summaries: &[ComparisonSummary]) -> String {
    let language = input.language;
    let own = name_of(input.names, input.area);
    let indicators: Vec<&Indicator> = input.indicators.iter().map(|(indicator, _)| *indicator).collect();
    let found = highlights(&indicators, summaries, NAMED);
    let names = |items: &[&ComparisonSummary]| -> Vec<&str> {
        let name = |code: &IndicatorCode| {
            let of_code = indicators.iter().find(|indicator| indicator.code == *code)?;
            Some(of_code.name.get(language))
        };
        items.iter().filter_map(|item| name(&item.indicator)).collect()
    };
    let mut said = vec![finding::overview(
        language,
        &own,
        &by_policy_area(&indicators, summaries),
    )];
    said.extend(finding::standing_out(
        language,
        &names(&found.better),
        &names(&found.worse),
    ));
    said.join(" ")
}
