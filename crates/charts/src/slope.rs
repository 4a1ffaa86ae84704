//! The slope: two periods side by side, and what became of every area from the one to the other.

mod draw;
mod labels;
mod layout;
mod model;

use crate::chart::{CannotDraw, Chart, DrawError};
use crate::mark::{Mark, Step, nearest};
use crate::svg::{Sheet, document};
use crate::theme::Scheme;
use crate::trend::TrendInput;
use crate::trend::keys::{self, Place};
use blis_domain::movement::KnownChange;
use blis_domain::period::Period;
use blis_domain::text::Language;
use layout::Layout;
use model::Model;

/// What a slope is made of.
#[derive(Debug, Clone, Copy)]
pub struct SlopeInput<'a> {
    /// What a trend would be made of. The height is that of the drawing without the lines below it, which say who is
    /// not compared.
    pub material: TrendInput<'a>,
    /// One of the two periods.
    pub before: Period,
    /// The other one, of the same length. The earlier one stands left, whichever it is.
    pub after: Period,
    /// Changes of definition or borders that no status of the figures tells.
    pub known: &'a [KnownChange],
}

/// A slope laid out at one size.
#[derive(Debug, Clone)]
pub struct SlopeChart {
    language: Language,
    layout: Layout,
    marks: Vec<Mark>,
    places: Vec<Place>,
    description: String,
    notes: Vec<String>,
}

impl SlopeChart {
    /// Makes the chart, or says why there is none.
    pub fn build(input: &SlopeInput<'_>) -> Result<SlopeChart, CannotDraw> {
        let model = Model::of(input)?;
        let layout = Layout::of(&model, input.material.width, input.material.height)?;
        let (marks, places) = layout.marks(&model);
        Ok(SlopeChart {
            language: input.material.language,
            layout,
            marks,
            places,
            description: model.description,
            notes: model.notes,
        })
    }

    /// Who is not compared, and why: a sentence a reason. The drawing has them too, shortened where they are long.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}

impl Chart for SlopeChart {
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

    /// Left and Right lead to the same area in the other period, as Home and End do; Down leads to the next lower value
    /// of the period and on into the next one, Up back. The first step goes to the own area's last value.
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
