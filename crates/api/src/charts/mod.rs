//! The drawings of the page, for documents and other sites.

mod drawing;
mod ranking;
mod trend;

pub(crate) use ranking::*;
pub(crate) use trend::*;
