//! Batches of a feed, and their receipts.

mod create;
mod decide;
mod export_rows;
pub(crate) mod key;
mod list;
mod rows;
mod show;
mod words;

pub(crate) use create::*;
pub(crate) use decide::*;
pub(crate) use export_rows::export;
pub(crate) use list::*;
pub(crate) use rows::list as list_rows;
pub(crate) use show::*;

use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use blis_domain::receipt::{ReceiptRow, RowOutcome, RowReport};
use blis_domain::rights::{Action, Standing, Target};
use blis_domain::text::Language;
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

/// Whether a reader of receipts is told numbers: a client of the feed, which sent them, and whoever sees what is hidden.
fn sees_numbers(standing: &Standing, feed: &str) -> bool {
    standing.may_on(Action::PushBatch, &Target::Feed(feed))
        || standing.may_on(Action::ReadHidden, &Target::Nothing)
}

/// A row of a receipt in words, to a reader who sees numbers or does not.
fn told(row: &RowReport, sees_numbers: bool, language: Language) -> ReceiptRow {
    match sees_numbers {
        true => row.in_words(language),
        false => row.without_numbers(language),
    }
}

fn no_such_batch(id: &str) -> ApiError {
    StoreError::UnknownBatch(id.to_owned()).into()
}
