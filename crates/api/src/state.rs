//! What every request can reach. Nothing of it belongs to one request, so any number of servers can stand side by
//! side on one database.

use crate::addresses::Addresses;
use crate::auth::Authority;
use crate::metrics::Metrics;
use blis_store::Store;

/// The parts of a running server.
pub(crate) struct State {
    /// Everything kept.
    pub(crate) store: Store,
    /// Gives tokens and checks them.
    pub(crate) authority: Authority,
    /// Counts what happens.
    pub(crate) metrics: Metrics,
    /// Which address answers which methods.
    pub(crate) addresses: Addresses,
    /// The OpenAPI document.
    pub(crate) openapi: String,
}
