//! The members of a network.

mod add;
mod remove;

pub(crate) use add::*;
pub(crate) use remove::*;

use blis_domain::area::AreaCode;
use blis_domain::network::NetworkCode;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which member of which network an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct MemberPath {
    /// Code of the network.
    code: NetworkCode,
    /// Code of the municipality.
    area: AreaCode,
}
