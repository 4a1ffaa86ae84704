//! What those whom a figure is about say of it. It is read with the figure, wherever the figure is.

mod delete;
mod update;

pub(crate) use delete::*;
pub(crate) use update::*;

use crate::lookup;
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::area::AreaCode;
use blis_domain::indicator::IndicatorCode;
use blis_domain::observation::ObservationKey;
use blis_domain::period::Period;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_domain::rights::{Action, Standing, Target};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which figure an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct FigurePath {
    /// Code of the indicator.
    indicator: IndicatorCode,
    /// Code of the municipality.
    area: AreaCode,
    /// The period.
    period: Period,
}

/// Which explanation of a figure is meant.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Appearing {
    /// Whether it is that of a figure which waits to become public, and appears with it.
    #[serde(default)]
    #[param(default = false)]
    with_release: bool,
}

/// The figure of an address, if whoever asks may explain it. Which indicators and areas there are is public, so that a
/// municipality that is not within reach is forbidden and not hidden.
fn reached(state: &State, standing: &Standing, path: FigurePath) -> Result<ObservationKey, ApiError> {
    lookup::indicator_in_path(&state.store.indicators()?, &path.indicator)?;
    let areas = state.store.areas()?;
    let area = lookup::area_in_path(&areas, &path.area)?;
    match standing.may_on(Action::ExplainFigures, &Target::Municipality(&area.code)) {
        true => Ok(ObservationKey::whole(path.indicator, path.area, path.period)),
        false => Err(ProblemDraft::new(
            ProblemCode::Forbidden,
            "Šīs pašvaldības vērtības skaidro tās darbinieki vai datu pārvaldnieks.",
            "The figures of this municipality are explained by its own people or by a data steward.",
        )
        .into()),
    }
}
