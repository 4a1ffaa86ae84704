//! Batches: from the rows of a feed to versions of values, all in one transaction.
//!
//! The order of work: the rows are checked against the catalogue as they come (`intake`), which needs no database; then,
//! with the data version locked, compared with what is stored (`weigh`), an indicator at a time, so that a batch of a
//! million rows is never in memory but packed, and what is unlike all that is known is found suspect (`judge`); then the
//! receipt, the values, the derived indicators that they touch (`derive`) and the idempotency key are written. What is
//! suspect is taken aside (`aside`), onto the desk, until a steward decides (`decide`, `publish`). What may not be shown is
//! hidden last, when all that follows is known (`conceal`, `concealment`).

mod apply;
mod aside;
mod conceal;
mod concealment;
mod decide;
mod derive;
mod end;
mod intake;
mod judge;
mod publish;
mod recompute;
mod reference;
mod release;
mod running;
mod sums;
mod told;
mod weigh;
mod write;

pub(crate) use apply::{apply, try_out};
pub(crate) use decide::{About, decide};
pub use intake::{Intake, OpenBatch};
pub(crate) use recompute::{Recomputed, recompute};
pub(crate) use reference::Reference;
pub(crate) use release::{ReleaseWhen, Released, publish_release};
pub(crate) use running::{Entered, Running};

use blis_domain::receipt::{BatchMode, BatchRecord};

/// A batch to be applied, but for its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// The feed it comes by.
    pub feed: String,
    /// Who sends it.
    pub client: String,
    /// What the sender calls it, so that sending it twice counts once.
    pub idempotency_key: String,
    /// SHA-256 of its body, and of whatever else makes it this batch.
    pub body_hash: [u8; 32],
    /// Whether one refused row refuses all.
    pub mode: BatchMode,
    /// Whether it is only tried. Then nothing is stored, not even the key.
    pub dry_run: bool,
    /// Whether its values are invented for demonstration.
    pub demonstration: bool,
    /// Whether somebody stands for its figures, so that nobody asks whether they are plausible.
    pub vouched: bool,
}

/// The answer to a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchReply {
    /// Its receipt, free of language.
    pub record: BatchRecord,
    /// Whether it was applied by an earlier call with the same key.
    pub replayed: bool,
}
