//! The distribution: every area a dot, the periods side by side, the peers' middle half and median beside each.

mod draw;
mod layout;
mod model;
mod swarm;

use crate::chart::{CannotDraw, Chart, DrawError};
use crate::mark::{Mark, Step, nearest};
use crate::svg::{Sheet, document};
use crate::theme::Scheme;
use crate::trend::TrendInput;
use crate::trend::keys::{self, Place};
use blis_domain::text::Language;
use layout::Layout;

/// A distribution laid out at one size. It shows as many of the latest periods as there is room for.
#[derive(Debug, Clone)]
pub struct DistributionChart {
    language: Language,
    layout: Layout,
    marks: Vec<Mark>,
    places: Vec<Place>,
    description: String,
}

impl DistributionChart {
    /// Makes the chart of what a trend is made of, or says why there is none.
    pub fn build(input: &TrendInput<'_>) -> Result<DistributionChart, CannotDraw> {
        let model = model::of(input)?;
        let layout = Layout::of(&model, input.width, input.height)?;
        let (marks, places) = layout.marks(&model);
        Ok(DistributionChart {
            language: input.language,
            layout,
            marks,
            places,
            description: model.description,
        })
    }
}

impl Chart for DistributionChart {
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

    /// Left and Right follow an area from period to period, Home and End lead to its first and last; Down leads to the
    /// next lower value of the period and on into the next period, Up back. The first step goes to the own area's last
    /// value.
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
