//! What a comparison says, in words made by rules: the title of a chart, its accessible description,
//! a line ready to paste.

mod sentences;
mod words;

pub use sentences::{difference, distance_to_median, headline, standing, trend};
pub use words::{band, band_reason, band_sign, explained, missing_reason, rank, stage, status};

#[cfg(test)]
mod tests;
