//! What is told to the audit log, what is asked of it, and what a check of it finds.

mod draft;
mod report;
mod search;

pub use draft::{AuditContext, AuditDraft};
pub use report::{AuditFault, AuditFlaw, AuditHead, AuditReport, InvalidAuditHead};
pub use search::{AuditFilter, AuditPage, AuditRecord};
