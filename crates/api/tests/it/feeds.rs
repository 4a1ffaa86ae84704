//! `/feeds/{feed}/batches`.

mod bodies;
mod create;
mod faults;
mod idempotency;
mod receipts;
mod withdrawal;
