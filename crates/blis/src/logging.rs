//! Logs: to standard error, as text for people or JSON for programs.

use crate::settings::{LogFormat, Settings};
use crate::traces::Layer;
use anyhow::{Context, anyhow};
use std::io::IsTerminal;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer as _};

/// Starts the log of the server, beside which requests may be traced.
pub(crate) fn start(settings: &Settings, traces: Option<Layer>) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.log_level)
        .with_context(|| format!("`{}` is no log level", settings.log_level))?;
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let lines = match settings.log_format {
        LogFormat::Text => lines.with_filter(filter).boxed(),
        LogFormat::Json => lines.json().with_filter(filter).boxed(),
    };
    let layers: Vec<Layer> = [lines].into_iter().chain(traces).collect();
    tracing_subscriber::registry()
        .with(layers)
        .try_init()
        .map_err(|error| anyhow!(error).context("cannot start the log"))
}

/// Starts the log of a command that does one thing and ends: warnings alone, unless RUST_LOG wants more.
pub(crate) fn start_quiet() -> anyhow::Result<()> {
    let filter = match std::env::var("RUST_LOG") {
        Ok(level) if !level.is_empty() => {
            EnvFilter::try_new(&level).with_context(|| format!("RUST_LOG: `{level}` is no log level"))?
        }
        _ => EnvFilter::new("warn"),
    };
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init()
        .map_err(|error| anyhow!(error).context("cannot start the log"))
}
