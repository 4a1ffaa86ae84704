//! Charts as their users see them: documents kept as snapshots, and the promises of the `Chart` trait.

mod heat_states;
mod promises;
mod sample;
mod scatter_states;
mod slope_states;
mod snapshots;
mod states;
