//! Checking the whole chain.

use super::{DetailRow, EntryRow, Rows, bytes, chained, detail_hash, head_row};
use crate::audit::{AuditFault, AuditFlaw, AuditHead, AuditReport};
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::rows::bigint;
use crate::schema::{audit_detail, audit_entry};
use diesel::prelude::*;

/// So many entries are in memory at once, with details of up to 128 KiB each.
const AT_ONCE: usize = 500;

/// Checks every entry from the first to the head, and stops at the first that is not in order.
///
/// What cannot be read is a fault and no error: nobody but BLIS writes here, so somebody else did.
pub(crate) fn verify(
    connection: &mut AnyConnection,
    expected: Option<AuditHead>,
) -> Result<AuditReport, StoreError> {
    let mut report = AuditReport {
        entries: 0,
        erased: 0,
        head: AuditHead::START,
        fault: None,
    };
    report.fault = first_fault(connection, expected, &mut report)?;
    Ok(report)
}

fn first_fault(
    connection: &mut AnyConnection,
    expected: Option<AuditHead>,
    report: &mut AuditReport,
) -> Result<Option<AuditFault>, StoreError> {
    if is_unexpected(report.head, expected) {
        return Ok(fault(0, AuditFlaw::Unexpected));
    }
    loop {
        let chunk = entries_after(connection, report.head.seq)?;
        for (entry, detail) in &chunk {
            let seq = report.head.seq + 1;
            let hash = match check(report.head, entry, detail.as_ref()) {
                Ok(hash) => hash,
                Err(flaw) => return Ok(fault(seq, flaw)),
            };
            let head = AuditHead { seq, hash };
            if is_unexpected(head, expected) {
                return Ok(fault(seq, AuditFlaw::Unexpected));
            }
            report.head = head;
            report.entries += 1;
            report.erased += u64::from(detail.is_none());
        }
        if chunk.len() < AT_ONCE {
            break;
        }
    }
    end_fault(connection, expected, report.head)
}

/// What is wrong at the end, when every entry there is is in order.
fn end_fault(
    connection: &mut AnyConnection,
    expected: Option<AuditHead>,
    last: AuditHead,
) -> Result<Option<AuditFault>, StoreError> {
    let (seq, hash) = head_row(connection)?.unwrap_or_default();
    let further = expected.is_some_and(|expected| expected.seq > last.seq);
    Ok(if seq > bigint(last.seq) || further {
        fault(last.seq + 1, AuditFlaw::Missing)
    } else if seq != bigint(last.seq) || hash != last.hash {
        fault(last.seq, AuditFlaw::NotTheHead)
    } else {
        None
    })
}

/// Checks an entry that stands after another, and gives its hash.
fn check(before: AuditHead, row: &EntryRow, detail: Option<&DetailRow>) -> Result<[u8; 32], AuditFlaw> {
    if row.seq != bigint(before.seq + 1) {
        return Err(AuditFlaw::Missing);
    }
    if row.previous != before.hash {
        return Err(AuditFlaw::Unchained);
    }
    let changed = |_| AuditFlaw::Changed;
    let entry = row.entry().map_err(changed)?;
    let hash_of_detail = bytes("audit_entry.detail_hash", &row.detail_hash).map_err(changed)?;
    let hash = chained(&before.hash, &entry, &hash_of_detail);
    if row.hash != hash {
        return Err(AuditFlaw::Changed);
    }
    let Some(detail) = detail else {
        return Ok(hash);
    };
    match detail.detail() {
        Ok(detail) if detail_hash(&detail) == hash_of_detail => Ok(hash),
        _ => Err(AuditFlaw::DetailChanged),
    }
}

fn entries_after(connection: &mut AnyConnection, seq: u64) -> Result<Vec<Rows>, StoreError> {
    audit_entry::table
        .left_join(audit_detail::table)
        .filter(audit_entry::seq.gt(bigint(seq)))
        .order(audit_entry::seq)
        .limit(AT_ONCE as i64)
        .select((EntryRow::as_select(), Option::<DetailRow>::as_select()))
        .load(connection)
        .step("read the audit log")
}

fn is_unexpected(found: AuditHead, expected: Option<AuditHead>) -> bool {
    expected.is_some_and(|expected| expected.seq == found.seq && expected.hash != found.hash)
}

fn fault(seq: u64, flaw: AuditFlaw) -> Option<AuditFault> {
    Some(AuditFault { seq, flaw })
}
