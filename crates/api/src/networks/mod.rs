//! The thematic networks.

mod list;
pub(crate) mod members;
mod show;
mod update;

pub(crate) use list::*;
pub(crate) use show::*;
pub(crate) use update::*;
