//! What all charts share: the question, the names, and the answer when nothing can be drawn.

use crate::lookup;
use crate::state::State;
use crate::web::moment::AsOf;
use crate::web::problem::ApiError;
use crate::web::query::ChartWidth;
use blis_charts::{CannotDraw, Scheme};
use blis_domain::area::{Area, AreaCode};
use blis_domain::indicator::{Indicator, IndicatorCode};
use blis_domain::peers::PeerSelector;
use blis_domain::period::Period;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::series::Series;
use blis_domain::text::{Language, Text};
use blis_store::KnownThen;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

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
    pub(super) peers: PeerSelector,
    /// The period, as for `/compare`; the last one shown, in a chart over time.
    #[param(example = "2016")]
    pub(super) period: Option<Period>,
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    pub(super) as_of: Option<AsOf>,
    /// For a `light` (when left out) or a `dark` ground.
    #[serde(default)]
    #[param(inline)]
    pub(super) scheme: Ground,
    /// Width in CSS pixels.
    #[serde(default)]
    #[param(value_type = u32, minimum = 320, maximum = 2000, default = 760)]
    pub(super) width: ChartWidth,
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

impl From<Ground> for Scheme {
    fn from(ground: Ground) -> Scheme {
        match ground {
            Ground::Light => Scheme::Light,
            Ground::Dark => Scheme::Dark,
        }
    }
}

/// The data of a drawing.
pub(super) struct Material {
    pub(super) sheet: Indicator,
    pub(super) area: AreaCode,
    pub(super) peers: Vec<AreaCode>,
    pub(super) series: Arc<Series>,
    pub(super) names: HashMap<AreaCode, String>,
    pub(super) then: Option<KnownThen>,
}

impl Material {
    /// Reads what a chart needs.
    pub(super) fn read(
        state: &State,
        asked: &ChartQuestion,
        language: Language,
    ) -> Result<Material, ApiError> {
        let store = &state.store;
        let then = lookup::as_of(state, asked.as_of)?;
        let (areas, catalogue) = (store.areas()?, store.indicators_then(then)?);
        let sheet = lookup::indicator(&catalogue, "indicator", &asked.indicator)?.clone();
        let area = lookup::area(&areas, &asked.area)?.code.clone();
        Ok(Material {
            peers: lookup::peers(store, &asked.peers, &area, then)?,
            series: store.series(&sheet.code, then)?,
            names: areas.iter().map(|area| named(area, language)).collect(),
            sheet,
            area,
            then,
        })
    }
}

fn named(area: &Area, language: Language) -> (AreaCode, String) {
    (area.code.clone(), area.name.get(language).to_owned())
}

/// Why there is no drawing, as a problem.
pub(super) fn no_drawing(reason: CannotDraw) -> ApiError {
    let [lv, en] = Language::ALL.map(|language| reason.sentence(language));
    match reason {
        CannotDraw::NoValues => ProblemDraft::new(ProblemCode::NotFound, lv, en).into(),
        CannotDraw::TooSmall => ProblemDraft::parameter("width", "too_small", Text::new(lv, en)).into(),
        CannotDraw::NotFinite => ApiError::internal(reason),
    }
}
