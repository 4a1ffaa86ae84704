//! The drawings of the page, for documents and other sites.

mod distribution;
mod drawing;
mod png;
mod ranking;
mod trend;

pub(crate) use distribution::*;
pub(crate) use ranking::*;
pub(crate) use trend::*;
