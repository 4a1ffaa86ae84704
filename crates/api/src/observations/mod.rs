//! Flat rows, for those who keep a copy.

mod changes;
pub(crate) mod explanation;
mod list;

pub(crate) use changes::*;
pub(crate) use list::*;
