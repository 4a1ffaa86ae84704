//! The store on both databases: every test makes a database of its own, and most run once on each.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where something unforeseen happens; Clippy knows test functions, not their helpers"
)]

#[macro_use]
mod support;
mod sweep;

mod atomicity;
mod audit;
mod backup;
mod batches;
mod changes;
mod clients;
mod derived;
mod directory;
mod explanations;
mod external;
mod held;
mod hiding;
mod history;
mod idempotency;
mod letters;
mod likeness;
mod links;
mod migrations;
mod model;
mod networks;
mod observations;
mod parts;
mod people;
mod privacy;
mod read_model;
mod reference;
mod releases;
mod second_factor;
mod sheets;
mod throttle;
mod watching;
mod webhooks;
mod withdrawal;
