//! What a slope shows: the ends of every area's line, what became of it, the peers' medians. No pixels.

use super::SlopeInput;
use crate::card::{Datum, Standing};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::emphasis::Emphasis;
use crate::key::KeySign;
use crate::names::name_of;
use crate::ranking::FEWEST_FOR_MEDIAN;
use crate::trend::model::{PointValue, members, with_air};
use crate::words::{Writing, explained, more_is};
use blis_domain::area::AreaCode;
use blis_domain::compare::{Comparison, compare};
use blis_domain::finding;
use blis_domain::indicator::Direction;
use blis_domain::movement::{Course, Movement, Movements, Turn, movement, movements};
use blis_domain::period::Period;
use blis_domain::status::ObservationStatus;
use blis_domain::text::Language;
use std::cmp::Ordering;

/// One area in the two periods.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) area: AreaCode,
    pub(super) name: String,
    pub(super) emphasis: Emphasis,
    /// The earlier and the later value.
    pub(super) ends: [Option<PointValue>; 2],
    pub(super) course: Course,
    /// Whether it went the better way, and in which word.
    pub(super) turn: Option<(Turn, &'static str)>,
    /// The change with its sign, or why there is none: what stands at the later end.
    pub(super) change: Option<String>,
}

/// A slope without its places.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) language: Language,
    pub(super) writing: Writing,
    pub(super) decimals: u8,
    /// What stands over the axis: the unit, and which way is better.
    pub(super) heading: String,
    pub(super) periods: [Period; 2],
    /// Own, picks, then the others as they were given.
    pub(super) lines: Vec<Line>,
    /// The medians of the two periods, where there are enough values to have one.
    pub(super) medians: [Option<f64>; 2],
    /// What the median moved by; nothing where the two are of unlike things.
    pub(super) median_change: Option<String>,
    /// The values the axis spans.
    pub(super) range: (f64, f64),
    pub(super) description: String,
    pub(super) notes: Vec<String>,
}

impl Model {
    pub(super) fn of(input: &SlopeInput<'_>) -> Result<Model, CannotDraw> {
        let material = &input.material;
        let (before, after) = in_order(input)?;
        let found = movements(
            material.indicator,
            material.series,
            material.area,
            material.peers,
            (before, after),
            input.known,
        );
        let comparisons = [before, after].map(|period| {
            compare(
                material.indicator,
                material.series,
                material.area,
                "",
                material.peers,
                Some(period),
            )
        });
        let mut lines: Vec<Line> = members(material)
            .iter()
            .map(|area| line(input, area, &found, &comparisons))
            .filter(|line| line.ends.iter().any(Option::is_some))
            .collect();
        if lines.is_empty() {
            return Err(CannotDraw::NoValues);
        }
        let values = |lines: &[Line]| -> Vec<f64> {
            let ends = lines.iter().flat_map(|line| line.ends.iter().flatten());
            ends.map(|end| end.value).collect()
        };
        let all = values(&lines);
        if !all.iter().all(|value| value.is_finite()) {
            return Err(CannotDraw::NotFinite);
        }
        lines.sort_by_key(|line| match line.emphasis {
            Emphasis::Own => 0,
            Emphasis::Pick(place) => 1 + place,
            Emphasis::Rest => usize::MAX,
        });
        let enough = |one: &Comparison| one.items.len() >= FEWEST_FOR_MEDIAN;
        let medians =
            [&comparisons[0], &comparisons[1]].map(|one| one.summary.peers.median.filter(|_| enough(one)));
        let language = material.language;
        let indicator = material.indicator;
        let both = medians[0].zip(medians[1]);
        let median_change = both
            .and(found.comparable_medians())
            .map(|(before, after)| finding::difference(language, indicator, after, before));
        let symbol = indicator.unit.symbol.get(language);
        let writing = Writing::new(language, indicator.decimals, symbol);
        let name = |area: &AreaCode| name_of(material.names, area);
        let notes = finding::uncompared(language, &found, name);
        Ok(Model {
            language,
            decimals: indicator.decimals,
            heading: heading(input, &writing),
            periods: [before, after],
            range: with_air(all.into_iter().chain(medians.into_iter().flatten())),
            medians,
            median_change,
            description: description(input, &found, &notes),
            notes,
            writing,
            lines,
        })
    }

