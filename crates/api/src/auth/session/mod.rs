//! The session of a browser: opened, kept and ended.

mod create;
mod delete;
mod renew;

pub(crate) use create::*;
pub(crate) use delete::*;
pub(crate) use renew::*;
