//! Instants as the pages show them, in UTC.

/// An instant to the minute: `2026-11-20 12:00`.
pub(super) fn to_minute(rfc3339: &str) -> String {
    beginning(rfc3339, 16)
}

/// An instant to the second: `2026-11-20 12:00:00`.
pub(super) fn to_second(rfc3339: &str) -> String {
    beginning(rfc3339, 19)
}

fn beginning(rfc3339: &str, letters: usize) -> String {
    let words = |one| if one == 'T' { ' ' } else { one };
    rfc3339.chars().take(letters).map(words).collect()
}