    /// What the key has to explain.
    pub(super) fn key(&self) -> Vec<(KeySign, String)> {
        let mut wanted = Vec::new();
        let ends = || self.lines.iter().flat_map(|line| line.ends.iter().flatten());
        for certainty in [Certainty::Provisional, Certainty::Estimated] {
            // A look may stand for several statuses: the key names those that are seen.
            let mut words: Vec<&str> = Vec::new();
            for end in ends().filter(|end| end.certainty == certainty) {
                words.extend(finding::status(self.language, end.status).filter(|one| !words.contains(one)));
            }
            if !words.is_empty() {
                wanted.push((KeySign::Dot(certainty), words.join(", ")));
            }
        }
        let emphasised = || self.lines.iter().filter(|line| line.emphasis != Emphasis::Rest);
        if emphasised().any(|line| matches!(line.course, Course::Broken(_))) {
            let words = finding::status(self.language, ObservationStatus::Break);
            wanted.extend(words.map(|words| (KeySign::Break, words.to_owned())));
        }
        if emphasised().any(|line| line.ends.iter().flatten().any(|end| end.explained)) {
            wanted.push((KeySign::Explained, explained(self.language).to_owned()));
        }
        wanted
    }
}

/// The earlier period and the later one.
fn in_order(input: &SlopeInput<'_>) -> Result<(Period, Period), CannotDraw> {
    let (one, other) = (input.before, input.after);
    if one == other || one.frequency() != other.frequency() {
        return Err(CannotDraw::NotTwoPeriods);
    }
    Ok((one.min(other), one.max(other)))
}

fn line(input: &SlopeInput<'_>, area: &AreaCode, found: &Movements, comparisons: &[Comparison; 2]) -> Line {
    let material = &input.material;
    let (language, indicator) = (material.language, material.indicator);
    let periods = (found.before, found.after);
    let moved: Movement = match found.of(area) {
        Some(moved) => moved.clone(),
        // A pick outside the comparison set.
        None => movement(indicator, material.series, area, periods, input.known),
    };
    let name = name_of(material.names, area);
    let end = |place: usize| {
        let (cell, period) = [(moved.before, periods.0), (moved.after, periods.1)][place];
        let summary = &comparisons[place].summary;
        let explanation = material.series.explanation(area, period);
        cell.value.map(|value| {
            let mut card = Datum {
                title: &name,
                period: Some(period),
                value,
                status: cell.status,
                standing: standing(&comparisons[place], area),
                median: summary.peers.median,
                explanation,
            }
            .card(language, indicator);
            // After value and period, which it belongs to.
            let said = finding::movement(language, indicator, &moved, periods);
            card.lines.insert(1.min(card.lines.len()), said);
            PointValue {
                value,
                status: cell.status,
                certainty: Certainty::of(cell.status),
                breaks: false,
                explained: explanation.is_some(),
                card,
            }
        })
    };
    let both = moved.before.value.zip(moved.after.value);
    Line {
        emphasis: Emphasis::of(area, material.area, material.picks),
        ends: [end(0), end(1)],
        course: moved.course,
        turn: moved
            .turn(indicator.direction)
            .map(|turn| (turn, finding::turn(language, turn))),
        change: match (moved.course, both) {
            // Where a word says that nothing changed, nothing changed by is too much.
            (Course::Moved(Ordering::Equal), _) if indicator.direction != Direction::None => None,
            (Course::Moved(_), Some((from, to))) => Some(finding::difference(language, indicator, to, from)),
            (Course::Broken(why), _) => Some(finding::incomparable(language, why).to_owned()),
            _ => None,
        },
        area: area.clone(),
        name,
    }
}

fn standing(comparison: &Comparison, area: &AreaCode) -> Option<Standing> {
    let item = comparison.items.iter().find(|item| item.area == *area)?;
    Some(Standing {
        rank: item.rank,
        of: comparison.summary.of,
        band: item.band,
    })
}

/// A short unit stands on the axis itself.
fn heading(input: &SlopeInput<'_>, writing: &Writing) -> String {
    let (language, indicator) = (input.material.language, input.material.indicator);
    let unit = (!writing.has_short_unit()).then(|| indicator.unit.symbol.get(language));
    let better = more_is(language, indicator.direction);
    let said: Vec<&str> = unit.into_iter().chain(better).collect();
    said.join(", ")
}

fn description(input: &SlopeInput<'_>, found: &Movements, notes: &[String]) -> String {
    let material = &input.material;
    let title = material.indicator.name.get(material.language);
    let own = name_of(material.names, material.area);
    let said = finding::movements(material.language, &own, material.indicator, found);
    let mut sentences = vec![format!("{title}."), said];
    sentences.extend(notes.iter().cloned());
    sentences.join(" ")
}
