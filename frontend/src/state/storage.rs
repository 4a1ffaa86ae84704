//! What this browser remembers between visits.
//!
//! A browser may forbid it (private windows, strict settings); then nothing is remembered and everything else
//! works, which is why a failure here is no error.

use leptos::prelude::window;

/// What was remembered under a key.
pub(crate) fn recall(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Remembers a value under a key.
pub(crate) fn remember(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}
