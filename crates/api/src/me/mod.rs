//! Who is signed in, and what they hold.

mod export;
mod export_log;
mod identities;
mod log;
mod password;
mod recovery_codes;
mod second_factor;
mod sessions;
mod show;
mod update;

pub(crate) use export::*;
pub(crate) use export_log::*;
pub(crate) use identities::*;
pub(crate) use log::*;
pub(crate) use password::*;
pub(crate) use recovery_codes::*;
pub(crate) use second_factor::*;
pub(crate) use sessions::*;
pub(crate) use show::*;
pub(crate) use update::*;
