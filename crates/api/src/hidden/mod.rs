//! Hidden figures, for those who may see them.

mod list;

pub(crate) use list::*;
