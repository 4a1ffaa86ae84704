//! Flat rows, for those who keep a copy.

mod changes;
mod list;

pub(crate) use changes::*;
pub(crate) use list::*;
