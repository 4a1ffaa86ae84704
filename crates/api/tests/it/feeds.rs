//! `/feeds/{feed}/batches`.

mod bodies;
mod create;
mod faults;
mod idempotency;
mod list;
mod receipts;
mod withdrawal;
