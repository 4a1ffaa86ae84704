//! Waiting for something that can be seen, instead of for a time that may be too short or too long.

use std::time::{Duration, Instant};

/// Longer than anything a test waits for takes on a busy machine.
const LONGEST: Duration = Duration::from_secs(60);

/// Waits until a condition holds.
///
/// # Panics
/// When it never does, with what was waited for.
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + LONGEST;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        std::thread::yield_now();
    }
}
