//! Slow statements report themselves.

use diesel::connection::{Instrumentation, InstrumentationEvent};
use std::time::{Duration, Instant};

/// From here on a statement is worth a line in the log.
const SLOW: Duration = Duration::from_millis(500);

/// Measures the statements of one connection.
#[derive(Debug, Default)]
pub(super) struct SlowQueries {
    started: Option<Instant>,
}

impl Instrumentation for SlowQueries {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => self.started = Some(Instant::now()),
            InstrumentationEvent::FinishQuery { query, .. } => {
                let elapsed = self.started.take().map(|started| started.elapsed());
                if let Some(elapsed) = elapsed.filter(|elapsed| *elapsed >= SLOW) {
                    // The statement without its values: those may be anybody's.
                    let text = query.to_string();
                    let statement = text.split("-- binds:").next().unwrap_or("");
                    let statement: String = statement.chars().take(300).collect();
                    tracing::warn!(
                        query.elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
                        query.statement = statement.trim(),
                        "a statement was slow"
                    );
                }
            }
            _ => {}
        }
    }
}
