//! Periods of observation: a year, or a half-year, quarter or month of it.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

coded! {
    /// How often an indicator is observed.
    Frequency {
        /// Once a year.
        Year = "year",
        /// Twice a year.
        HalfYear = "half-year",
        /// Four times a year.
        Quarter = "quarter",
        /// Every month.
        Month = "month",
    }
}

impl Frequency {
    /// Periods in a year.
    pub fn periods_per_year(self) -> u8 {
        match self {
            Frequency::Year => 1,
            Frequency::HalfYear => 2,
            Frequency::Quarter => 4,
            Frequency::Month => 12,
        }
    }

    /// The CL_FREQ letter of SDMX: `A`, `S`, `Q`, `M`.
    pub fn sdmx_letter(self) -> char {
        match self {
            Frequency::Year => 'A',
            Frequency::HalfYear => 'S',
            Frequency::Quarter => 'Q',
            Frequency::Month => 'M',
        }
    }
}

/// The years a period may lie in: BLIS keeps the figures of independent Latvia's statistics and plans
/// no further than this century.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2099;

/// A period of observation, ordered by its year and then by its place in the year.
///
/// Written as an SDMX time period: `2016`, `2016-S1`, `2016-Q1`, `2016-03`. The spelling of PxWeb
/// (`2016H1`, `2016Q1`, `2016M03`) is read as well.
///
/// ```
/// # use blis_domain::period::Period;
/// assert_eq!("2016M03".parse::<Period>().unwrap().to_string(), "2016-03");
/// assert!("2016-Q5".parse::<Period>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: u16,
    /// 1-based place in the year; 1 for a whole year.
    place: u8,
    frequency: Frequency,
}

/// The text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a period: write 2016, 2016-S1, 2016-Q1 or 2016-03")]
pub struct InvalidPeriod(pub String);

impl Period {
    /// The whole year, or `None` outside 1900–2099.
    pub fn year(year: u16) -> Option<Period> {
        Period::new(year, Frequency::Year, 1)
    }

    /// The `place`-th (from 1) period of that frequency in a year.
    pub fn new(year: u16, frequency: Frequency, place: u8) -> Option<Period> {
        (YEARS.contains(&year) && (1..=frequency.periods_per_year()).contains(&place)).then_some(Period {
            year,
            place,
            frequency,
        })
    }

    /// The calendar year it lies in.
    pub fn calendar_year(self) -> u16 {
        self.year
    }

    /// How long it is.
    pub fn frequency(self) -> Frequency {
        self.frequency
    }

    /// Its place in the year, from 1; 1 for a whole year.
    pub fn place(self) -> u8 {
        self.place
    }

    /// The period that many of its own length later (or earlier, when negative): four quarters after `2015-Q2` is
    /// `2016-Q2`. `None` outside 1900–2099.
    ///
    /// ```
    /// # use blis_domain::period::Period;
    /// let march: Period = "2016-03".parse().unwrap();
    /// assert_eq!(march.later(-3), "2015-12".parse().ok());
    /// ```
    pub fn later(self, periods: i32) -> Option<Period> {
        let in_a_year = i32::from(self.frequency.periods_per_year());
        let since_zero = i32::from(self.year) * in_a_year + i32::from(self.place) - 1;
        let there = since_zero.checked_add(periods)?;
        let year = u16::try_from(there.div_euclid(in_a_year)).ok()?;
        let place = u8::try_from(there.rem_euclid(in_a_year) + 1).ok()?;
        Period::new(year, self.frequency, place)
    }

    /// The same place a number of years later (or earlier, when negative).
    pub fn plus_years(self, years: i16) -> Option<Period> {
        Period::new(self.year.checked_add_signed(years)?, self.frequency, self.place)
    }

    /// The position on a time axis in years: `2016-Q3` is 2016.5.
    pub fn axis_position(self) -> f64 {
        f64::from(self.year) + f64::from(self.place - 1) / f64::from(self.frequency.periods_per_year())
    }
}

impl FromStr for Period {
    type Err = InvalidPeriod;

    fn from_str(text: &str) -> Result<Period, InvalidPeriod> {
        parse(text).ok_or_else(|| InvalidPeriod(text.chars().take(40).collect()))
    }
}

fn parse(text: &str) -> Option<Period> {
    let text = text.trim();
    let (year, rest) = text.split_at_checked(4)?;
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = year.parse().ok()?;
    if rest.is_empty() {
        return Period::year(year);
    }
    let rest = rest.strip_prefix('-').unwrap_or(rest).to_ascii_uppercase();
    let (frequency, digits) = match rest.split_at_checked(1)? {
        ("S" | "H", digits) => (Frequency::HalfYear, digits),
        ("Q", digits) => (Frequency::Quarter, digits),
        ("M", digits) if digits.len() == 2 => (Frequency::Month, digits),
        _ if rest.len() == 2 && text.as_bytes().get(4) == Some(&b'-') => (Frequency::Month, rest.as_str()),
        _ => return None,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Period::new(year, frequency, digits.parse().ok()?)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.frequency {
            Frequency::Year => write!(f, "{}", self.year),
            Frequency::HalfYear => write!(f, "{}-S{}", self.year, self.place),
            Frequency::Quarter => write!(f, "{}-Q{}", self.year, self.place),
            Frequency::Month => write!(f, "{}-{:02}", self.year, self.place),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = InvalidPeriod;

    fn try_from(text: String) -> Result<Period, InvalidPeriod> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_spellings_name_the_same_period() {
        for (native, px) in [
            ("2016-S1", "2016H1"),
            ("2016-Q4", "2016Q4"),
            ("2016-12", "2016M12"),
        ] {
            assert_eq!(
                native.parse::<Period>(),
                px.parse::<Period>(),
                "{native} and {px} are one period"
            );
            assert_eq!(native.parse::<Period>().unwrap().to_string(), native);
        }
    }

    #[test]
    fn what_is_not_a_period_is_refused() {
        for text in [
            "", "16", "2016-", "2016-13", "2016-00", "2016-Q0", "2016-S3", "2016-1", "20163", "+201", "1899",
            "2016M3", "ā201",
        ] {
            assert!(
                text.parse::<Period>().is_err(),
                "`{text}` must not be read as a period"
            );
        }
    }

    proptest! {
        #[test]
        fn no_input_panics(text in ".{0,12}") {
            let _ = text.parse::<Period>();
        }

        #[test]
        fn later_and_back_is_the_same_period(year in 1990u16..2040, place in 1u8..=12, periods in -500i32..500) {
            let month = Period::new(year, Frequency::Month, place).unwrap();
            let there = month.later(periods).unwrap();
            prop_assert_eq!(there.later(-periods), Some(month));
            prop_assert_eq!(there.cmp(&month), periods.cmp(&0));
        }

        #[test]
        fn order_follows_the_axis(y1 in 1990u16..2040, q1 in 1u8..=4, y2 in 1990u16..2040, q2 in 1u8..=4) {
            let a = Period::new(y1, Frequency::Quarter, q1).unwrap();
            let b = Period::new(y2, Frequency::Quarter, q2).unwrap();
            prop_assert_eq!(a.cmp(&b), a.axis_position().total_cmp(&b.axis_position()));
        }
    }
}
