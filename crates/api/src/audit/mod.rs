//! The audit log, for those who may read it: which entries are asked for, and how an entry looks outside.

mod find;
mod list;
mod sought;

pub(crate) use find::{find, newer, own};
pub(crate) use list::*;
pub(crate) use sought::{AuditSought, LogPlace};
