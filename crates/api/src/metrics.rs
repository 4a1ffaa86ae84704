//! Counts and durations, as Prometheus reads them.

use blis_domain::receipt::RowCounts;
use prometheus::{
    HistogramOpts, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder,
};
use std::time::Duration;

/// From a warm comparison (well below a millisecond) to a batch of many thousand rows.
const BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0,
];

/// What is counted. Its clones count together.
#[derive(Clone)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: HistogramVec,
    rows: IntCounterVec,
    letters: IntCounterVec,
    letters_waiting: IntGauge,
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
        let build = IntGaugeVec::new(
            Opts::new("blis_build_info", "The version that runs."),
            &["version"],
        )?;
        build.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(rows.clone()))?;
        registry.register(Box::new(letters.clone()))?;
        registry.register(Box::new(letters_waiting.clone()))?;
        registry.register(Box::new(build))?;
        Ok(Metrics {
            registry,
            requests,
            rows,
            letters,
            letters_waiting,
        })
    }

    /// Counts a request. `route` is the pattern, never the address: values in it would make a series each.
    pub(crate) fn request(&self, method: &str, route: &str, status: u16, duration: Duration) {
        self.requests
            .with_label_values(&[method, route, &status.to_string()])
            .observe(duration.as_secs_f64());
    }

    /// Counts the rows of a batch.
    pub(crate) fn rows(&self, feed: &str, counts: &RowCounts) {
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

    /// Everything, in the text format.
    pub(crate) fn text(&self) -> Result<String, prometheus::Error> {
        TextEncoder::new().encode_to_string(&self.registry.gather())
    }
}
