//! What every request can reach. Nothing of it belongs to one request, so any number of servers can stand side by
//! side on one database.

use crate::accounts::Throttle;
use crate::addresses::Addresses;
use crate::auth::external::Providers;
use crate::auth::{Authority, Passwords, SealingKey, Transport};
use crate::letters::Letters;
use crate::metrics::Metrics;
use crate::middleware::rate::Rates;
use crate::traces::RequestTraces;
use crate::web::peer::Callers;
use crate::web::turns::Turns;
use crate::webhooks::Receivers;
use blis_store::{Clock, Store};
use std::path::PathBuf;
use std::sync::Arc;

/// The parts of a running server.
pub(crate) struct State {
    /// Everything kept.
    pub(crate) store: Store,
    /// Gives tokens and checks them.
    pub(crate) authority: Authority,
    /// Whether the people of a demonstration may sign in.
    pub(crate) demonstration: bool,
    /// What becomes of letters.
    pub(crate) letters: Letters,
    /// What time it is, for tokens.
    pub(crate) clock: Clock,
    /// Makes the hashes of passwords and checks them.
    pub(crate) passwords: Passwords,
    /// Lets dear reads on a few at a time.
    pub(crate) dear_reads: Turns,
    /// Lets large bodies of batches on one at a time.
    pub(crate) large_bodies: Turns,
    /// Where bodies lie that are too large for memory.
    pub(crate) spool_folder: PathBuf,
    /// Seals what the database keeps and must not tell.
    pub(crate) sealing_key: SealingKey,
    /// Holds those who guess passwords.
    pub(crate) throttle: Throttle,
    /// The services of other organisations that sign people in.
    pub(crate) providers: Providers,
    /// Where webhooks may be.
    pub(crate) receivers: Receivers,
    /// Who stands between callers and this server.
    pub(crate) callers: Arc<Callers>,
    /// What can be said of the way between browsers and this server.
    pub(crate) transport: Transport,
    /// What each address may ask in a while; without, there is no limit.
    pub(crate) rates: Option<Rates>,
    /// Who is told of each request.
    pub(crate) traces: Arc<dyn RequestTraces>,
    /// Whether the counters are told on an address of their own.
    pub(crate) metrics_apart: bool,
    /// Counts what happens.
    pub(crate) metrics: Metrics,
    /// Which address answers which methods.
    pub(crate) addresses: Addresses,
    /// The OpenAPI document.
    pub(crate) openapi: String,
}

impl State {
    /// Whether an account is one that is let in here. The people of a demonstration are where there is one, and nowhere
    /// else: their secrets are printed for everybody. Asked whenever somebody signs in, and whenever a session is read
    /// or renewed, for it may have been opened at an earlier start.
    pub(crate) fn lets_in(&self, of_demonstration: bool) -> bool {
        self.demonstration || !of_demonstration
    }
}
