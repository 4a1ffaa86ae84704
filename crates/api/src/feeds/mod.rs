//! Data feeds: programs that push figures.

pub(crate) mod batches;
