//! When the figures of a period are expected, and what is overdue. What day it is arrives as an argument.

use crate::area::AreaCode;
use crate::indicator::{Indicator, IndicatorCode};
use crate::period::{Frequency, Period};
use crate::release::Release;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use time::{Date, Month};

/// A day of the Gregorian calendar: `2016-03-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// The text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day: write 2016-03-31")]
pub struct InvalidDay(String);

/// The Julian day of 1970-01-01.
const EPOCH: i64 = 2_440_588;

impl Day {
    /// The day so many days after 1970-01-01; the first or the last there is where that lies beyond it.
    pub fn of_number(number: i64) -> Day {
        let end = if number < 0 { Date::MIN } else { Date::MAX };
        let julian = i32::try_from(number.saturating_add(EPOCH)).ok();
        Day(julian
            .and_then(|day| Date::from_julian_day(day).ok())
            .unwrap_or(end))
    }

    /// The day of an instant as it is told, RFC 3339 in UTC.
    pub fn of_instant(rfc3339: &str) -> Option<Day> {
        rfc3339.get(..10)?.parse().ok()
    }

    /// How many days after 1970-01-01 it is.
    pub fn number(self) -> i64 {
        i64::from(self.0.to_julian_day()) - EPOCH
    }

    /// Its year and its month, counted from 1.
    pub fn year_and_month(self) -> (i32, u8) {
        (self.0.year(), u8::from(self.0.month()))
    }

    /// So many days later.
    #[must_use]
    pub fn plus(self, days: u32) -> Day {
        Day::of_number(self.number() + i64::from(days))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Day, InvalidDay> {
        let invalid = || InvalidDay(text.chars().take(20).collect());
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else {
            return Err(invalid());
        };
        let is_plain = (year.len(), month.len(), day.len()) == (4, 2, 2)
            && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if !is_plain {
            return Err(invalid());
        }
        let year: u16 = year.parse().map_err(|_| invalid())?;
        let number = |part: &str| part.parse::<u8>().map_err(|_| invalid());
        let month = Month::try_from(number(month)?).map_err(|_| invalid())?;
        let date = Date::from_calendar_date(year.into(), month, number(day)?);
        date.map(Day).map_err(|_| invalid())
    }
}

impl TryFrom<String> for Day {
    type Error = InvalidDay;

    fn try_from(text: String) -> Result<Day, InvalidDay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

/// The last day of a period.
pub fn last_day(period: Period) -> Day {
    let months = 12 / period.frequency().periods_per_year();
    let year = i32::from(period.calendar_year());
    // A period ends in December at the latest.
    let month = Month::try_from(period.place() * months).unwrap_or(Month::December);
    let last = Date::from_calendar_date(year, month, month.length(year));
    // Every year of a period is one of the calendar.
    Day(last.unwrap_or(Date::MAX))
}

/// The day on which figures of a period are expected that come so many days after its end.
pub fn expected_on(period: Period, days: u32) -> Day {
    last_day(period).plus(days)
}

/// The periods whose figures are expected from one day to another, both included, in their order.
pub fn expected_between(frequency: Frequency, days: u32, from: Day, to: Day) -> Vec<Period> {
    let first_year = Day::of_number(from.number() - i64::from(days)).0.year();
    let first = u16::try_from(first_year).ok();
    let mut period = first.and_then(|year| Period::new(year, frequency, 1));
    let mut found = Vec::new();
    while let Some(one) = period {
        let expected = expected_on(one, days);
        if expected > to {
            break;
        }
        if expected >= from {
            found.push(one);
        }
        period = one.later(1);
    }
    found
}

/// The periods of an indicator that are expected from one day to another, both included, or released then.
pub fn expected_or_released(
    sheet: &Indicator,
    releases: &[Release],
    (from, to): (Day, Day),
) -> BTreeSet<Period> {
    let expected = sheet
        .expected_days
        .map(|days| expected_between(sheet.frequency, days, from, to));
    let is_within = |one: &&Release| {
        let day = one.public_at().and_then(Day::of_instant);
        one.indicators.contains(&sheet.code) && day.is_some_and(|day| (from..=to).contains(&day))
    };
    let planned = releases.iter().filter(is_within).map(|one| one.period);
    expected.into_iter().flatten().chain(planned).collect()
}

/// The latest period whose figures are expected by a day, that day excluded: they may come until it ends.
pub fn latest_due(frequency: Frequency, days: u32, today: Day) -> Option<Period> {
    let yesterday = Day::of_number(today.number() - 1);
    // Two years hold the end of a period of any length.
    let since = Day::of_number(yesterday.number() - 2 * 366);
    expected_between(frequency, days, since, yesterday).pop()
}

coded! {
    /// Where the figures of a period stand.
    CalendarState {
        /// Their day is to come, or is today.
        Expected = "expected",
        /// Their day has passed, and nothing is public.
        Overdue = "overdue",
        /// Some are public.
        Released = "released",
    }
}

impl CalendarState {
    /// The state on a day.
    pub fn on(today: Day, expected: Option<Day>, is_public: bool) -> CalendarState {
        match expected {
            _ if is_public => CalendarState::Released,
            Some(expected) if expected < today => CalendarState::Overdue,
            _ => CalendarState::Expected,
        }
    }
}

/// What is expected of an indicator for a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarEntry {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The period.
    pub period: Period,
    /// The day by which its figures are expected; `null` where its sheet does not say.
    pub expected: Option<Day>,
    /// The release that is planned for it or was the last, by its id; `null` for none.
    pub release: Option<String>,
    /// When everybody reads that or did first, RFC 3339 in UTC; `null` for none.
    pub release_at: Option<String>,
    /// Where it stands.
    pub state: CalendarState,
}

impl CalendarEntry {
    /// What is expected of an indicator for a period, with the release that was planned last, as it stands on a day.
    pub fn of(
        sheet: &Indicator,
        period: Period,
        release: Option<&Release>,
        (today, is_public): (Day, bool),
    ) -> CalendarEntry {
        let released = release.and_then(Release::public_at).map(str::to_owned);
        let entry = CalendarEntry {
            indicator: sheet.code.clone(),
            period,
            expected: sheet.expected_days.map(|days| expected_on(period, days)),
            release: release.map(|one| one.id.clone()),
            release_at: released,
            state: CalendarState::Expected,
        };
        // What is planned for a later day is not late before it.
        let state = CalendarState::on(today, entry.day(), is_public);
        CalendarEntry { state, ..entry }
    }

