//! The API through a real server: every test starts one on a port and a database of its own, and asks it as any
//! caller would. The suite runs on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails; clippy.toml allows it in test functions, this is for what they call"
)]

#[macro_use]
mod support;

mod accounts;
mod areas;
mod as_of;
mod auth;
mod caching;
mod calendar;
mod catalogue;
mod changes;
mod charts;
mod clients;
mod compare;
mod cors_and_headers;
mod edge;
mod feeds;
mod held;
mod hidden;
mod indicators;
mod letters;
mod networks;
mod observations;
mod openapi;
mod page;
mod problems;
mod rate;
mod releases;
mod server;
mod unpublished;
mod users;
mod webhooks;
