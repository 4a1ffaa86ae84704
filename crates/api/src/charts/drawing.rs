//! What all charts share: the question, the answer, and what is answered when nothing can be drawn.

use super::png::png;
use crate::compare::{Material, Sought};
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::blocking::dear;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::{ChartWidth, Picks};
use actix_web::web::Data;
use blis_charts::{CannotDraw, Chart, Scheme, TrendInput, plate};
use blis_domain::area::AreaCode;
use blis_domain::finding::{self, Caption};
use blis_domain::indicator::IndicatorCode;
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::series::Series;
use blis_domain::text::{Language, Text};
use blis_domain::wire::ImageFormat;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// How wide a chart over time is for its height: flat enough to see a slope, high enough to tell lines apart.
const WIDTH_TO_HEIGHT: f64 = 16.0 / 9.0;

/// What to draw.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ChartQuestion {
    /// Code of the indicator.
    #[param(example = "CTX.UNEMP")]
    indicator: IndicatorCode,
    /// Code of the area asked about.
    #[param(example = "0840200")]
    area: AreaCode,
    /// The comparison set, as for `/compare`.
    #[serde(default)]
    #[param(value_type = String, default = "all", example = "similar:7")]
    peers: PeerSelector,
    /// The period, as for `/compare`; the last one shown, in a chart over time.
    #[param(example = "2016")]
    pub(super) period: Option<Period>,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    as_of: Option<AsOf>,
    /// For a `light` (when left out) or a `dark` ground.
    #[serde(default)]
    #[param(inline)]
    scheme: Ground,
    /// Picked comparators, at most five codes, in the order of their colours.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "0880200,0620200")]
    pick: Picks,
    /// Whether what is shown, with whom, and from where stands around the drawing.
    #[serde(default = "with_caption")]
    #[param(default = true)]
    caption: bool,
    /// Width of the chart in CSS pixels.
    #[serde(default)]
    #[param(value_type = u32, minimum = 320, maximum = 2000, default = 760)]
    pub(super) width: ChartWidth,
}

fn with_caption() -> bool {
    true
}

/// The drawing and the format that an address is about: `ranking.svg`.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ImagePath {
    /// Format of the drawing.
    #[param(value_type = ImageFormat, inline)]
    format: String,
}

impl ImagePath {
    /// The format. At any other end of the address there is nothing.
    pub(super) fn format(&self) -> Result<ImageFormat, ApiError> {
        ImageFormat::from_extension(&self.format).ok_or_else(|| {
            ProblemDraft::not_found(
                "Šādā formātā diagrammas nav; ir svg un png.",
                "There is no chart in this format; there are svg and png.",
            )
            .into()
        })
    }
}

/// The ground of a drawing.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Ground {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl ChartQuestion {
    /// The picked comparators.
    pub(super) fn picks(&self) -> &[AreaCode] {
        &self.pick.0
    }

    /// What the drawing is made of.
    fn sought(&self) -> Sought<'_> {
        Sought {
            indicator: &self.indicator,
            area: &self.area,
            peers: &self.peers,
            as_of: self.as_of,
        }
    }
}

/// The answer to a question about a chart.
pub(super) async fn drawn(
    state: Data<State>,
    asked: ChartQuestion,
    format: ImageFormat,
    language: Language,
    build: impl FnOnce(&ChartQuestion, &Material) -> Result<Box<dyn Chart>, CannotDraw> + Send + 'static,
) -> Result<Answer, ApiError> {
    let (image, then) = dear(state.clone(), move || {
        let material = Material::read(&state, &asked.sought(), language)?;
        let chart = build(&asked, &material).map_err(no_drawing)?;
        let drawing = match asked.caption {
            true => {
                let caption = caption(&state, &asked, &material, language)?;
                plate(&*chart, &caption, language, asked.scheme.into())
            }
            false => chart.svg(asked.scheme.into(), None),
        };
        let drawing = drawing.map_err(ApiError::internal)?;
        let image = match format {
            ImageFormat::Svg => drawing.into_bytes(),
            ImageFormat::Png => png(&drawing)?,
        };
        Ok((image, material.then))
    })
    .await?;
    Ok(Answer::image(image, format, language).known_then(then))
}

/// What charts over time are made of.
pub(super) fn over_time<'a>(
    asked: &'a ChartQuestion,
    material: &'a Material,
    series: &'a Series,
    language: Language,
) -> TrendInput<'a> {
    TrendInput {
        language,
        indicator: &material.figures.sheet,
        series,
        area: &material.figures.area,
        peers: &material.figures.peers,
        names: &material.names,
        picks: asked.picks(),
        width: asked.width.0,
        height: (f64::from(asked.width.0) / WIDTH_TO_HEIGHT).round() as u32,
    }
}

/// What stands around the drawing.
fn caption(
    state: &State,
    asked: &ChartQuestion,
    material: &Material,
    language: Language,
) -> Result<Caption, ApiError> {
    let summary = material.figures.comparison(asked.period).summary;
    let link = material.link(state.authority.issuer(), summary.period, language)?;
    Ok(finding::caption(
        language,
        &material.name(&material.figures.area),
        &material.figures.sheet,
        &summary,
        &material.peers_in_words,
        &link,
    ))
}

impl From<Ground> for Scheme {
    fn from(ground: Ground) -> Scheme {
        match ground {
            Ground::Light => Scheme::Light,
            Ground::Dark => Scheme::Dark,
        }
    }
}

/// Why there is no drawing, as a problem.
fn no_drawing(reason: CannotDraw) -> ApiError {
    let [lv, en] = Language::ALL.map(|language| reason.sentence(language));
    match reason {
        CannotDraw::NoValues | CannotDraw::NoPairs => ProblemDraft::new(ProblemCode::NotFound, lv, en).into(),
        CannotDraw::TooSmall => ProblemDraft::parameter("width", "too_small", Text::new(lv, en)).into(),
        CannotDraw::NotTwoPeriods => {
            ProblemDraft::parameter("period", "not_two_periods", Text::new(lv, en)).into()
        }
        CannotDraw::NotFinite => ApiError::internal(reason),
    }
}
