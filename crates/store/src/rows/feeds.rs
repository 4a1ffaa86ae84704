//! Feeds: by which way values arrive.

use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::schema::feed;
use diesel::prelude::*;

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
