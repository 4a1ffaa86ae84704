//! Counts and durations, as Prometheus reads them.
//!
//! No label holds an id, an address or anything else a caller could invent: each value of a label is a series that is
//! kept for as long as the server runs, and `/metrics` is read by more people than the audit log.

use blis_domain::receipt::BatchRecord;
use blis_store::{Connections, Figures};
use prometheus::{
    Counter, CounterVec, GaugeVec, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge,
    IntGaugeVec, Opts, Registry, TextEncoder,
};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// From a warm comparison (well below a millisecond) to a batch of many thousand rows.
const BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0,
];

/// What came of an attempt to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignInOutcome {
    /// A session was opened.
    Done,
    /// Address, password or code were wrong, another service proved nobody whom this one knows, or the account is not
    /// active.
    Wrong,
    /// Whoever failed too often has to wait.
    Held,
    /// The connection is not encrypted.
    Insecure,
    /// Something else stood in the way, such as a database that cannot be reached.
    Failed,
}

impl SignInOutcome {
    fn label(self) -> &'static str {
        match self {
            SignInOutcome::Done => "done",
            SignInOutcome::Wrong => "wrong",
            SignInOutcome::Held => "held",
            SignInOutcome::Insecure => "insecure",
            SignInOutcome::Failed => "failed",
        }
    }
}

/// What is counted. Its clones count together.
#[derive(Clone)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: HistogramVec,
    rows: IntCounterVec,
    letters: IntCounterVec,
    letters_waiting: IntGauge,
    deliveries: IntCounterVec,
    deliveries_waiting: IntGauge,
    batches: IntCounterVec,
    sign_ins: IntCounterVec,
    problems: IntCounterVec,
    rate_limited: IntCounter,
    passwords_waiting: IntGauge,
    connections: IntGaugeVec,
    connection_waits: CounterVec,
    connection_wait_seconds: CounterVec,
    figures: GaugeVec,
    /// Two readers at a time would add one wait twice.
    reading: Arc<Mutex<()>>,
}

