//! The audit log: a chain of entries, and beside it the details that may have to be erased.

mod append;
mod page;
mod verify;

pub(crate) use append::{append, lock};
pub(crate) use page::{newer, onwards, page};
pub(crate) use verify::verify;

use super::{parsed, unsigned};
use crate::audit::{AuditHead, AuditRecord};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::schema::{audit_detail, audit_entry, audit_head};
use blis_domain::audit::{Actor, AuditDetail, AuditEntry, AuditTarget, HASH_BYTES, Outcome};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entry)]
struct EntryRow {
    seq: i64,
    at: Micros,
    actor_kind: String,
    actor: Option<String>,
    action: String,
    target_kind: String,
    target: Option<String>,
    municipality: Option<String>,
    network: Option<String>,
    outcome: String,
    request: Option<String>,
    detail_hash: Vec<u8>,
    previous: Vec<u8>,
    hash: Vec<u8>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_detail)]
struct DetailRow {
    seq: i64,
    salt: Vec<u8>,
    address: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

impl EntryRow {
    fn entry(&self) -> Result<AuditEntry, Corrupt> {
        let municipality = self.municipality.as_deref();
        let network = self.network.as_deref();
        Ok(AuditEntry {
            seq: unsigned("audit_entry.seq", self.seq)?,
            at: self.at,
            actor: Actor::from_parts(&self.actor_kind, self.actor.as_deref())
                .ok_or_else(|| Corrupt::new("audit_entry.actor_kind", &self.actor_kind))?,
            action: self.action.clone(),
            target: AuditTarget {
                kind: self.target_kind.clone(),
                id: self.target.clone(),
            },
            municipality: municipality
                .map(|code| parsed("audit_entry.municipality", code))
                .transpose()?,
            network: network
                .map(|code| parsed("audit_entry.network", code))
                .transpose()?,
            outcome: Outcome::from_code(&self.outcome)
                .ok_or_else(|| Corrupt::new("audit_entry.outcome", &self.outcome))?,
            request: self.request.clone(),
        })
    }
}

impl DetailRow {
    fn detail(&self) -> Result<AuditDetail, Corrupt> {
        Ok(AuditDetail {
            salt: bytes("audit_detail.salt", &self.salt)?,
            address: self.address.clone(),
            before: self.before.clone(),
            after: self.after.clone(),
        })
    }
}

/// What stands in both tables for one entry.
type Rows = (EntryRow, Option<DetailRow>);

fn into_record((entry, detail): Rows) -> Result<AuditRecord, Corrupt> {
    Ok(AuditRecord {
        entry: entry.entry()?,
        detail: detail.as_ref().map(DetailRow::detail).transpose()?,
    })
}

fn bytes<const N: usize>(what: &'static str, bytes: &[u8]) -> Result<[u8; N], Corrupt> {
    bytes
        .try_into()
        .map_err(|_| Corrupt::new(what, format!("{} bytes", bytes.len())))
}

/// The hash of an entry: over that of the one before it and its own bytes.
fn chained(
    previous: &[u8; HASH_BYTES],
    entry: &AuditEntry,
    detail_hash: &[u8; HASH_BYTES],
) -> [u8; HASH_BYTES] {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(entry.canonical_bytes(detail_hash));
    hash.finalize().into()
}

fn detail_hash(detail: &AuditDetail) -> [u8; HASH_BYTES] {
    Sha256::digest(detail.canonical_bytes()).into()
}

/// The end of the log.
pub(crate) fn head(connection: &mut AnyConnection) -> Result<AuditHead, StoreError> {
    Ok(into_head(head_row(connection)?)?)
}

fn head_row(connection: &mut AnyConnection) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
    audit_head::table
        .find(1)
        .select((audit_head::seq, audit_head::hash))
        .first(connection)
        .optional()
        .step("read the head of the audit log")
}

fn into_head(row: Option<(i64, Vec<u8>)>) -> Result<AuditHead, Corrupt> {
    let (seq, hash) = row.ok_or_else(|| Corrupt::new("audit_head", "empty"))?;
    Ok(AuditHead {
        seq: unsigned("audit_head.seq", seq)?,
        hash: bytes("audit_head.hash", &hash)?,
    })
}
