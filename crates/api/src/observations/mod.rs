//! Flat rows, for those who keep a copy.

mod list;

pub(crate) use list::*;
