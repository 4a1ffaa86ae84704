//! `/account/log` and `/admin/audit`: one's own log, and the audit log for those who may read it.

mod actor;
mod audit;
mod change;
mod codes;
mod files;
mod own;
mod table;
mod words;

pub(super) use audit::show as audit;
pub(super) use files::{audit as audit_file, own as own_file};
pub(super) use own::show as own;
pub(super) use words::{EN, LV, LogWords};

/// How many entries stand on a page.
const ON_A_PAGE: u32 = 50;
