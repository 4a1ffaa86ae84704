//! Batches of a feed, and their receipts.

mod create;
pub(crate) mod key;
mod list;
mod show;

pub(crate) use create::*;
pub(crate) use list::*;
pub(crate) use show::*;

use crate::web::own::{private, written};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which feed an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct FeedPath {
    /// Name of the feed: `srda`.
    #[serde(deserialize_with = "crate::web::text::storable")]
    feed: String,
}
