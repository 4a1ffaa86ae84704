//! The catalogue of indicators, and their values.

mod list;
mod series;
mod show;
mod update;
pub(crate) mod versions;

pub(crate) use list::*;
pub(crate) use series::*;
pub(crate) use show::*;
pub(crate) use update::*;

use blis_domain::indicator::IndicatorCode;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which indicator an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct IndicatorPath {
    /// Code of the indicator: `EDU.PRE.COV`.
    code: IndicatorCode,
}
