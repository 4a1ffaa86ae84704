//! One's own second factor.

mod create;
mod delete;
mod update;

pub(crate) use create::*;
pub(crate) use delete::*;
pub(crate) use update::*;
