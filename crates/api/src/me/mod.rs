//! Who is signed in, and what they hold.

mod identities;
mod log;
mod password;
mod sessions;
mod show;

pub(crate) use identities::*;
pub(crate) use log::*;
pub(crate) use password::*;
pub(crate) use sessions::*;
pub(crate) use show::*;
