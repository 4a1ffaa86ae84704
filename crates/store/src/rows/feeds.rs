//! Feeds: by which way values arrive.

use super::batches;
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::{awaiting_release, batch, client_secret, desk_value, feed, machine_client};
use blis_domain::text::Text;
use blis_domain::wire::FeedView;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use std::collections::HashMap;

/// Whether there is a feed with this code.
pub(crate) fn exists(connection: &mut AnyConnection, code: &str) -> Result<bool, StoreError> {
    if super::cannot_be_stored(code) {
        return Ok(false);
    }
    diesel::select(diesel::dsl::exists(feed::table.find(code)))
        .get_result(connection)
        .step("look for the feed")
}

/// The feed must exist.
pub(crate) fn require(connection: &mut AnyConnection, code: &str) -> Result<(), StoreError> {
    if exists(connection, code)? {
        Ok(())
    } else {
        Err(StoreError::UnknownFeed(code.chars().take(80).collect()))
    }
}

/// The feeds that `sees` lets through, by code, each with what it did last.
pub(crate) fn list(
    connection: &mut AnyConnection,
    sees: impl Fn(&str) -> bool,
) -> Result<Vec<FeedView>, StoreError> {
    let feeds: Vec<(String, String, String)> = feed::table
        .order(feed::code)
        .select((feed::code, feed::name_lv, feed::name_en))
        .load(connection)
        .step("read the feeds")?;
    // Ids of batches sort by time.
    let batches: Vec<(String, i64, Option<String>, Option<Micros>)> = batch::table
        .group_by(batch::feed)
        .select((batch::feed, count_star(), max(batch::id), max(batch::received_at)))
        .load(connection)
        .step("count the batches of the feeds")?;
    let waiting: Vec<(String, i64)> = desk_value::table
        .inner_join(batch::table)
        .left_join(awaiting_release::table.on(awaiting_release::figure.eq(desk_value::id)))
        .filter(desk_value::left_at.is_null())
        .filter(awaiting_release::figure.is_null())
        .group_by(batch::feed)
        .select((batch::feed, count_star()))
        .load(connection)
        .step("count the figures of the feeds that wait")?;
    let tokens: Vec<(Option<String>, Option<Micros>)> = client_secret::table
        .inner_join(machine_client::table)
        .group_by(machine_client::feed)
        .select((machine_client::feed, max(client_secret::last_used_at)))
        .load(connection)
        .step("read when the clients of the feeds were heard of")?;
    let mut batches: HashMap<_, _> = batches
        .into_iter()
        .map(|(feed, n, id, at)| (feed, (n, id, at)))
        .collect();
    let waiting: HashMap<String, i64> = waiting.into_iter().collect();
    let tokens: HashMap<_, _> = tokens.into_iter().collect();
    let view = |(code, lv, en): (String, String, String)| {
        let (count, latest, sent_at) = batches.remove(&code).unwrap_or_default();
        let heard_at = tokens.get(&Some(code.clone())).copied().flatten();
        Ok(FeedView {
            last_contact_at: sent_at.max(heard_at).map(instant::rfc3339).transpose()?,
            batches: super::unsigned("the count of batches", count)?,
            latest: match latest {
                Some(id) => batches::summary(connection, &id)?,
                None => None,
            },
            waiting: super::unsigned(
                "the count of held figures",
                waiting.get(&code).copied().unwrap_or(0),
            )?,
            name: Text::new(lv, en),
            code,
        })
    };
    feeds
        .into_iter()
        .filter(|(code, ..)| sees(code))
        .map(view)
        .collect()
}
