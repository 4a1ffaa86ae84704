//! What a scatter shows: marks by two values, their classes and trails, the ranges of both axes. No pixels.

use super::axis::AxisModel;
use super::cards::{self, Telling};
use super::trail::{Trail, trail};
use super::{ScatterColour, ScatterInput, ScatterMissing, Trails};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::emphasis::Emphasis;
use crate::mark::Card;
use crate::names::name_of;
use crate::ranking::FEWEST_FOR_MEDIAN;
use crate::words::Writing;
use blis_domain::area::AreaCode;
use blis_domain::compare::{Comparison, compare};
use blis_domain::finding;
use blis_domain::pairing::{Unpaired, pair};
use blis_domain::period::Period;
use blis_domain::series::Series;
use blis_domain::status::ObservationStatus;
use blis_domain::text::Language;
use blis_domain::thirds::{FEWEST_FOR_THIRDS, Third, Thirds};
use std::collections::HashSet;

/// One area with both values.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub(super) area: AreaCode,
    pub(super) name: String,
    pub(super) emphasis: Emphasis,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) residents: Option<u32>,
    /// Its class; `None` where the indicator of the colours has no value, or there is none.
    pub(super) third: Option<Third>,
    pub(super) statuses: [ObservationStatus; 2],
    pub(super) certainty: Certainty,
    /// Whether those it is about say something of a value.
    pub(super) explained: bool,
    pub(super) card: Card,
}

/// What colour and shape show.
#[derive(Debug, Clone)]
pub(super) enum Colouring {
    /// Nothing was asked for.
    Nothing,
    /// Nothing, because there are too few values, or because they are all equal.
    NoThirds { name: String, too_few: bool },
    /// The thirds of an indicator.
    Thirds {
        name: String,
        writing: Writing,
        thirds: Thirds,
    },
}

/// A scatter without its places.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) language: Language,
    pub(super) period: Period,
    pub(super) x: AxisModel,
    pub(super) y: AxisModel,
    /// From left to right; at the same value from below.
    pub(super) points: Vec<Point>,
    pub(super) trails: Vec<Trail>,
    pub(super) colouring: Colouring,
    pub(super) residents_period: Period,
    /// Own area and picks first.
    pub(super) unpaired: Vec<Unpaired>,
    pub(super) missing: Vec<ScatterMissing>,
    pub(super) description: String,
}

impl Model {
    pub(super) fn of(input: &ScatterInput<'_>) -> Result<Model, CannotDraw> {
        let members = members(input);
        let (x, y) = (finite(input.x.series)?, finite(input.y.series)?);
        let shown = pair(x, y, input.area, &members, input.period);
        if shown.pairs.is_empty() {
            return Err(CannotDraw::NoPairs);
        }
        let [of_x, of_y] = [input.x, input.y].map(|axis| {
            let period = Some(input.period);
            compare(axis.indicator, axis.series, input.area, "", input.peers, period)
        });
        let colour = input.colour.map(|colour| thirds_of(input, colour)).transpose()?;
        let colouring = colour.unwrap_or(Colouring::Nothing);
        let telling = Telling {
            input,
            comparisons: [&of_x, &of_y],
            colouring: &colouring,
        };
        let mut points: Vec<Point> = shown
            .pairs
            .iter()
            .map(|pair| point(input, &telling, &pair.area, (pair.x, pair.y)))
            .collect();
        points.sort_by(|one, other| {
            let by_x = one.x.total_cmp(&other.x);
            by_x.then(one.y.total_cmp(&other.y))
                .then(one.area.cmp(&other.area))
        });
        cards::tell_of_same_places(input.language, &mut points);
        let trails: Vec<Trail> = match input.trails {
            Trails::Hidden => Vec::new(),
            Trails::Shown => {
                let points = points.iter().enumerate();
                points
                    .filter_map(|(place, point)| trail(input, place, point))
                    .collect()
            }
        };
        let median = |comparison: &Comparison| {
            let median = comparison.summary.peers.median;
            median.filter(|_| comparison.items.len() >= FEWEST_FOR_MEDIAN)
        };
        let steps = || trails.iter().flat_map(|trail| &trail.steps);
        let values = points
            .iter()
            .map(|point| point.x)
            .chain(steps().map(|step| step.x));
        let x = AxisModel::of(input.language, input.x, values, median(&of_x));
        let values = points
            .iter()
            .map(|point| point.y)
            .chain(steps().map(|step| step.y));
        let y = AxisModel::of(input.language, input.y, values, median(&of_y));
        let missing = shown.unpaired.iter().map(|one| missing(input, one)).collect();
        Ok(Model {
            language: input.language,
            period: input.period,
            description: cards::description(input, [&x, &y], &points, &shown.unpaired),
            x,
            y,
            points,
            trails,
            colouring,
            residents_period: input.residents.period,
            unpaired: shown.unpaired,
            missing,
        })
    }

