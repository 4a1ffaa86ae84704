//! The way to the collector: OTLP over HTTP, in batches, on a thread of its own.

use anyhow::Context;
use opentelemetry_otlp::{SpanExporter as Otlp, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{BatchConfigBuilder, BatchSpanProcessor, SpanData, SpanExporter};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long the collector may take for a batch.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long a span waits for others.
const GATHERED_FOR: Duration = Duration::from_secs(2);

/// Where the collector takes traces, below the address that the settings name.
const TRACES: &str = "/v1/traces";

/// Sends batches, and says once when they do not arrive, and once when they do again.
#[derive(Debug)]
pub(super) struct Collector {
    otlp: Otlp,
    endpoint: String,
    is_gone: AtomicBool,
}

impl Collector {
    /// The collector at an address such as `http://127.0.0.1:4318`.
    pub(super) fn at(endpoint: &str) -> anyhow::Result<Collector> {
        // An error here means that the program has chosen a provider already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::blocking::Client::builder()
            .user_agent(concat!("blis/", env!("CARGO_PKG_VERSION")))
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("no HTTP client can be had")?;
        let endpoint = match endpoint.trim_end_matches('/') {
            whole if whole.ends_with(TRACES) => whole.to_owned(),
            base => format!("{base}{TRACES}"),
        };
        let otlp = Otlp::builder()
            .with_http()
            .with_http_client(client)
            .with_endpoint(&endpoint)
            .with_timeout(PATIENCE)
            .build()
            .with_context(|| format!("traces cannot be sent to {endpoint}"))?;
        Ok(Collector {
            otlp,
            endpoint,
            is_gone: AtomicBool::new(false),
        })
    }

    fn tell(&self, outcome: &OTelSdkResult) {
        let is_gone = outcome.is_err();
        if self.is_gone.swap(is_gone, Ordering::Relaxed) == is_gone {
            return;
        }
        match outcome {
            Err(error) => tracing::warn!(
                %error,
                otlp.endpoint = self.endpoint,
                "traces cannot be sent; they are left out until they can"
            ),
            Ok(()) => tracing::info!(otlp.endpoint = self.endpoint, "traces are sent again"),
        }
    }
}

impl SpanExporter for Collector {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let outcome = self.otlp.export(batch).await;
        self.tell(&outcome);
        outcome
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.otlp.shutdown_with_timeout(timeout)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.otlp.force_flush()
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.otlp.set_resource(resource);
    }
}

/// Gathers spans and sends them from a thread of its own. Its queue is bounded, and never waits.
pub(super) fn in_batches(collector: Collector) -> BatchSpanProcessor {
    let config = BatchConfigBuilder::default()
        .with_scheduled_delay(GATHERED_FOR)
        .build();
    BatchSpanProcessor::builder(collector)
        .with_batch_config(config)
        .build()
}
