//! What a ranking shows: rows in rank order, the range of its values, its words. No pixels.

use super::rows::{Slot, slots};
use super::{Extent, RankingInput};
use crate::card::{Datum, Standing};
use crate::certainty::Certainty;
use crate::chart::CannotDraw;
use crate::emphasis::Emphasis;
use crate::key::KeySign;
use crate::mark::Card;
use crate::names::name_of;
use crate::words::{Writing, explained, more, without_value};
use blis_domain::area::AreaCode;
use blis_domain::compare::{Band, ComparisonItem, FEWEST_FOR_BANDS};
use blis_domain::finding;
use blis_domain::text::Language;

/// Fewer values than this have a middle that says nothing their bars do not: a rule of drawing, for the figure
/// itself stands beside the chart.
pub(crate) const FEWEST_FOR_MEDIAN: usize = 3;

/// One peer with its bar.
#[derive(Debug, Clone)]
pub(crate) struct Peer {
    pub(crate) area: AreaCode,
    pub(crate) name: String,
    pub(crate) emphasis: Emphasis,
    pub(crate) value: f64,
    pub(crate) written: String,
    pub(crate) band: Option<Band>,
    pub(crate) certainty: Certainty,
    /// Whether those it is about say something of the value; an asterisk stands behind it.
    pub(crate) explained: bool,
    pub(crate) card: Card,
}

/// One row of the chart.
#[derive(Debug, Clone)]
pub(crate) enum Row {
    /// A peer.
    Peer(Peer),
    /// Peers left out, in words.
    Gap(String),
}

/// A ranking without its places.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) language: Language,
    pub(crate) writing: Writing,
    /// Digits the indicator shows.
    pub(crate) decimals: u8,
    pub(crate) rows: Vec<Row>,
    /// The values the axis spans; zero is always among them, and alone when every value is zero.
    pub(crate) range: (f64, f64),
    pub(crate) median: Option<f64>,
    pub(crate) half: Option<(f64, f64)>,
    pub(crate) description: String,
}

impl Model {
    pub(crate) fn of(input: &RankingInput<'_>) -> Result<Model, CannotDraw> {
        let items = &input.comparison.items;
        if items.is_empty() {
            return Err(CannotDraw::NoValues);
        }
        if !items.iter().all(|item| item.value.is_finite()) {
            return Err(CannotDraw::NotFinite);
        }
        let summary = &input.comparison.summary;
        let symbol = input.indicator.unit.symbol.get(input.language);
        let writing = Writing::new(input.language, input.indicator.decimals, symbol);
        let rows = shown(input)
            .into_iter()
            .map(|slot| match slot {
                Slot::Item(place) => Row::Peer(peer(input, &writing, &items[place])),
                Slot::Gap(n) => Row::Gap(more(input.language, n)),
            })
            .collect();
        let quartiles = summary.peers.q1.zip(summary.peers.q3);
        Ok(Model {
            language: input.language,
            decimals: input.indicator.decimals,
            rows,
            range: range(items),
            median: summary.peers.median.filter(|_| items.len() >= FEWEST_FOR_MEDIAN),
            half: quartiles.filter(|(q1, q3)| items.len() >= FEWEST_FOR_BANDS && q1 < q3),
            description: description(input),
            writing,
        })
    }

    pub(crate) fn peers(&self) -> impl Iterator<Item = &Peer> {
        self.rows.iter().filter_map(|row| match row {
            Row::Peer(peer) => Some(peer),
            Row::Gap(_) => None,
        })
    }

    /// What the key has to explain.
    pub(crate) fn key(&self) -> Vec<(KeySign, String)> {
        let language = self.language;
        let words = |band| finding::band(language, band).to_owned();
        let middle = match self.half {
            Some(_) => KeySign::MiddleOnHalf,
            None => KeySign::Band(Band::Middle),
        };
        let mut wanted = Vec::new();
        if self.peers().any(|peer| peer.band.is_some()) {
            wanted.push((KeySign::Band(Band::Best), words(Band::Best)));
            wanted.push((middle, words(Band::Middle)));
            wanted.push((KeySign::Band(Band::Worst), words(Band::Worst)));
        } else if self.half.is_some() {
            wanted.push((KeySign::Half, words(Band::Middle)));
        }
        for certainty in [Certainty::Provisional, Certainty::Estimated] {
            let seen = self.peers().any(|peer| peer.certainty == certainty);
            let words = finding::status(language, certainty.named_by()).filter(|_| seen);
            wanted.extend(words.map(|words| (KeySign::Bar(certainty), words.to_owned())));
        }
        if self.peers().any(|peer| peer.explained) {
            wanted.push((KeySign::Explained, explained(language).to_owned()));
        }
        wanted
    }
}

fn shown(input: &RankingInput<'_>) -> Vec<Slot> {
    let items = &input.comparison.items;
    match input.extent {
        Extent::Whole => (0..items.len()).map(Slot::Item).collect(),
        Extent::Neighbourhood => {
            let own = items
                .iter()
                .position(|item| item.area == input.comparison.summary.area);
            let picks = items
                .iter()
                .enumerate()
                .filter(|(_, item)| input.picks.contains(&item.area))
                .map(|(place, _)| place);
            slots(items.len(), own, picks)
        }
    }
}

fn peer(input: &RankingInput<'_>, writing: &Writing, item: &ComparisonItem) -> Peer {
    let summary = &input.comparison.summary;
    let name = name_of(input.names, &item.area);
    let card = Datum {
        title: &name,
        period: summary.period,
        value: item.value,
        status: item.status,
        standing: Some(Standing {
            rank: item.rank,
            of: summary.of,
            band: item.band,
        }),
        median: summary.peers.median,
        explanation: item.explanation.as_ref(),
    }
    .card(input.language, input.indicator);
    Peer {
        area: item.area.clone(),
        emphasis: Emphasis::of(&item.area, &summary.area, input.picks),
        value: item.value,
        written: match item.explanation {
            Some(_) => format!("{} *", writing.short(item.value)),
            None => writing.short(item.value),
        },
        explained: item.explanation.is_some(),
        band: item.band,
        certainty: Certainty::of(item.status),
        card,
        name,
    }
}

/// From zero to the farthest values on either side of it.
fn range(items: &[ComparisonItem]) -> (f64, f64) {
    let low = items.iter().map(|item| item.value).fold(0.0, f64::min);
    let high = items.iter().map(|item| item.value).fold(0.0, f64::max);
    (low, high)
}

fn description(input: &RankingInput<'_>) -> String {
    let summary = &input.comparison.summary;
    let own = name_of(input.names, &summary.area);
    let title = input.indicator.name.get(input.language);
    let mut sentences = vec![match summary.period {
        Some(period) => format!("{title}, {period}."),
        None => format!("{title}."),
    }];
    sentences.push(format!(
        "{}.",
        finding::headline(input.language, &own, input.indicator, summary)
    ));
    sentences.push(finding::standing(input.language, &own, input.indicator, summary));
    sentences.extend(without_value(input.language, &summary.peers));
    sentences.join(" ")
}
