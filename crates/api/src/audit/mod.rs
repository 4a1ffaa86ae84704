//! The audit log, for those who may read it: which entries are asked for, and how an entry looks outside.

mod export;
mod find;
mod handed_out;
mod list;
mod names;
mod sought;
mod table;
mod words;

pub(crate) use export::*;
pub(crate) use find::{find, newer, own, walk};
pub(crate) use list::*;
pub(crate) use names::Names;
pub(crate) use sought::{AuditSought, AuditTaken, LogPlace, LogTaken};
pub(crate) use table::Taken;
