//! Flat rows, for those who keep a copy.

mod cursor;
mod list;

pub(crate) use list::*;
