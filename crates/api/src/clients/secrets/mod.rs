//! The secrets of a machine client.

mod create;
mod delete;

pub(crate) use create::*;
pub(crate) use delete::*;
