//! Traces of requests, sent to an OpenTelemetry collector when the settings name one.
//!
//! The crates for it are many, so they are a feature, `otel`: in the released program, not in the everyday build. A
//! program without them refuses a setting that it could not keep.

#[cfg(feature = "otel")]
mod collector;
#[cfg(feature = "otel")]
mod otel;
#[cfg(not(feature = "otel"))]
mod without;

#[cfg(feature = "otel")]
pub(crate) use otel::Traces;
#[cfg(not(feature = "otel"))]
pub(crate) use without::Traces;

/// A part of the log's registry.
pub(crate) type Layer = Box<dyn tracing_subscriber::Layer<tracing_subscriber::Registry> + Send + Sync>;
