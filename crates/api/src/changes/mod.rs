//! The changes as wholes, for those who want to know what happened.

mod list;

pub(crate) use list::*;
