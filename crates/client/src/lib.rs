//! Typed HTTP client of the BLIS API, native and WASM: one method a call of the contract, the types of
//! `blis-domain` in and out, and one error that tells a problem named by the server from a line that is
//! down.
//!
//! The same code serves the page, `blis push` and the tests of the API. It keeps no state besides the
//! address, the language and a token, so it is cheap to clone.

pub use client::Client;
pub use error::ClientError;
pub use feeds::{PushCall, PushReply};
pub use people::Versioned;
pub use queries::{
    AuditQuery, ChangesQuery, CompareQuery, HeldQuery, HiddenQuery, ObservationsQuery, ReceiptQuery,
    UsersQuery,
};

mod accounts;
mod address;
mod answer;
mod areas;
mod auth;
mod calendar;
mod catalogue;
mod client;
mod clients;
mod error;
mod explanations;
mod feeds;
mod held;
mod hidden;
mod indicators;
mod networks;
mod people;
mod queries;
mod releases;
mod transport;
mod webhooks;
