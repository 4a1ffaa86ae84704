//! What every request can reach. Nothing of it belongs to one request, so any number of servers can stand side by
//! side on one database.

use crate::accounts::Throttle;
use crate::addresses::Addresses;
use crate::auth::{Authority, Passwords, Transport};
use crate::metrics::Metrics;
use crate::middleware::rate::Rates;
use crate::web::peer::Callers;
use crate::web::turns::Turns;
use blis_store::{Clock, Store};
use std::sync::Arc;

/// The parts of a running server.
pub(crate) struct State {
    /// Everything kept.
    pub(crate) store: Store,
    /// Gives tokens and checks them.
    pub(crate) authority: Authority,
    /// Whether the people of a demonstration may sign in.
    pub(crate) demonstration: bool,
    /// What time it is, for tokens.
    pub(crate) clock: Clock,
    /// Makes the hashes of passwords and checks them.
    pub(crate) passwords: Passwords,
    /// Lets dear reads on a few at a time.
    pub(crate) dear_reads: Turns,
    /// Holds those who guess passwords.
    pub(crate) throttle: Throttle,
    /// Who stands between callers and this server.
    pub(crate) callers: Arc<Callers>,
    /// What can be said of the way between browsers and this server.
    pub(crate) transport: Transport,
    /// What each address may ask in a while; without, there is no limit.
    pub(crate) rates: Option<Rates>,
    /// Counts what happens.
    pub(crate) metrics: Metrics,
    /// Which address answers which methods.
    pub(crate) addresses: Addresses,
    /// The OpenAPI document.
    pub(crate) openapi: String,
}
