//! What a comparison says, in words made by rules: the title of a chart, its accessible description,
//! a line ready to paste.

mod caption;
mod likeness;
mod peers;
mod sentences;
mod variables;
mod verdict;
mod words;

pub use caption::{Caption, caption, citation, demonstration};
pub use likeness::{likeness, list_change, nearness, not_compared, steadfast, verdict_stability, weights};
pub use peers::{compared_with, peers, policy_area};
pub use sentences::{difference, distance_to_median, headline, standing, trend};
pub use verdict::agreement;
pub use words::{band, band_reason, band_sign, explained, missing_reason, rank, stage, status};

#[cfg(test)]
mod tests;
