//! The targets, by where their inputs come from.

pub(crate) mod addresses;
pub(crate) mod bodies;
pub(crate) mod catalogue;
pub(crate) mod codes;
pub(crate) mod formula;
pub(crate) mod headers;
pub(crate) mod packing;
pub(crate) mod people;
pub(crate) mod push;
pub(crate) mod row;

use std::fmt::{Debug, Display};
use std::str::FromStr;

/// What was read and is written again reads the same, and is written the same.
fn round_trip<T: FromStr<Err: Debug> + Display + PartialEq + Debug>(value: &T) {
    let written = value.to_string();
    let again: T = written.parse().expect("what was written must be read");
    assert_eq!(
        again, *value,
        "`{written}` must be read as what it was written from"
    );
    assert_eq!(again.to_string(), written);
}
