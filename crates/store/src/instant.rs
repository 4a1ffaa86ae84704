//! Instants as the database keeps them: microseconds since 1970 in UTC, in a bigint.
//!
//! Both databases order and compare a bigint alike and exactly; Diesel's combined connection has no
//! timestamp with a zone, and SQLite has no timestamp at all.

use crate::error::Corrupt;
use blis_domain::period::{Frequency, Period};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Microseconds since 1970.
pub(crate) type Micros = i64;

/// The instant in microseconds, rounded down. What lies outside the bigint (290,000 years away) becomes
/// its end.
pub(crate) fn micros(instant: OffsetDateTime) -> Micros {
    let micros = instant.unix_timestamp_nanos().div_euclid(1000);
    Micros::try_from(micros).unwrap_or(if micros < 0 { Micros::MIN } else { Micros::MAX })
}

/// The instant in RFC 3339, UTC.
pub(crate) fn rfc3339(micros: Micros) -> Result<String, Corrupt> {
    let text = instant(micros)?.format(&Rfc3339);
    text.map_err(|_| Corrupt::new("an instant", micros))
}

/// The instant itself.
pub(crate) fn instant(micros: Micros) -> Result<OffsetDateTime, Corrupt> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1000)
        .map_err(|_| Corrupt::new("an instant", micros))
}

/// The month an instant lies in. A clock outside the years BLIS knows of is wrong, and nothing dated by it
/// may be judged.
pub(crate) fn month(instant: OffsetDateTime) -> Result<Period, Corrupt> {
    let period = u16::try_from(instant.year())
        .ok()
        .and_then(|year| Period::new(year, Frequency::Month, instant.month().into()));
    period.ok_or_else(|| Corrupt::new("the clock", instant))
}

/// The id of what comes into being at an instant: a batch, a person, a session. A UUIDv7 (RFC 9562, 5.7).
///
/// With twelve bits below the millisecond two ids a microsecond apart are in the right order, so the list
/// of batches sorts by id alone. The rest is random.
pub(crate) fn id(micros: Micros) -> String {
    let seconds = u64::try_from(micros.div_euclid(1_000_000)).unwrap_or(0);
    let nanos = u32::try_from(micros.rem_euclid(1_000_000) * 1000).unwrap_or(0);
    let context = uuid::ContextV7::new().with_additional_precision();
    let timestamp = uuid::Timestamp::from_unix(context, seconds, nanos);
    uuid::Uuid::new_v7(timestamp).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_a_microsecond_apart_are_in_order() {
        let start = 1_795_132_800_000_000;
        let ids: Vec<String> = (start..start + 3000).map(id).collect();
        assert!(ids.is_sorted(), "the list of batches is ordered by their ids");
    }

    #[test]
    fn an_instant_reads_back_to_the_microsecond() {
        let instant = OffsetDateTime::from_unix_timestamp_nanos(1_795_132_800_123_456_789).unwrap();
        assert_eq!(rfc3339(micros(instant)).unwrap(), "2026-11-20T00:00:00.123456Z");
        assert!(
            rfc3339(i64::MAX).is_err(),
            "a year of six digits has no RFC 3339 form"
        );
    }
}
