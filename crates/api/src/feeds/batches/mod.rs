//! Batches of a feed, and their receipts.

mod create;
mod key;
mod list;
mod show;

pub(crate) use create::*;
pub(crate) use list::*;
pub(crate) use show::*;

use crate::web::language::Wanted;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE};
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// Which feed an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct FeedPath {
    /// Name of the feed: `srda`.
    feed: String,
}

/// Something of a feed in the language asked for. Receipts are their client's alone and not to be kept on the way.
fn private<T: Serialize>(
    mut answer: HttpResponseBuilder,
    Wanted(language): Wanted,
    value: &T,
) -> HttpResponse {
    answer
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_LANGUAGE, language.tag()))
        .json(value)
}
