//! The session of a browser: opened, kept and ended.

mod confirm;
mod create;
mod delete;
mod renew;

pub(crate) use confirm::*;
pub(crate) use create::*;
pub(crate) use delete::*;
pub(crate) use renew::*;
