//! The secrets that sign for a webhook.

mod create;

pub(crate) use create::*;
