//! What is kept for a while only: rows that have had their time are taken away.
//!
//! It is the clock that takes them, by the rules below, and nobody: there is no entry in the audit log. That a session
//! was opened and ended stands there for good.

use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant::Micros;
use diesel::{RunQueryDsl, sql_query};

const DAY: Micros = 86_400_000_000;

/// How long the rows of a table are kept.
pub(crate) struct Rule {
    /// The table.
    pub(crate) table: &'static str,
    /// How long they are kept once they are good for nothing.
    kept: Micros,
    /// Takes them away. `:before` is the instant that is so long ago.
    sql: &'static str,
}

/// The rules. One that has to come before another stands before it.
pub(crate) const RULES: &[Rule] = &[
    // One that was replaced is remembered for a day, so that a copy of it that is shown ends the session. When the
    // session is over, it is as good as one that never was.
    Rule {
        table: "refresh_token",
        kept: DAY,
        sql: "delete from refresh_token where replaced_at < :before or session in
                  (select id from session where ended_at < :before or expires_at < :before)",
    },
    // With the browser and the address of somebody: long enough to look into what happened.
    Rule {
        table: "session",
        kept: 90 * DAY,
        sql: "delete from session where ended_at < :before or expires_at < :before",
    },
    // Used or over, a link is good for nothing; a month, so that somebody who asks can be told when it was.
    Rule {
        table: "one_time_link",
        kept: 30 * DAY,
        sql: "delete from one_time_link where used_at < :before or expires_at < :before",
    },
    // With the address of somebody.
    Rule {
        table: "letter",
        kept: 90 * DAY,
        sql: "delete from letter where sent_at < :before or given_up_at < :before",
    },
    // Long enough to look into what went wrong, and to come back after it. What waits for a webhook that is stopped
    // waits as long.
    Rule {
        table: "webhook_delivery",
        kept: 30 * DAY,
        sql: "delete from webhook_delivery where delivered_at < :before or given_up_at < :before
                  or (created_at < :before and webhook in (select id from webhook where state <> 'active'))",
    },
    // It signs nothing any more.
    Rule {
        table: "webhook_secret",
        kept: DAY,
        sql: "delete from webhook_secret where expires_at < :before",
    },
    // The browser never came back from the other service.
    Rule {
        table: "external_sign_in",
        kept: DAY,
        sql: "delete from external_sign_in where created_at < :before",
    },
    // A day forgives all failures, and no delay is longer than a quarter of an hour.
    Rule {
        table: "sign_in_throttle",
        kept: DAY,
        sql: "delete from sign_in_throttle where counted_from < :before and blocked_until < :before",
    },
];

/// Takes away what has had its time by one rule, and counts it.
pub(crate) fn sweep(connection: &mut AnyConnection, rule: &Rule, now: Micros) -> Result<u64, StoreError> {
    let before = now.saturating_sub(rule.kept).to_string();
    sql_query(rule.sql.replace(":before", &before))
        .execute(connection)
        .map(|rows| rows as u64)
        .step("take away what has had its time")
}
