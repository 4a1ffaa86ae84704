//! The binary as people and programs meet it: started, stopped, killed, and asked the wrong things.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails; clippy.toml allows it in test functions, this is for their helpers"
)]

#[macro_use]
mod harness;

mod audit;
mod backup;
mod catalogue;
mod chaos;
mod client;
mod config;
mod durability;
mod fault_file;
mod logs;
mod mail;
mod memory;
mod migrate;
mod openapi;
mod operations;
mod password;
mod push;
mod push_map;
mod raw_push;
mod refused_starts;
mod serve;
mod slow;
mod stopping;
#[cfg(feature = "otel")]
mod traces;
