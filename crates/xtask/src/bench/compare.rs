//! How many comparisons a second the server answers, against the cheapest answer it has.
//!
//! The number itself says as much about the machine as about the server; the ratio to `/health/live` on the same
//! machine says how much the comparison adds to the bare exchange.

use std::fmt;
use std::thread;
use std::time::Instant;

use anyhow::{Context, anyhow};
use serde_json::Value;

use super::http::Connection;
use crate::interrupt;

/// How many connections ask at once.
const CONNECTIONS: usize = 4;

/// Requests a second of both kinds.
pub(crate) struct Throughput {
    compare: f64,
    live: f64,
}

impl fmt::Display for Throughput {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "      /compare      {:>8.0} requests/s\n      /health/live  {:>8.0} requests/s\n      ratio         {:>8.2}",
            self.compare,
            self.live,
            self.compare / self.live
        )
    }
}

/// Measures both addresses with the same number of requests.
pub(crate) fn measure(address: &str, requests: usize) -> anyhow::Result<Throughput> {
    let compare = comparison_path(&mut Connection::open(address)?)?;
    // Warm: the read model's block is loaded, and the allocator and the kernel have seen the traffic.
    rate(address, &compare, requests / 10)?;
    let compare = rate(address, &compare, requests)?;
    let live = rate(address, "/health/live", requests)?;
    Ok(Throughput { compare, live })
}

/// A comparison the server has data for: the first indicator of the catalogue, the first pilot, the last period.
fn comparison_path(connection: &mut Connection) -> anyhow::Result<String> {
    let mut first_code = |path: &str| {
        let list: Value = serde_json::from_slice(&connection.get(path)?)?;
        let code = list["items"][0]["code"]
            .as_str()
            .with_context(|| format!("{path} lists nothing"))?;
        anyhow::Ok(code.to_owned())
    };
    let indicator = first_code("/api/v1/indicators")?;
    let area = first_code("/api/v1/areas")?;
    let series: Value = serde_json::from_slice(
        &connection.get(&format!("/api/v1/indicators/{indicator}/series?peers=all"))?,
    )?;
    let periods = series["periods"].as_array().context("a series without periods")?;
    let period = periods
        .last()
        .and_then(Value::as_str)
        .context("the first indicator has no period")?;
    Ok(format!(
        "/api/v1/compare?indicator={indicator}&area={area}&peers=all&period={period}"
    ))
}

/// Requests a second over several connections.
fn rate(address: &str, path: &str, requests: usize) -> anyhow::Result<f64> {
    let each = requests.div_ceil(CONNECTIONS).max(1);
    let begun = Instant::now();
    thread::scope(|scope| {
        let running: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(|| {
                    let mut connection = Connection::open(address)?;
                    for _ in 0..each {
                        interrupt::check()?;
                        connection.get(path)?;
                    }
                    anyhow::Ok(())
                })
            })
            .collect();
        running.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| Err(anyhow!("a measuring thread ended early")))
        })
    })?;
    Ok((each * CONNECTIONS) as f64 / begun.elapsed().as_secs_f64())
}