    /// The name of an area without a place, as a list has it.
    pub(super) fn name_of_missing(&self, area: &AreaCode) -> Option<&str> {
        let found = self.missing.iter().find(|missing| missing.area == *area)?;
        Some(&found.name)
    }
}

/// The own area, the picks, the peers: each once.
fn members(input: &ScatterInput<'_>) -> Vec<AreaCode> {
    let mut seen = HashSet::new();
    std::iter::once(input.area)
        .chain(input.picks)
        .chain(input.peers)
        .filter(|area| seen.insert(*area))
        .cloned()
        .collect()
}

/// The block, when all its values are numbers.
fn finite(series: &Series) -> Result<&Series, CannotDraw> {
    let mut values = series.values.iter().flatten().flatten();
    match values.all(|value| value.is_finite()) {
        true => Ok(series),
        false => Err(CannotDraw::NotFinite),
    }
}

/// The thirds of the peers' values, the own one among them.
fn thirds_of(input: &ScatterInput<'_>, colour: ScatterColour<'_>) -> Result<Colouring, CannotDraw> {
    let series = finite(colour.series)?;
    let own = (!input.peers.contains(input.area)).then_some(input.area);
    let values: Vec<f64> = own
        .into_iter()
        .chain(input.peers)
        .filter_map(|area| series.cell(area, input.period).value)
        .collect();
    let name = colour.indicator.name.get(input.language).to_owned();
    Ok(match Thirds::of(&values) {
        Some(thirds) => Colouring::Thirds {
            name,
            writing: Writing::new(
                input.language,
                colour.indicator.decimals,
                colour.indicator.unit.symbol.get(input.language),
            ),
            thirds,
        },
        None => Colouring::NoThirds {
            name,
            too_few: values.len() < FEWEST_FOR_THIRDS,
        },
    })
}

fn point(input: &ScatterInput<'_>, telling: &Telling<'_>, area: &AreaCode, (x, y): (f64, f64)) -> Point {
    let statuses = [input.x, input.y].map(|axis| axis.series.cell(area, input.period).status);
    let explained = |series: &Series| series.explanation(area, input.period).is_some();
    let name = name_of(input.names, area);
    let third = match (telling.colouring, input.colour) {
        (Colouring::Thirds { thirds, .. }, Some(colour)) => {
            let value = colour.series.cell(area, input.period).value;
            value.map(|value| thirds.third(value))
        }
        _ => None,
    };
    Point {
        area: area.clone(),
        emphasis: Emphasis::of(area, input.area, input.picks),
        x,
        y,
        residents: input.residents.counts.get(area).copied(),
        third,
        statuses,
        certainty: certainty(statuses),
        explained: explained(input.x.series) || explained(input.y.series),
        card: telling.card(&name, area, [x, y], third),
        name,
    }
}

/// A mark is no surer than the less sure of its two values.
pub(super) fn certainty(statuses: [ObservationStatus; 2]) -> Certainty {
    let [x, y] = statuses.map(Certainty::of);
    match (x, y) {
        (Certainty::Estimated, _) | (_, Certainty::Estimated) => Certainty::Estimated,
        (Certainty::Provisional, _) | (_, Certainty::Provisional) => Certainty::Provisional,
        (Certainty::Firm, Certainty::Firm) => Certainty::Firm,
    }
}

fn missing(input: &ScatterInput<'_>, one: &Unpaired) -> ScatterMissing {
    ScatterMissing {
        area: one.area.clone(),
        name: name_of(input.names, &one.area),
        reason: finding::unpaired(input.language, input.x.indicator, input.y.indicator, one),
    }
}
