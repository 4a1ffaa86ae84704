//! What was sent to a webhook.

mod list;
mod retry;

pub(crate) use list::*;
pub(crate) use retry::*;
