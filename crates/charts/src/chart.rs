//! What every chart can do, whatever it shows.

use crate::mark::{Mark, Step};
use crate::theme::Scheme;
use blis_domain::indicator::IndicatorCode;
use blis_domain::text::Language;

/// A chart laid out at one size, ready to be painted and pointed at.
///
/// Lay it out again only when data or size change; [`Chart::svg`] alone follows the pointer and the scheme.
pub trait Chart {
    /// Width in CSS pixels.
    fn width(&self) -> u32;

    /// Height in CSS pixels.
    fn height(&self) -> u32;

    /// Everything that can be pointed at.
    fn marks(&self) -> &[Mark];

    /// The indicator of a mark, where a chart shows several: what tells marks of one area and period apart.
    fn indicator_at(&self, _place: usize) -> Option<&IndicatorCode> {
        None
    }

    /// The mark nearest to a point, in CSS pixels from the upper left corner, if one lies within 24 pixels.
    fn mark_at(&self, x: f64, y: f64) -> Option<usize>;

    /// Where a key leads from a mark; from nowhere, to the mark a reader wants first.
    ///
    /// Every mark can be reached by keys. At an end a step stays where it is.
    fn step(&self, from: Option<usize>, step: Step) -> Option<usize>;

    /// The drawing as a scalable SVG document without scripts and style attributes, `pointed` standing out.
    fn svg(&self, scheme: Scheme, pointed: Option<usize>) -> Result<String, DrawError>;

    /// What the chart says, in sentences, for those who do not see it.
    fn description(&self) -> &str;
}

/// Why there is no chart of this data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotDraw {
    /// No peer has a value.
    #[error("no peer has a value")]
    NoValues,
    /// No peer has a value of both indicators.
    #[error("no peer has a value of both indicators")]
    NoPairs,
    /// A value is not a finite number.
    #[error("a value is not a finite number")]
    NotFinite,
    /// There are no two different periods of one length to set side by side.
    #[error("there are no two different periods of one length")]
    NotTwoPeriods,
    /// The place for the chart is too small for anything legible.
    #[error("there is too little room for the chart")]
    TooSmall,
}

impl CannotDraw {
    /// The reason as a sentence for the reader.
    pub fn sentence(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Lv, CannotDraw::NoValues) => {
                "Nevienai no salīdzināmajām pašvaldībām šeit nav vērtības, tāpēc diagrammas nav."
            }
            (Language::Lv, CannotDraw::NoPairs) => {
                "Nevienai no salīdzināmajām pašvaldībām šeit nav abu rādītāju vērtību, tāpēc diagrammas nav."
            }
            (Language::Lv, CannotDraw::NotFinite) => "Kāda no vērtībām nav skaitlis, tāpēc diagrammas nav.",
            (Language::Lv, CannotDraw::NotTwoPeriods) => {
                "Diagrammai vajag divus dažādus, vienādi garus periodus."
            }
            (Language::Lv, CannotDraw::TooSmall) => "Diagrammai šeit ir par maz vietas.",
            (Language::En, CannotDraw::NoValues) => {
                "None of the peers has a value here, so there is no chart."
            }
            (Language::En, CannotDraw::NoPairs) => {
                "None of the peers has a value of both indicators here, so there is no chart."
            }
            (Language::En, CannotDraw::NotFinite) => {
                "One of the values is not a number, so there is no chart."
            }
            (Language::En, CannotDraw::NotTwoPeriods) => {
                "The chart needs two different periods of the same length."
            }
            (Language::En, CannotDraw::TooSmall) => "There is too little room for the chart here.",
        }
    }
}

/// The drawing failed.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The plotters backend refused a primitive.
    #[error("the drawing backend failed: {0}")]
    Backend(String),
    /// The finished document does not begin as an SVG document does.
    #[error("the drawing backend wrote no SVG root")]
    NoRoot,
}
