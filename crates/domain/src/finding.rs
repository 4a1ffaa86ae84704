//! What a comparison says, in words made by rules: the title of a chart, its accessible description,
//! a line ready to paste.

mod caption;
mod peers;
mod sentences;
mod together;
mod verdict;
mod words;

pub use caption::{Caption, caption, citation, demonstration};
pub use peers::{compared_with, peers, policy_area};
pub use sentences::{difference, distance_to_median, headline, standing, trend};
pub use together::{together, unpaired};
pub use verdict::agreement;
pub use words::{band, band_reason, band_sign, explained, missing_reason, rank, stage, status, third};

#[cfg(test)]
mod tests;
