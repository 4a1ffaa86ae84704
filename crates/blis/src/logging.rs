//! Logs: to standard error, as text for people or JSON for programs.

use crate::settings::{LogFormat, Settings};
use anyhow::{Context, anyhow};
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Starts the log of the server.
pub(crate) fn start(settings: &Settings) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.log_level)
        .with_context(|| format!("`{}` is no log level", settings.log_level))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match settings.log_format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    }
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
