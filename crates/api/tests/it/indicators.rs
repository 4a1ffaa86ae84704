//! `/indicators`.

mod list;
mod series;
