//! The trend: the own line in time before the peers' median and middle half, with picked comparators.

mod band;
pub(crate) mod curves;
mod draw;
pub(crate) mod keys;
pub(crate) mod labels;
pub(crate) mod layout;
pub(crate) mod model;
pub(crate) mod time;

use crate::chart::{CannotDraw, Chart, DrawError};
use crate::mark::{Mark, Step, nearest};
use crate::svg::{Sheet, document};
use crate::theme::Scheme;
use blis_domain::area::AreaCode;
use blis_domain::indicator::Indicator;
use blis_domain::series::Series;
use blis_domain::text::Language;
use keys::Place;
use layout::Layout;
use model::Model;
use std::collections::HashMap;

/// How much farther a line that is not drawn must seem than one that is.
const UNSEEN: f64 = 10.0;

/// What a trend is made of.
#[derive(Debug, Clone, Copy)]
pub struct TrendInput<'a> {
    /// Language of every word and number.
    pub language: Language,
    /// The indicator's sheet.
    pub indicator: &'a Indicator,
    /// The block of the indicator.
    pub series: &'a Series,
    /// The area asked about.
    pub area: &'a AreaCode,
    /// The comparison set.
    pub peers: &'a [AreaCode],
    /// Names of the areas; one without a name is called by its code.
    pub names: &'a HashMap<AreaCode, String>,
    /// Picked comparators, in the order of their colours.
    pub picks: &'a [AreaCode],
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}

/// A trend laid out at one size.
///
/// Peers that are neither own nor picked are not drawn until they are pointed at; the axis does not stretch
/// for them, and what lies outside it cannot be pointed at.
#[derive(Debug, Clone)]
pub struct TrendChart {
    language: Language,
    layout: Layout,
    marks: Vec<Mark>,
    places: Vec<Place>,
    description: String,
}

impl TrendChart {
    /// Makes the chart, or says why there is none.
    pub fn build(input: &TrendInput<'_>) -> Result<TrendChart, CannotDraw> {
        let model = Model::of(input)?;
        let layout = Layout::of(&model, input.width, input.height)?;
        let (marks, places) = keys::marks(&model, &layout);
        Ok(TrendChart {
            language: input.language,
            layout,
            marks,
            places,
            description: model.description,
        })
    }
}

impl Chart for TrendChart {
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
        nearest(&self.marks, x, y, |place| {
            if self.layout.is_drawn(self.places[place].line) {
                0.0
            } else {
                UNSEEN
            }
        })
    }

    /// Left and Right walk along a line, Home and End to its ends; Down leads to the next line in the same
    /// period (own, picks, the others by rank) and on into the next period, Up back. The first step goes to
    /// the own area's last value.
    fn step(&self, from: Option<usize>, step: Step) -> Option<usize> {
        keys::step(&self.places, from, step)
    }

    fn svg(&self, scheme: Scheme, pointed: Option<usize>) -> Result<String, DrawError> {
        let sheet = Sheet {
            width: self.layout.width,
            height: self.layout.height,
            language: self.language,
            description: &self.description,
        };
        let pointed = pointed.and_then(|place| self.places.get(place).copied());
        document(&sheet, scheme, |brush| draw::paint(brush, &self.layout, pointed))
    }

    fn description(&self) -> &str {
        &self.description
    }
}

#[cfg(test)]
mod tests;
