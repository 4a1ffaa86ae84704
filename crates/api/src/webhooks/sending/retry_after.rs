//! `Retry-After` (RFC 9110, 10.2.3): how long a receiver asks to be left alone.

use std::time::Duration;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime};

/// An instant as HTTP writes it.
const HTTP_DATE: &[BorrowedFormatItem<'_>] =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");

/// The wait that is asked for: a number of seconds, or until an instant.
pub(super) fn parse(text: &str, now: OffsetDateTime) -> Option<Duration> {
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let until = PrimitiveDateTime::parse(text, HTTP_DATE).ok()?.assume_utc();
    (until - now).try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_wait_is_a_number_or_an_instant() {
        let now = datetime!(2026-11-20 12:00 UTC);
        let seconds = |text| parse(text, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("0"), Some(0));
        assert_eq!(seconds("Fri, 20 Nov 2026 12:02:00 GMT"), Some(120));
        for nonsense in [
            "",
            "-1",
            "soon",
            "1.5",
            "Fri, 20 Nov 2026 11:59:59 GMT",
            "20 Nov 2026",
        ] {
            assert_eq!(seconds(nonsense), None, "{nonsense}");
        }
    }
}
