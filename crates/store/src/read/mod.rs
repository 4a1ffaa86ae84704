//! The read model: what is kept in memory, and how it is known to be the latest.

mod block;
mod blocks;
mod kept;
mod known;

pub(crate) use block::load_block;
pub(crate) use blocks::Blocks;
pub(crate) use kept::Kept;
pub(crate) use known::Known;
