//! The strip: where one value lies among its peers, in a line of a table.

mod draw;
mod layout;
mod model;

use crate::chart::{CannotDraw, Chart, DrawError};
use crate::mark::{Mark, Step, nearest};
use crate::svg::{Sheet, document};
use crate::theme::Scheme;
use blis_domain::compare::ComparisonSummary;
use blis_domain::indicator::Indicator;
use blis_domain::text::Language;
use layout::Layout;
use model::Model;

/// What a strip is made of.
#[derive(Debug, Clone, Copy)]
pub struct StripInput<'a> {
    /// Language of every word and number.
    pub language: Language,
    /// The indicator's sheet.
    pub indicator: &'a Indicator,
    /// Where the area stands.
    pub summary: &'a ComparisonSummary,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}

/// A strip laid out at one size: a line from the least to the greatest value, a box over the middle half, a tick
/// at the median, a diamond at the own value. It has no ground of its own and no words but its description.
///
/// The axis always runs from small to great, whichever is better: the sign of the band beside it says that.
#[derive(Debug, Clone)]
pub struct StripChart {
    language: Language,
    layout: Layout,
    marks: Vec<Mark>,
    description: String,
}

impl StripChart {
    /// Makes the chart, or says why there is none.
    pub fn build(input: &StripInput<'_>) -> Result<StripChart, CannotDraw> {
        let model = Model::of(input)?;
        let layout = Layout::of(&model, input.width, input.height)?;
        let marks = model.card.into_iter().map(|card| Mark {
            area: input.summary.area.clone(),
            period: input.summary.period,
            x: 0.0,
            y: 0.0,
            width: f64::from(input.width),
            height: f64::from(input.height),
            card,
        });
        Ok(StripChart {
            language: input.language,
            layout,
            marks: marks.collect(),
            description: model.description,
        })
    }
}

impl Chart for StripChart {
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

    /// There is one mark at most, and every key leads to it.
    fn step(&self, _from: Option<usize>, _step: Step) -> Option<usize> {
        (!self.marks.is_empty()).then_some(0)
    }

    fn svg(&self, scheme: Scheme, pointed: Option<usize>) -> Result<String, DrawError> {
        let sheet = Sheet {
            width: self.layout.width,
            height: self.layout.height,
            language: self.language,
            description: &self.description,
        };
        document(&sheet, scheme, |brush| {
            draw::paint(brush, &self.layout, pointed.is_some())
        })
    }

    fn description(&self) -> &str {
        &self.description
    }
}
