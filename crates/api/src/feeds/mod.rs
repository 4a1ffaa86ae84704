//! Data feeds: programs that push figures.

pub(crate) mod batches;
mod list;

pub(crate) use list::*;
