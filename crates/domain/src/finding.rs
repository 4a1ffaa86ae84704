//! What a comparison says, in words made by rules: the title of a chart, its accessible description,
//! a line ready to paste.

mod brief;
mod caption;
mod gap;
mod likeness;
mod movement;
mod moves;
mod overview;
mod peers;
mod sentences;
mod together;
mod variables;
mod verdict;
mod words;

pub use brief::{QuestionWords, evidence, merit, question, quoted, status_text, why};
pub use caption::{Caption, caption, citation, demonstration};
pub use gap::{cost_pattern, to_median};
pub use likeness::{likeness, list_change, nearness, not_compared, steadfast, verdict_stability, weights};
pub use movement::{incomparable, movement, movements, turn, uncompared};
pub use moves::moved_since;
pub use overview::{overview, quarter, standing_out};
pub use peers::{compared_with, peers, policy_area};
pub use sentences::{difference, distance_to_median, headline, standing, trend};
pub use together::{together, unpaired};
pub use verdict::agreement;
pub use words::{
    band, band_reason, band_sign, explained, left_out_reason, missing_reason, no_move_reason, rank, stage,
    status, third,
};

#[cfg(test)]
mod tests;
