//! Webhooks: who is told of changes, what was sent to them, and the sender.

mod create;
mod delete;
pub(crate) mod deliveries;
mod list;
mod ping;
mod receivers;
pub(crate) mod secrets;
mod sending;
mod show;
mod update;

pub(crate) use create::*;
pub(crate) use delete::*;
pub(crate) use list::*;
pub(crate) use ping::*;
pub(crate) use receivers::Receivers;
pub use receivers::WebhookOptions;
pub(crate) use sending::WebhookSender;
pub(crate) use show::*;
pub(crate) use update::*;

use crate::accounts::webhooks::Shown;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::version;
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which webhook an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct WebhookPath {
    /// Its id.
    #[serde(deserialize_with = "crate::web::text::storable")]
    id: String,
}

/// A webhook with the tag of its version.
fn tagged(answer: HttpResponseBuilder, language: Wanted, shown: &Shown) -> Result<HttpResponse, ApiError> {
    let answer = version::tagged(answer, shown.version);
    Ok(private(answer, language, written(&shown.view)?))
}
