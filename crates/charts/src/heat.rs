//! The heat chart: many indicators of many areas, each cell with the band of one value, in a sign and a tint.

pub(crate) mod cell;
mod columns;
mod draw;
mod layout;
mod model;

use crate::chart::{CannotDraw, Chart, DrawError};
use crate::mark::{Mark, Step, nearest};
use crate::svg::{Sheet, document};
use crate::theme::Scheme;
use blis_domain::area::AreaCode;
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::series::Series;
use blis_domain::text::Language;
use draw::Part;
use layout::Layout;
use model::Model;
use std::collections::HashMap;

/// What a heat chart is made of.
#[derive(Debug, Clone, Copy)]
pub struct HeatInput<'a> {
    /// Language of every word and number.
    pub language: Language,
    /// The indicators, each with its block, in their order within a policy area. Of each the latest period is shown in
    /// which any of the areas has a value. Base counts are left out.
    pub indicators: &'a [(&'a Indicator, &'a Series)],
    /// The area asked about; its column comes first.
    pub area: &'a AreaCode,
    /// The comparison set.
    pub peers: &'a [AreaCode],
    /// Names of the areas; one without a name is called by its code.
    pub names: &'a HashMap<AreaCode, String>,
    /// Picked comparators, in the order of their colours.
    pub picks: &'a [AreaCode],
    /// Width in CSS pixels of what can be seen at once. The chart is wider where the columns need it.
    pub width: u32,
}

/// A heat chart laid out.
///
/// Where [`Chart::width`] is more than was asked for, the page scrolls it sideways and lays [`HeatChart::kept`] over its
/// left end, so that the names of the rows and the own column stay in sight.
#[derive(Debug, Clone)]
pub struct HeatChart {
    language: Language,
    layout: Layout,
    marks: Vec<Mark>,
    /// The indicators, row by row.
    indicators: Vec<IndicatorCode>,
    description: String,
}

impl HeatChart {
    /// Makes the chart, or says why there is none.
    pub fn build(input: &HeatInput<'_>) -> Result<HeatChart, CannotDraw> {
        let model = Model::of(input)?;
        let layout = Layout::of(&model, input.width)?;
        Ok(HeatChart {
            language: input.language,
            marks: layout.marks(&model),
            layout,
            indicators: model.rows().map(|row| row.indicator.clone()).collect(),
            description: model.description,
        })
    }

    /// The width of what stays in sight at the left: the names of the rows and the own column.
    pub fn kept_width(&self) -> u32 {
        self.layout.kept
    }

    /// What stays in sight, as a drawing of that width and the chart's height. The key above the columns is left free.
    pub fn kept(&self, scheme: Scheme, pointed: Option<usize>) -> Result<String, DrawError> {
        self.drawn(scheme, pointed, Part::Kept)
    }

    fn drawn(&self, scheme: Scheme, pointed: Option<usize>, part: Part) -> Result<String, DrawError> {
        let sheet = Sheet {
            width: match part {
                Part::Whole => self.layout.width,
                Part::Kept => self.layout.kept,
            },
            height: self.layout.height,
            language: self.language,
            description: &self.description,
        };
        let pointed = pointed.map(|place| self.cell_of(place));
        document(&sheet, scheme, |brush| {
            draw::paint(brush, &self.layout, pointed, part)
        })
    }

    /// The row and the column of a mark.
    fn cell_of(&self, place: usize) -> (usize, usize) {
        let columns = self.layout.columns.at.len().max(1);
        (place / columns, place % columns)
    }
}

impl Chart for HeatChart {
    fn width(&self) -> u32 {
        self.layout.width
    }

    fn height(&self) -> u32 {
        self.layout.height
    }

    fn marks(&self) -> &[Mark] {
        &self.marks
    }

    fn indicator_at(&self, place: usize) -> Option<&IndicatorCode> {
        self.indicators.get(self.cell_of(place).0)
    }

    fn mark_at(&self, x: f64, y: f64) -> Option<usize> {
        nearest(&self.marks, x, y, |_| 0.0)
    }

    /// The arrows lead from cell to cell, Home and End to the ends of the row. The first step goes to the own area's
    /// first indicator.
    fn step(&self, from: Option<usize>, step: Step) -> Option<usize> {
        let last = self.marks.len().checked_sub(1)?;
        let Some(from) = from.map(|from| from.min(last)) else {
            return Some(0);
        };
        let columns = self.layout.columns.at.len();
        let (row, column) = self.cell_of(from);
        let rows = self.indicators.len();
        let (row, column) = match step {
            Step::Up => (row.saturating_sub(1), column),
            Step::Down => ((row + 1).min(rows.saturating_sub(1)), column),
            Step::Left => (row, column.saturating_sub(1)),
            Step::Right => (row, (column + 1).min(columns.saturating_sub(1))),
            Step::First => (row, 0),
            Step::Last => (row, columns.saturating_sub(1)),
        };
        Some((row * columns + column).min(last))
    }

    fn svg(&self, scheme: Scheme, pointed: Option<usize>) -> Result<String, DrawError> {
        self.drawn(scheme, pointed, Part::Whole)
    }

    fn description(&self) -> &str {
        &self.description
    }
}

#[cfg(test)]
mod tests;
