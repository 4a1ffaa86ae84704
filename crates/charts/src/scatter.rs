//! The scatter: every area a mark between two indicators, its area the population, its colour and shape a third one.

mod axis;
mod cards;
mod corners;
mod draw;
mod foot;
mod key;
mod layout;
mod model;
mod names;
mod placer;
mod sizes;
mod steps;
mod trail;

use crate::chart::{CannotDraw, Chart, DrawError};
use crate::mark::{Mark, REACH, Step};
use crate::svg::{Sheet, document};
use crate::theme::Scheme;
use blis_domain::area::AreaCode;
use blis_domain::indicator::Indicator;
use blis_domain::period::Period;
use blis_domain::series::Series;
use blis_domain::text::Language;
use layout::Layout;
use model::Model;
use std::collections::HashMap;
use steps::{Place, Steps};

/// How the values of an axis become pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AxisScale {
    /// Equal differences are equally long.
    #[default]
    Linear,
    /// Equal ratios are equally long. Where not every value shown is above zero, the axis is linear and says why.
    Logarithmic,
}

/// Whether the way to where areas stand is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Trails {
    /// The period alone.
    #[default]
    Hidden,
    /// The own area and the picks with their earlier periods.
    Shown,
}

/// One axis.
#[derive(Debug, Clone, Copy)]
pub struct ScatterAxis<'a> {
    /// The indicator's sheet.
    pub indicator: &'a Indicator,
    /// The block of the indicator.
    pub series: &'a Series,
    /// How its values become pixels.
    pub scale: AxisScale,
}

/// The indicator that colour and shape show, in thirds of the peers' values.
#[derive(Debug, Clone, Copy)]
pub struct ScatterColour<'a> {
    /// The indicator's sheet.
    pub indicator: &'a Indicator,
    /// The block of the indicator.
    pub series: &'a Series,
}

/// How many people live in each area.
#[derive(Debug, Clone, Copy)]
pub struct Residents<'a> {
    /// The counts; an area without one gets a small mark, and its card says so.
    pub counts: &'a HashMap<AreaCode, u32>,
    /// When they were counted.
    pub period: Period,
}

/// What a scatter is made of.
#[derive(Debug, Clone, Copy)]
pub struct ScatterInput<'a> {
    /// Language of every word and number.
    pub language: Language,
    /// The horizontal axis.
    pub x: ScatterAxis<'a>,
    /// The vertical axis.
    pub y: ScatterAxis<'a>,
    /// What colour and shape show, if anything.
    pub colour: Option<ScatterColour<'a>>,
    /// What the area of a mark shows.
    pub residents: Residents<'a>,
    /// The period of all values.
    pub period: Period,
    /// Whether earlier periods are shown, too.
    pub trails: Trails,
    /// The area asked about.
    pub area: &'a AreaCode,
    /// The comparison set: whose medians, thirds and relation are told.
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

/// An area that has no place in a scatter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScatterMissing {
    /// The area.
    pub area: AreaCode,
    /// Its name.
    pub name: String,
    /// Which values it lacks, and why, in words.
    pub reason: String,
}

/// A scatter laid out at one size.
#[derive(Debug, Clone)]
pub struct ScatterChart {
    language: Language,
    layout: Layout,
    marks: Vec<Mark>,
    steps: Steps,
    missing: Vec<ScatterMissing>,
    description: String,
}

impl ScatterChart {
    /// Makes the chart, or says why there is none.
    pub fn build(input: &ScatterInput<'_>) -> Result<ScatterChart, CannotDraw> {
        let model = Model::of(input)?;
        let layout = Layout::of(&model, input.width, input.height)?;
        let (marks, steps) = steps::marks(&model, &layout);
        Ok(ScatterChart {
            language: input.language,
            layout,
            marks,
            steps,
            missing: model.missing,
            description: model.description,
        })
    }

    /// Who is not in the chart, and why: own area and picks first, then the peers in their order.
    pub fn missing(&self) -> &[ScatterMissing] {
        &self.missing
    }

    fn place(&self, pointed: Option<usize>) -> Option<Place> {
        self.steps.place(pointed?)
    }
}

impl Chart for ScatterChart {
    fn width(&self) -> u32 {
        self.layout.width
    }

    fn height(&self) -> u32 {
        self.layout.height
    }

    fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Where marks cover each other, the smallest of those under the pointer is meant: it lies on top.
    fn mark_at(&self, x: f64, y: f64) -> Option<usize> {
        let near = self.marks.iter().enumerate().filter_map(|(place, mark)| {
            let distance = mark.distance(x, y);
            (distance <= REACH).then_some((place, distance, mark.width))
        });
        let nearest = near.min_by(|one, other| one.1.total_cmp(&other.1).then(one.2.total_cmp(&other.2)));
        nearest.map(|(place, _, _)| place)
    }

    /// Left and Right lead to the next lower and higher value of the horizontal axis, Down and Up of the vertical one. Home
    /// leads to the first period of an area with a trail, where Right goes on in time and End comes back; elsewhere Home and
    /// End lead to the ends of the horizontal axis. The first step goes to the own area.
    fn step(&self, from: Option<usize>, step: Step) -> Option<usize> {
        self.steps.step(from, step)
    }

    fn svg(&self, scheme: Scheme, pointed: Option<usize>) -> Result<String, DrawError> {
        let sheet = Sheet {
            width: self.layout.width,
            height: self.layout.height,
            language: self.language,
            description: &self.description,
        };
        let pointed = self.place(pointed);
        document(&sheet, scheme, |brush| draw::paint(brush, &self.layout, pointed))
    }

    fn description(&self) -> &str {
        &self.description
    }
}

#[cfg(test)]
mod tests;
