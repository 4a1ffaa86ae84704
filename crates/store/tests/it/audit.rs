//! The audit log: what is written into it, that nobody changes it unseen, and how it is searched.

mod chain;
mod entries;
mod search;

use crate::support::{Harness, SALDUS, new_person};
use blis_domain::person::PersonId;
use blis_domain::rights::{Grant, Role, Sight, Within};
use blis_store::{AuditDraft, AuditFilter, AuditRecord, NewPerson};

fn all() -> AuditFilter {
    AuditFilter::seen_with(Sight::Everything)
}

fn in_saldus(role: Role) -> Grant {
    Grant::new(role, Within::Municipality(SALDUS.parse().unwrap()))
}

fn anna(grants: Vec<Grant>) -> NewPerson {
    NewPerson {
        name: Some("Anna Liepa".parse().unwrap()),
        grants,
        ..new_person("anna@saldus.lv")
    }
}

fn person(number: u8) -> PersonId {
    PersonId::new(1, [number; 10])
}

/// Adds an entry that tells of nothing else.
fn record(harness: &Harness, draft: &AuditDraft) -> u64 {
    harness.store.record(draft).unwrap().seq
}

/// The whole log, oldest first.
fn log(harness: &Harness) -> Vec<AuditRecord> {
    let mut items = harness.store.audit(&all()).unwrap().items;
    items.reverse();
    items
}