impl Metrics {
    /// Counters at zero, in a registry of their own: several servers may run in one process.
    pub(crate) fn new() -> Result<Metrics, prometheus::Error> {
        let registry = Registry::new();
        let requests = HistogramVec::new(
            HistogramOpts::new("blis_http_request_duration_seconds", "Time to answer a request.")
                .buckets(BUCKETS.to_vec()),
            &["method", "route", "status"],
        )?;
        let rows = IntCounterVec::new(
            Opts::new(
                "blis_feed_rows_total",
                "Rows of pushed batches, by what became of them.",
            ),
            &["feed", "outcome"],
        )?;
        let letters = IntCounterVec::new(
            Opts::new(
                "blis_letters_total",
                "Attempts to send a letter, by what became of them.",
            ),
            &["purpose", "outcome"],
        )?;
        let letters_waiting = IntGauge::new("blis_letters_waiting", "Letters that wait to be sent.")?;
        let deliveries = IntCounterVec::new(
            Opts::new(
                "blis_webhook_deliveries_total",
                "Attempts at a delivery to a webhook, by what became of them.",
            ),
            &["outcome"],
        )?;
        let deliveries_waiting = IntGauge::new(
            "blis_webhook_deliveries_waiting",
            "Deliveries that wait to be taken by a webhook.",
        )?;
        let batches = IntCounterVec::new(
            Opts::new(
                "blis_feed_batches_total",
                "Pushed batches, by what became of them.",
            ),
            &["feed", "state"],
        )?;
        let sign_ins = IntCounterVec::new(
            Opts::new(
                "blis_sign_ins_total",
                "Attempts to sign in, by what came of them.",
            ),
            &["outcome"],
        )?;
        let problems = IntCounterVec::new(
            Opts::new(
                "blis_problems_total",
                "Requests that were refused or failed, by the code of the problem.",
            ),
            &["code"],
        )?;
        let rate_limited = IntCounter::new(
            "blis_rate_limited_total",
            "Requests that were refused because too many came from their address.",
        )?;
        let passwords_waiting = IntGauge::new(
            "blis_passwords_waiting",
            "Requests that wait for their turn to have a password hashed.",
        )?;
        let connections = IntGaugeVec::new(
            Opts::new(
                "blis_database_connections",
                "Connections to the database, by what they are for.",
            ),
            &["pool", "state"],
        )?;
        let connection_waits = CounterVec::new(
            Opts::new(
                "blis_database_connections_taken_total",
                "Connections that were taken from a pool.",
            ),
            &["pool"],
        )?;
        let connection_wait_seconds = CounterVec::new(
            Opts::new(
                "blis_database_connection_wait_seconds_total",
                "Time that was waited for a connection of a pool.",
            ),
            &["pool"],
        )?;
        let figures = GaugeVec::new(
            Opts::new(
                "blis_database_figure",
                "What the database holds: sessions_open, audit_head_seq, data_version.",
            ),
            &["figure"],
        )?;
        let build = IntGaugeVec::new(
            Opts::new("blis_build_info", "The version that runs."),
            &["version"],
        )?;
        build.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(rows.clone()))?;
        registry.register(Box::new(letters.clone()))?;
        registry.register(Box::new(letters_waiting.clone()))?;
        registry.register(Box::new(deliveries.clone()))?;
        registry.register(Box::new(deliveries_waiting.clone()))?;
        registry.register(Box::new(batches.clone()))?;
        registry.register(Box::new(sign_ins.clone()))?;
        registry.register(Box::new(problems.clone()))?;
        registry.register(Box::new(rate_limited.clone()))?;
        registry.register(Box::new(passwords_waiting.clone()))?;
        registry.register(Box::new(connections.clone()))?;
        registry.register(Box::new(connection_waits.clone()))?;
        registry.register(Box::new(connection_wait_seconds.clone()))?;
        registry.register(Box::new(figures.clone()))?;
        registry.register(Box::new(build))?;
        Ok(Metrics {
            registry,
            requests,
            rows,
            letters,
            letters_waiting,
            deliveries,
            deliveries_waiting,
            batches,
            sign_ins,
            problems,
            rate_limited,
            passwords_waiting,
            connections,
            connection_waits,
            connection_wait_seconds,
            figures,
            reading: Arc::default(),
        })
    }

    /// Counts a request. `route` is the pattern, never the address: values in it would make a series each.
    pub(crate) fn request(&self, method: &str, route: &str, status: u16, duration: Duration) {
        self.requests
            .with_label_values(&[method, route, &status.to_string()])
            .observe(duration.as_secs_f64());
    }

    /// Counts a batch and its rows.
    pub(crate) fn batch(&self, batch: &BatchRecord) {
        let (feed, counts) = (batch.feed.as_str(), &batch.counts);
        self.batches.with_label_values(&[feed, batch.state.code()]).inc();
        for (outcome, count) in [
            ("new", counts.new),
            ("changed", counts.changed),
            ("unchanged", counts.unchanged),
            ("refused", counts.refused),
            ("suspect", counts.suspect),
        ] {
            self.rows.with_label_values(&[feed, outcome]).inc_by(count);
        }
    }

    /// Counts an attempt to send a letter.
    pub(crate) fn letter(&self, purpose: &str, outcome: &str) {
        self.letters.with_label_values(&[purpose, outcome]).inc();
    }

    /// Says how many letters wait.
    pub(crate) fn letters_waiting(&self, waiting: u64) {
        self.letters_waiting
            .set(i64::try_from(waiting).unwrap_or(i64::MAX));
    }

    /// Counts an attempt at a delivery to a webhook.
    pub(crate) fn delivery(&self, outcome: &str) {
        self.deliveries.with_label_values(&[outcome]).inc();
    }

    /// Says how many deliveries to webhooks wait.
    pub(crate) fn deliveries_waiting(&self, waiting: u64) {
        self.deliveries_waiting
            .set(i64::try_from(waiting).unwrap_or(i64::MAX));
    }

    /// Counts an attempt to sign in.
    pub(crate) fn sign_in(&self, outcome: SignInOutcome) {
        self.sign_ins.with_label_values(&[outcome.label()]).inc();
    }

    /// Counts a request that was refused or failed, by the code of its problem.
    pub(crate) fn problem(&self, code: &'static str) {
        self.problems.with_label_values(&[code]).inc();
    }

    /// Counts a request that was refused because too many came from its address.
    pub(crate) fn rate_limited(&self) {
        self.rate_limited.inc();
    }

    /// How many wait for their turn to have a password hashed.
    pub(crate) fn passwords_waiting(&self, waiting: usize) {
        self.passwords_waiting
            .set(i64::try_from(waiting).unwrap_or(i64::MAX));
    }

    /// The pools of connections as they are now.
    pub(crate) fn connections(&self, pools: &[Connections]) {
        let _alone = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        for pool in pools {
            let busy = pool.open.saturating_sub(pool.idle);
            for (state, count) in [("busy", busy), ("idle", pool.idle)] {
                self.connections
                    .with_label_values(&[pool.name, state])
                    .set(count.into());
            }
            raise(
                &self.connection_waits.with_label_values(&[pool.name]),
                pool.taken as f64,
            );
            let waited = pool.waited.as_secs_f64();
            raise(
                &self.connection_wait_seconds.with_label_values(&[pool.name]),
                waited,
            );
        }
    }

    /// What the database holds; nothing is told of it while it cannot be asked.
    pub(crate) fn figures(&self, figures: Option<&Figures>) {
        self.figures.reset();
        let Some(figures) = figures else { return };
        for (figure, count) in [
            ("sessions_open", figures.sessions_open),
            ("audit_head_seq", figures.audit_head_seq),
            ("data_version", figures.data_version),
        ] {
            self.figures.with_label_values(&[figure]).set(count as f64);
        }
    }

    /// Everything, in the text format.
    pub(crate) fn text(&self) -> Result<String, prometheus::Error> {
        TextEncoder::new().encode_to_string(&self.registry.gather())
    }
}

/// Brings a counter up to a total that is counted elsewhere.
fn raise(counter: &Counter, total: f64) {
    let more = total - counter.get();
    if more > 0.0 {
        counter.inc_by(more);
    }
}
