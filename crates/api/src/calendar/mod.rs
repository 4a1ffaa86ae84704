//! The calendar: which figures are expected when, and what is overdue.

mod list;
mod overdue;

pub(crate) use list::*;
pub(crate) use overdue::*;

use blis_domain::calendar::Day;
use time::{OffsetDateTime, UtcOffset};

/// The day of an instant (UTC).
fn day(at: OffsetDateTime) -> Day {
    at.to_offset(UtcOffset::UTC).date().into()
}
