//! Instants in the address: RFC 3339, or a date alone.

use serde::{Deserialize, Serialize};
use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Date, OffsetDateTime, Time, UtcOffset};
use utoipa::IntoParams;

/// When the data that are wanted were known: an instant, or a date, which means its last moment (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum AsOf {
    /// An instant.
    Instant(OffsetDateTime),
    /// A date.
    Day(Date),
}

impl AsOf {
    /// The instant that is meant. The day that has not ended means what is known now.
    pub(crate) fn instant(self, now: OffsetDateTime) -> OffsetDateTime {
        match self {
            AsOf::Instant(instant) => instant,
            AsOf::Day(_) if self.is_today(now) => now,
            AsOf::Day(day) => day.with_time(LAST_MOMENT).assume_utc(),
        }
    }

    /// Whether it is the day that has not ended: it means another instant each time it is asked.
    pub(crate) fn is_today(self, now: OffsetDateTime) -> bool {
        self == AsOf::Day(now.to_offset(UtcOffset::UTC).date())
    }
}

/// As known when, where a read asks nothing else.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Then {
    /// As it was known then: an RFC 3339 instant, or a date, which means its last moment in UTC, and today's what is
    /// known now.
    #[param(value_type = String, required = false, example = "2020-12-31")]
    pub(crate) as_of: Option<AsOf>,
}

/// The text is neither an instant nor a date.
#[derive(Debug, thiserror::Error)]
#[error("not an RFC 3339 instant or a date")]
pub(crate) struct InvalidMoment;

impl TryFrom<String> for AsOf {
    type Error = InvalidMoment;

    fn try_from(text: String) -> Result<AsOf, InvalidMoment> {
        match instant(&text) {
            Some(instant) => Ok(AsOf::Instant(instant)),
            None => Ok(AsOf::Day(date(&text)?)),
        }
    }
}

/// From when on: an instant, or a date, which means its first moment (UTC).
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Starting(pub(crate) OffsetDateTime);

/// Before when: an instant, or a date, which means the first moment after it (UTC).
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Until(pub(crate) OffsetDateTime);

/// The text is no moment, where the name of the parameter does not say that it should be one.
#[derive(Debug, thiserror::Error)]
#[error("no moment")]
pub(crate) struct NoMoment;

impl TryFrom<String> for Starting {
    type Error = NoMoment;

    fn try_from(text: String) -> Result<Starting, NoMoment> {
        let first = || Some(date(&text).ok()?.with_time(Time::MIDNIGHT).assume_utc());
        instant(&text).or_else(first).map(Starting).ok_or(NoMoment)
    }
}

impl TryFrom<String> for Until {
    type Error = NoMoment;

    fn try_from(text: String) -> Result<Until, NoMoment> {
        let after = || {
            let date = date(&text).ok()?;
            Some(match date.next_day() {
                Some(next) => next.with_time(Time::MIDNIGHT).assume_utc(),
                None => date.with_time(LAST_MOMENT).assume_utc(),
            })
        };
        instant(&text).or_else(after).map(Until).ok_or(NoMoment)
    }
}

const LAST_MOMENT: Time = Time::MAX;

/// An instant in UTC. A `+` of an offset that was not escaped arrives as a space and can mean nothing else.
pub(crate) fn instant(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(&text.trim().replace(' ', "+"), &Rfc3339)
        .ok()?
        // The last hours of the year 9999 lie outside of what can be reckoned in UTC.
        .checked_to_offset(UtcOffset::UTC)
}

/// A date such as `2016-12-31`.
pub(crate) fn date(text: &str) -> Result<Date, InvalidMoment> {
    let text = text.trim();
    // The standard knows more notations (2016-W05-1, 20161231) than the contract names.
    let plain = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    match plain {
        true => Date::parse(text, &Iso8601::DATE).map_err(|_| InvalidMoment),
        false => Err(InvalidMoment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn as_of(text: &str) -> Option<String> {
        let as_of = AsOf::try_from(text.to_owned()).ok()?;
        as_of
            .instant(datetime!(2020-06-30 12:00 +3))
            .format(&Rfc3339)
            .ok()
    }

    #[test]
    fn a_date_means_its_last_moment_and_today_means_now() {
        assert_eq!(
            as_of("2016-12-31").as_deref(),
            Some("2016-12-31T23:59:59.999999999Z")
        );
        assert_eq!(as_of("2020-06-30").as_deref(), Some("2020-06-30T12:00:00+03:00"));
        assert_eq!(
            as_of("2020-07-01").as_deref(),
            Some("2020-07-01T23:59:59.999999999Z"),
            "tomorrow is not today, and has its own answer"
        );
    }

    #[test]
    fn an_instant_means_itself_in_any_offset() {
        assert_eq!(
            as_of("2016-06-30T12:00:00+03:00").as_deref(),
            Some("2016-06-30T09:00:00Z")
        );
        assert_eq!(
            as_of("2016-06-30T12:00:00 03:00").as_deref(),
            Some("2016-06-30T09:00:00Z")
        );
    }

    #[test]
    fn a_span_of_dates_has_all_of_its_last_day() {
        let bounds = |from: &str, to: &str| {
            let Starting(from) = Starting::try_from(from.to_owned()).ok()?;
            let Until(to) = Until::try_from(to.to_owned()).ok()?;
            Some((from.format(&Rfc3339).ok()?, to.format(&Rfc3339).ok()?))
        };
        let both = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(
            bounds("2016-12-30", "2016-12-31"),
            both("2016-12-30T00:00:00Z", "2017-01-01T00:00:00Z")
        );
        assert_eq!(
            bounds("2016-12-30T10:00:00+02:00", "2016-12-31T10:00:00Z"),
            both("2016-12-30T08:00:00Z", "2016-12-31T10:00:00Z")
        );
        assert_eq!(
            bounds("9999-12-31", "9999-12-31"),
            both("9999-12-31T00:00:00Z", "9999-12-31T23:59:59.999999999Z")
        );
        for text in ["", "2016", "2016-13-01", "yesterday"] {
            assert!(Starting::try_from(text.to_owned()).is_err(), "{text}");
            assert!(Until::try_from(text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "2016",
            "2016-13-01",
            "20161231",
            "2016-W05-1",
            "yesterday",
            "āāāāā",
            "9999-12-31T23:59:59-01:00",
        ] {
            assert_eq!(as_of(text), None, "`{text}` must not be read as a moment");
        }
    }
}
