//! Batches of a feed, and their receipts.

mod create;
mod key;
mod list;
mod show;

pub(crate) use create::*;
pub(crate) use list::*;
pub(crate) use show::*;

use crate::web::language::Wanted;
use crate::web::problem::ApiError;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, ContentType};
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
fn private(mut answer: HttpResponseBuilder, Wanted(language): Wanted, json: Vec<u8>) -> HttpResponse {
    answer
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_LANGUAGE, language.tag()))
        .content_type(ContentType::json())
        .body(json)
}

/// Something in JSON. A receipt of many rows is written on the blocking pool, for it takes long enough to hold up
/// whoever asks meanwhile.
fn written<T: Serialize>(value: &T) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(value).map_err(ApiError::internal)
}
