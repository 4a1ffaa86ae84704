//! Machine clients, for those who run the installation.

mod create;
mod delete;
mod expiry;
mod list;
pub(crate) mod secrets;
mod show;
mod update;

pub(crate) use create::*;
pub(crate) use delete::*;
pub(crate) use expiry::warn_daily;
pub(crate) use list::*;
pub(crate) use show::*;
pub(crate) use update::*;

use crate::accounts::clients::Shown;
use crate::web::language::Wanted;
use crate::web::own::{private, written};
use crate::web::problem::ApiError;
use crate::web::version;
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which client an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ClientPath {
    /// Its id.
    id: String,
}

/// A client with the tag of its version.
fn tagged(answer: HttpResponseBuilder, language: Wanted, shown: &Shown) -> Result<HttpResponse, ApiError> {
    let answer = version::tagged(answer, shown.version);
    Ok(private(answer, language, written(&shown.view)?))
}
