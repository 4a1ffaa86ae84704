//! `/indicators`.

mod list;
mod series;
mod update;
mod versions;
