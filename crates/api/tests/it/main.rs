//! The API through a real server: every test starts one on a port and a database of its own, and asks it as any
//! caller would. The suite runs on SQLite and on PostgreSQL.

#[macro_use]
mod support;

mod areas;
mod auth;
mod caching;
mod charts;
mod compare;
mod cors_and_headers;
mod feeds;
mod indicators;
mod networks;
mod observations;
mod openapi;
mod page;
mod problems;
mod server;
