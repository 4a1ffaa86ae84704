//! The local governments.

mod brief;
mod list;
pub(crate) mod preview;
mod profile;
mod show;
mod similar;

pub(crate) use brief::*;
pub(crate) use list::*;
pub(crate) use profile::*;
pub(crate) use show::*;
pub(crate) use similar::*;

use blis_domain::area::AreaCode;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which area an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct AreaPath {
    /// ATVK code of the division of 2009–2021: `0840200`, or with its country prefix `LV0840200`.
    code: AreaCode,
}
