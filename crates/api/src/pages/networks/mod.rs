//! `/admin/networks…`: networks, for those who manage them.

mod change;
mod list;
mod network;
mod words;

pub(super) use change::{add, ask_remove, remove, save};
pub(super) use list::list;
pub(super) use network::show;
pub(super) use words::{EN, LV, NetworkWords};

use crate::web::problem::ApiError;
use blis_domain::network::NetworkCode;
use blis_domain::problem::ProblemDraft;

/// Where the pages of networks live.
const PATH: &str = "/admin/networks";

/// The network that an address names.
fn code_of(text: &str) -> Result<NetworkCode, ApiError> {
    text.parse()
        .map_err(|_| ProblemDraft::not_found("Šāda tīkla nav.", "There is no such network.").into())
}
