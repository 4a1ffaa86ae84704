//! `/outbox`: the letters of a demonstration, which leave it for nowhere.

mod list;

pub(crate) use list::*;
