//! Request spans as OpenTelemetry has them, by its conventions for HTTP servers.

use super::Layer;
use super::collector::{self, Collector};
use anyhow::Context as _;
use blis_api::{BegunRequest, EndedRequest, RequestTraces};
use opentelemetry::propagation::{Extractor, TextMapPropagator};
use opentelemetry::trace::{Status, TraceContextExt, TracerProvider};
use opentelemetry::{Context, KeyValue};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::sync::Arc;
use std::time::Duration;
use tracing::field::{Empty, display};
use tracing::{Level, Span};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::filter_fn;

/// How long a server that stops waits for its last spans to be taken.
const LAST_WAIT: Duration = Duration::from_secs(5);

/// Collects spans in the background and sends them in batches. When more come than can be sent, the rest is left out:
/// no request ever waits for it.
#[derive(Debug)]
pub(crate) struct Traces {
    provider: SdkTracerProvider,
}

impl Traces {
    /// Starts to collect, when there is a collector to send to.
    pub(crate) fn start(endpoint: Option<&str>) -> anyhow::Result<Option<Traces>> {
        let Some(endpoint) = endpoint else {
            return Ok(None);
        };
        let exporter = Collector::at(endpoint).context("cannot prepare to send traces")?;
        let resource = Resource::builder()
            .with_service_name("blis")
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .build();
        let provider = SdkTracerProvider::builder()
            .with_resource(resource)
            .with_span_processor(collector::in_batches(exporter))
            .build();
        Ok(Some(Traces { provider }))
    }

    /// What turns spans of this program into those of OpenTelemetry. It has a filter of its own: what is logged is
    /// another choice. Events stay in the log.
    pub(crate) fn layer(&self) -> Layer {
        let ours = filter_fn(|metadata| {
            metadata.is_span() && *metadata.level() <= Level::INFO && metadata.target().starts_with("blis")
        });
        tracing_opentelemetry::layer()
            .with_tracer(self.provider.tracer("blis"))
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_level(false)
            .with_filter(ours)
            .boxed()
    }

    /// Who is told of requests.
    pub(crate) fn requests(&self) -> Arc<dyn RequestTraces> {
        Arc::new(Requests {
            propagator: TraceContextPropagator::new(),
        })
    }

    /// Sends what is left.
    pub(crate) fn finish(self) {
        if let Err(error) = self.provider.shutdown_with_timeout(LAST_WAIT) {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

struct Requests {
    propagator: TraceContextPropagator,
}

impl RequestTraces for Requests {
    fn begin(&self, request: &BegunRequest<'_>) -> Span {
        let span = tracing::info_span!(
            target: "blis_api::request",
            "request",
            request.id = request.id,
            trace.id = Empty,
            otel.kind = "server",
        );
        let parent = self
            .propagator
            .extract_with_context(&Context::new(), &Headers(request));
        // There is nothing to hang on to a span that the collector's layer does not see.
        if span.set_parent(parent).is_ok() {
            let context = span.context();
            span.record("trace.id", display(context.span().span_context().trace_id()));
        }
        span
    }

    fn end(&self, span: &Span, request: &EndedRequest<'_>) {
        let context = span.context();
        let told = context.span();
        told.update_name(format!("{} {}", request.method, request.route));
        told.set_attribute(KeyValue::new("http.request.method", request.method));
        told.set_attribute(KeyValue::new("http.route", request.route.to_owned()));
        told.set_attribute(KeyValue::new(
            "http.response.status_code",
            i64::from(request.status),
        ));
        // A refusal is no error of the server.
        if request.status >= 500 {
            told.set_status(Status::error(""));
        }
    }
}

/// The two headers of W3C Trace Context.
struct Headers<'r>(&'r BegunRequest<'r>);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        match key {
            "traceparent" => self.0.traceparent,
            "tracestate" => self.0.tracestate,
            _ => None,
        }
    }

    fn keys(&self) -> Vec<&str> {
        vec!["traceparent", "tracestate"]
    }
}
