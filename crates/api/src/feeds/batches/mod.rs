//! Batches of a feed, and their receipts.

mod create;
mod decide;
mod export_rows;
pub(crate) mod key;
mod list;
mod rows;
mod show;

pub(crate) use create::*;
pub(crate) use decide::*;
pub(crate) use export_rows::export;
pub(crate) use list::*;
pub(crate) use rows::list as list_rows;
pub(crate) use show::*;

use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use blis_domain::receipt::RowOutcome;
use blis_store::{ReceiptFilter, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// Which feed an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct FeedPath {
    /// Name of the feed: `srda`.
    #[serde(deserialize_with = "crate::web::text::storable")]
    feed: String,
}

/// Which batch an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct BatchPath {
    /// Name of the feed: `srda`.
    #[serde(deserialize_with = "crate::web::text::storable")]
    feed: String,
    /// Id of the batch, as its receipt tells it.
    #[serde(deserialize_with = "crate::web::text::storable")]
    id: String,
}

/// Which rows of which receipt.
#[derive(Serialize)]
struct Rows {
    feed: String,
    id: String,
    outcome: Option<RowOutcome>,
    code: Option<String>,
}

impl Rows {
    /// What the store is asked.
    fn filter(&self) -> ReceiptFilter {
        ReceiptFilter {
            outcome: self.outcome,
            code: self.code.clone(),
            ..ReceiptFilter::default()
        }
    }
}

fn no_such_batch(id: &str) -> ApiError {
    StoreError::UnknownBatch(id.to_owned()).into()
}
