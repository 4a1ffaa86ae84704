//! Batches: from the rows of a feed to versions of values, all in one transaction.
//!
//! The order of work: the rows are checked against the catalogue, which needs no database; then, with the
//! data version locked, compared with what is stored; then the derived indicators they touch are computed
//! anew; then all is written, the receipt and the idempotency key with it.

mod apply;
mod assess;
mod derive;
mod ledger;
mod recompute;
mod running;

pub(crate) use apply::{apply, try_out};
pub(crate) use assess::check;
pub(crate) use recompute::recompute;
pub(crate) use running::Running;

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
}

/// The answer to a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchReply {
    /// Its receipt, free of language.
    pub record: BatchRecord,
    /// Whether it was applied by an earlier call with the same key.
    pub replayed: bool,
}
