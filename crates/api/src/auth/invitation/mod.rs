//! `/auth/invitation`.

mod update;

pub(crate) use update::*;
