//! The roles of a person.

mod create;
mod delete;

pub(crate) use create::*;
pub(crate) use delete::*;
