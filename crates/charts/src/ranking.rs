//! The ranking: one bar a peer in rank order, the own in the accent, the median and the middle half behind.

mod axis;
mod columns;
mod draw;
mod layout;
mod model;
mod rows;

use crate::chart::{CannotDraw, Chart, DrawError};
use crate::mark::{Mark, Step, nearest};
use crate::svg::{Sheet, document};
use crate::theme::Scheme;
use blis_domain::area::AreaCode;
use blis_domain::compare::Comparison;
use blis_domain::indicator::Indicator;
use blis_domain::text::Language;
use layout::Layout;
pub(crate) use model::FEWEST_FOR_MEDIAN;
use model::Model;
use std::collections::HashMap;

/// How much of the ranking is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Extent {
    /// Every peer with a value.
    #[default]
    Whole,
    /// The own area with three neighbours above and below, the best, the worst and the picks.
    Neighbourhood,
}

/// What a ranking is made of.
#[derive(Debug, Clone, Copy)]
pub struct RankingInput<'a> {
    /// Language of every word and number.
    pub language: Language,
    /// The indicator's sheet.
    pub indicator: &'a Indicator,
    /// The comparison to show.
    pub comparison: &'a Comparison,
    /// Names of the areas; one without a name is called by its code.
    pub names: &'a HashMap<AreaCode, String>,
    /// Picked comparators, in the order of their colours.
    pub picks: &'a [AreaCode],
    /// Width in CSS pixels; the height follows from the rows.
    pub width: u32,
    /// How much of it is shown.
    pub extent: Extent,
}

/// A ranking laid out at one width.
///
/// Peers without a value are not drawn; the page lists them with the reason.
#[derive(Debug, Clone)]
pub struct RankingChart {
    language: Language,
    layout: Layout,
    marks: Vec<Mark>,
    own: Option<usize>,
    description: String,
}

impl RankingChart {
    /// Makes the chart, or says why there is none.
    pub fn build(input: &RankingInput<'_>) -> Result<RankingChart, CannotDraw> {
        let model = Model::of(input)?;
        let layout = Layout::of(&model, input.width)?;
        let (mut marks, mut own) = (Vec::with_capacity(layout.rows.len()), None);
        for (peer, row) in model.peers().zip(&layout.rows) {
            if peer.area == input.comparison.summary.area {
                own = Some(marks.len());
            }
            marks.push(Mark {
                area: peer.area.clone(),
                period: input.comparison.summary.period,
                x: row.reach.x,
                y: row.reach.y,
                width: row.reach.width,
                height: row.reach.height,
                card: peer.card.clone(),
            });
        }
        Ok(RankingChart {
            language: input.language,
            layout,
            marks,
            own,
            description: model.description,
        })
    }
}

impl Chart for RankingChart {
    fn width(&self) -> u32 {
        self.layout.width
    }

    fn height(&self) -> u32 {
        self.layout.height
    }

    fn marks(&self) -> &[Mark] {
        &self.marks
    }

    fn mark_at(&self, x: f64, y: f64) -> Option<usize> {
        nearest(&self.marks, x, y, |_| 0.0)
    }

    /// Up and Left walk to better ranks, Down and Right to worse ones; the first step goes to the own area.
    fn step(&self, from: Option<usize>, step: Step) -> Option<usize> {
        let last = self.marks.len().checked_sub(1)?;
        Some(match (step, from) {
            (Step::First, _) => 0,
            (Step::Last, _) => last,
            (_, None) => self.own.unwrap_or(0),
            (Step::Up | Step::Left, Some(place)) => place.min(last + 1).saturating_sub(1),
            (Step::Down | Step::Right, Some(place)) => place.saturating_add(1).min(last),
        })
    }

    fn svg(&self, scheme: Scheme, pointed: Option<usize>) -> Result<String, DrawError> {
        let sheet = Sheet {
            width: self.layout.width,
            height: self.layout.height,
            language: self.language,
            description: &self.description,
        };
        document(&sheet, scheme, |brush| draw::paint(brush, &self.layout, pointed))
    }

    fn description(&self) -> &str {
        &self.description
    }
}

#[cfg(test)]
mod tests;
