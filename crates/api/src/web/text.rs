//! Text of any kind in an address, such as an id that somebody else gave out.

use serde::de::{Deserialize, Deserializer, Error};

/// Reads text that both databases take: PostgreSQL keeps no NUL, and would fail where the caller is at fault.
///
/// For members of a path: `#[serde(deserialize_with = "crate::web::text::storable")]`. Queries and cursors refuse it
/// themselves.
pub(crate) fn storable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    match text.contains('\0') {
        true => Err(D::Error::custom("the text holds a NUL")),
        false => Ok(text),
    }
}
