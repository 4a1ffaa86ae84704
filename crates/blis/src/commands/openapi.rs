//! `blis openapi`: the contract, for a file or a generator of clients.

use crate::error::Outcome;
use crate::output;

/// Prints the OpenAPI document.
pub(crate) fn run() -> anyhow::Result<Outcome> {
    output::text(&blis_api::openapi_json())?;
    Ok(Outcome::Done)
}
