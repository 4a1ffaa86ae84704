//! What asks a program to stop: SIGTERM from a supervisor, SIGINT from a keyboard.

use std::io;

/// The signals, taken from their default, which would end the program on the spot.
pub(crate) struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Takes them.
    ///
    /// # Errors
    /// When the system does not let them be taken.
    pub(crate) fn take() -> io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Waits for the next one; its name.
    pub(crate) async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    /// Takes them.
    ///
    /// # Errors
    /// Never here.
    pub(crate) fn take() -> io::Result<Signals> {
        Ok(Signals {})
    }

    /// Waits for the next one; its name.
    pub(crate) async fn next(&mut self) -> &'static str {
        match tokio::signal::ctrl_c().await {
            Ok(()) => "CTRL-C",
            // There is nothing to wait for any more.
            Err(_) => std::future::pending().await,
        }
    }
}
