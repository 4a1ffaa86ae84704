//! How a store is opened.

use std::fmt;
use std::sync::Arc;
use time::OffsetDateTime;

/// What may be chosen when a store is opened.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// The most bytes of blocks the read model keeps; one in eight is for blocks as they were (`as_of`).
    pub cache_bytes: u64,
    /// The most connections that read at the same time.
    pub readers: u32,
    /// What time it is.
    pub clock: Clock,
}

impl Default for StoreOptions {
    /// 64 MiB hold the blocks of a catalogue of some hundred indicators over twenty years; eight readers keep
    /// the cores of a small machine busy.
    fn default() -> StoreOptions {
        StoreOptions {
            cache_bytes: 64 << 20,
            readers: 8,
            clock: Clock::system(),
        }
    }
}

/// Where the store asks for the time, so that a test may say what it is.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> OffsetDateTime + Send + Sync>);

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Clock {
        Clock::new(OffsetDateTime::now_utc)
    }

    /// A clock of one's own.
    pub fn new(now: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Clock {
        Clock(Arc::new(now))
    }

    /// What time it is.
    pub fn now(&self) -> OffsetDateTime {
        (self.0)()
    }
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::system()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