    /// The day it stands under: that of its release, or else the one by which it is expected.
    pub fn day(&self) -> Option<Day> {
        let released = self.release_at.as_deref().and_then(Day::of_instant);
        released.or(self.expected)
    }
}

/// A figure that was not received although its day has passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverdueFigure {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The municipality.
    pub area: AreaCode,
    /// The period.
    pub period: Period,
    /// The day by which it was expected.
    pub expected: Day,
    /// How many days ago that was.
    pub days_late: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("2000-03-01").number(), 11_017);
        let mut number = day("1899-12-31").number();
        for text in ["1900-01-01", "1900-01-02"] {
            number += 1;
            assert_eq!(Day::of_number(number).to_string(), text);
        }
        for number in -40_000..60_000 {
            let one = Day::of_number(number);
            assert_eq!(day(&one.to_string()), one);
        }
        for wrong in [
            "2015-02-29",
            "2016-13-01",
            "2016-00-10",
            "2016-1-1",
            "2016",
            "2016-04-31",
            "+016-01-01",
        ] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_period_ends_with_its_last_day() {
        for (text, end) in [
            ("2016", "2016-12-31"),
            ("2016-S1", "2016-06-30"),
            ("2016-Q1", "2016-03-31"),
            ("2016-Q4", "2016-12-31"),
            ("2016-02", "2016-02-29"),
            ("2015-02", "2015-02-28"),
            ("2016-12", "2016-12-31"),
        ] {
            assert_eq!(last_day(period(text)), day(end), "{text}");
        }
        assert_eq!(expected_on(period("2016"), 75), day("2017-03-16"));
    }

    #[test]
    fn what_is_expected_in_a_span_has_its_first_and_its_last_day() {
        let of = |from, to| expected_between(Frequency::Quarter, 45, day(from), day(to));
        assert_eq!(of("2016-05-15", "2016-08-14"), ["2016-Q1", "2016-Q2"].map(period));
        assert_eq!(of("2016-05-16", "2016-08-13"), Vec::new());
        assert_eq!(
            expected_between(Frequency::Year, 1400, day("2016-01-01"), day("2016-12-31")),
            [period("2012")]
        );
    }

    #[test]
    fn figures_are_overdue_once_their_day_has_passed() {
        let expected = Some(day("2017-03-16"));
        let state = |today, is_public| CalendarState::on(day(today), expected, is_public);
        assert_eq!(state("2017-03-16", false), CalendarState::Expected);
        assert_eq!(state("2017-03-17", false), CalendarState::Overdue);
        assert_eq!(state("2017-03-17", true), CalendarState::Released);
        assert_eq!(
            CalendarState::on(day("2030-01-01"), None, false),
            CalendarState::Expected
        );
        assert_eq!(
            latest_due(Frequency::Year, 75, day("2017-03-16")),
            Some(period("2015"))
        );
        assert_eq!(
            latest_due(Frequency::Year, 75, day("2017-03-17")),
            Some(period("2016"))
        );
    }
}
