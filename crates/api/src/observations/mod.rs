//! Flat rows, for those who keep a copy.

mod arithmetic;
mod changes;
pub(crate) mod explanation;
mod list;

pub(crate) use arithmetic::*;
pub(crate) use changes::*;
pub(crate) use list::*;
