//! The calendar: which figures are expected when, and what is overdue.

mod list;
mod overdue;

pub(crate) use list::*;
pub(crate) use overdue::*;

use blis_domain::calendar::Day;
use time::OffsetDateTime;

const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;

/// The day of an instant (UTC).
fn day(at: OffsetDateTime) -> Day {
    Day::of_number(at.unix_timestamp().div_euclid(SECONDS_OF_A_DAY))
}
