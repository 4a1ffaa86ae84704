//! How a figure is shown that waits to become public: to stewards, and to the municipality it is about.

mod chart;
mod head;
mod words;

pub(crate) use chart::{SeriesChart, WaitingChart};
pub(crate) use head::FigureHead;
pub(crate) use words::{answered, part, public_now, said};
