//! People, for their administrators.

mod create;
mod erase;
mod export;
mod grants;
mod invitation;
mod list;
mod second_factor;
mod sessions;
mod show;
mod update;

pub(crate) use create::*;
pub(crate) use erase::*;
pub(crate) use export::*;
pub(crate) use grants::*;
pub(crate) use invitation::*;
pub(crate) use list::*;
pub(crate) use second_factor::*;
pub(crate) use sessions::*;
pub(crate) use show::*;
pub(crate) use update::*;

use serde::Deserialize;
use utoipa::IntoParams;

/// Which person an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct UserPath {
    /// Id of the person.
    id: String,
}
