//! `/auth/first-admin`.

mod update;

pub(crate) use update::*;
