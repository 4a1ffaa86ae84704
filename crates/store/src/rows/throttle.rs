//! Failures to sign in, counted by account and by address.

use super::unsigned;
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::schema::sign_in_throttle;
use blis_domain::limits::{LONGEST_DELAY_S, Patience};
use diesel::prelude::*;
use std::fmt;

/// A second as instants count it.
const SECOND: Micros = 1_000_000;

/// What was not touched for so long is forgotten.
const KEPT: Micros = 24 * 3600 * SECOND;

/// How many forgotten rows go at one failure: more than one, so that they become fewer.
const SWEPT: i64 = 100;

/// What failures are counted by: an account or an address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ThrottleKey {
    /// A keyed hash, which names nobody.
    pub hash: [u8; 32],
    /// How many failures are borne.
    pub patience: Patience,
}

impl fmt::Debug for ThrottleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ThrottleKey({} free)", self.patience.free)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sign_in_throttle)]
struct Row {
    failures: i32,
    counted_from: Micros,
    blocked_until: Micros,
}

/// Failures that stand, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    failures: u32,
    counted_from: Micros,
}

impl Row {
    /// What time has not forgiven. The part of a failure that is forgiven at this instant is not lost.
    fn standing(&self, patience: Patience, now: Micros) -> Result<Standing, Corrupt> {
        let each = Micros::from(patience.forgiven_in_s.max(1)) * SECOND;
        let forgiven = now.saturating_sub(self.counted_from).max(0) / each;
        let failures: u32 = unsigned("sign_in_throttle.failures", self.failures)?;
        let left = failures.saturating_sub(u32::try_from(forgiven).unwrap_or(u32::MAX));
        Ok(Standing {
            failures: left,
            counted_from: match left {
                0 => now,
                _ => self.counted_from.saturating_add(forgiven * each),
            },
        })
    }
}

/// Whole seconds to wait for whoever is held at this instant; `None` for who is not.
pub(crate) fn wait(
    connection: &mut AnyConnection,
    keys: &[ThrottleKey],
    now: Micros,
) -> Result<Option<u64>, StoreError> {
    let mut longest = None;
    for key in keys {
        if let Some(row) = row(connection, key)? {
            longest = longest.max(seconds_between(now, row.blocked_until));
        }
    }
    Ok(longest)
}

/// Counts a failure.
pub(crate) fn count(
    connection: &mut AnyConnection,
    key: &ThrottleKey,
    now: Micros,
) -> Result<(), StoreError> {
    let before = match row(connection, key)? {
        Some(row) => row.standing(key.patience, now)?,
        None => Standing {
            failures: 0,
            counted_from: now,
        },
    };
    let failures = key.patience.one_more(before.failures);
    // At the most a quarter of an hour.
    let delay = Micros::try_from(key.patience.delay_after(failures)).unwrap_or(Micros::MAX);
    let values = (
        sign_in_throttle::failures.eq(i32::try_from(failures).unwrap_or(i32::MAX)),
        sign_in_throttle::counted_from.eq(before.counted_from),
        sign_in_throttle::blocked_until.eq(now.saturating_add(delay.saturating_mul(SECOND))),
    );
    let counted = diesel::update(sign_in_throttle::table.find(key.hash.as_slice()))
        .set(values)
        .execute(connection)
        .step("count a failure to sign in")?;
    if counted == 0 {
        diesel::insert_into(sign_in_throttle::table)
            .values((sign_in_throttle::key.eq(key.hash.as_slice()), values))
            .execute(connection)
            .step("count the first failure to sign in")?;
    }
    Ok(())
}

/// Forgets the failures of a key.
pub(crate) fn forget(connection: &mut AnyConnection, key: &ThrottleKey) -> Result<(), StoreError> {
    diesel::delete(sign_in_throttle::table.find(key.hash.as_slice()))
        .execute(connection)
        .map(drop)
        .step("forget failures to sign in")
}

/// Whether any failure of a key is kept.
pub(crate) fn is_known(connection: &mut AnyConnection, key: &ThrottleKey) -> Result<bool, StoreError> {
    Ok(row(connection, key)?.is_some())
}

/// Takes away some of what is older than a day.
pub(crate) fn sweep(connection: &mut AnyConnection, now: Micros) -> Result<(), StoreError> {
    let old: Vec<Vec<u8>> = sign_in_throttle::table
        .filter(sign_in_throttle::counted_from.lt(now.saturating_sub(KEPT)))
        .filter(sign_in_throttle::blocked_until.lt(now))
        .order(sign_in_throttle::counted_from)
        .limit(SWEPT)
        .select(sign_in_throttle::key)
        .load(connection)
        .step("look for forgotten failures to sign in")?;
    if old.is_empty() {
        return Ok(());
    }
    diesel::delete(sign_in_throttle::table.filter(sign_in_throttle::key.eq_any(old)))
        .execute(connection)
        .map(drop)
        .step("take away forgotten failures to sign in")
}

fn row(connection: &mut AnyConnection, key: &ThrottleKey) -> Result<Option<Row>, StoreError> {
    sign_in_throttle::table
        .find(key.hash.as_slice())
        .select(Row::as_select())
        .first(connection)
        .optional()
        .step("read failures to sign in")
}

/// A clock that was put back holds nobody for longer than the longest delay.
fn seconds_between(now: Micros, until: Micros) -> Option<u64> {
    let micros = u64::try_from(until.saturating_sub(now)).ok()?;
    match micros.div_ceil(1_000_000) {
        0 => None,
        seconds => Some(seconds.min(LONGEST_DELAY_S)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_forgives_one_failure_after_the_other() {
        let row = Row {
            failures: 3,
            counted_from: 0,
            blocked_until: 0,
        };
        let patience = Patience {
            free: 3,
            forgiven_in_s: 60,
        };
        for (seconds, failures, counted_from) in
            [(0, 3, 0), (59, 3, 0), (61, 2, 60), (150, 1, 120), (180, 0, 180)]
        {
            let standing = row.standing(patience, seconds * SECOND).unwrap();
            let expected = Standing {
                failures,
                counted_from: counted_from * SECOND,
            };
            assert_eq!(standing, expected, "after {seconds} s");
        }
        assert_eq!(
            row.standing(patience, -SECOND).unwrap().failures,
            3,
            "a clock put back"
        );
    }

    #[test]
    fn a_wait_is_in_whole_seconds_and_never_too_short() {
        assert_eq!(seconds_between(5, 5), None);
        assert_eq!(seconds_between(6, 5), None);
        assert_eq!(seconds_between(5, 6), Some(1));
        assert_eq!(seconds_between(0, 2 * SECOND), Some(2));
        assert_eq!(seconds_between(0, Micros::MAX), Some(LONGEST_DELAY_S));
    }
}
