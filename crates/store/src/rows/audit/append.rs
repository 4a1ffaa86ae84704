//! Adding an entry, in the transaction of what it tells of.

use super::{DetailRow, EntryRow, chained, detail_hash};
use crate::audit::{AuditDraft, AuditHead};
use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::Micros;
use crate::random::random_bytes;
use crate::rows::bigint;
use crate::schema::{audit_detail, audit_entry, audit_head};
use blis_domain::area::AreaCode;
use blis_domain::audit::{Actor, AuditDetail, AuditEntry, AuditTarget, SALT_BYTES};
use blis_domain::network::NetworkCode;
use diesel::prelude::*;
use serde_json::{Value, json};

/// The bytes of an id, a name or an address. Some come from outside, and a log must not be a place to fill.
const WORD_BYTES: usize = 255;

/// The bytes of the values before, and of those after.
const VALUE_BYTES: usize = 64 * 1024;

/// Adds an entry.
///
/// It is the last thing a transaction does: the head of the log is locked after everything else, so that no two
/// transactions wait for each other, and for as short as may be.
pub(crate) fn append(
    connection: &mut AnyConnection,
    draft: &AuditDraft,
    now: Micros,
) -> Result<AuditHead, StoreError> {
    let before = locked_head(connection)?;
    let detail = detail(draft)?;
    let detail_hash = detail_hash(&detail);
    let entry = entry(draft, before.seq + 1, now);
    let after = AuditHead {
        seq: entry.seq,
        hash: chained(&before.hash, &entry, &detail_hash),
    };
    diesel::insert_into(audit_entry::table)
        .values(EntryRow {
            seq: bigint(entry.seq),
            at: entry.at,
            actor_kind: entry.actor.kind().to_owned(),
            actor: entry.actor.id().map(str::to_owned),
            action: entry.action,
            target_kind: entry.target.kind,
            target: entry.target.id,
            municipality: entry.municipality.as_ref().map(AreaCode::to_string),
            network: entry.network.as_ref().map(NetworkCode::to_string),
            outcome: entry.outcome.code().to_owned(),
            request: entry.request,
            detail_hash: detail_hash.to_vec(),
            previous: before.hash.to_vec(),
            hash: after.hash.to_vec(),
        })
        .execute(connection)
        .step("add an entry to the audit log")?;
    diesel::insert_into(audit_detail::table)
        .values(DetailRow {
            seq: bigint(after.seq),
            salt: detail.salt.to_vec(),
            address: detail.address,
            before: detail.before,
            after: detail.after,
        })
        .execute(connection)
        .step("add the details of an entry of the audit log")?;
    let moved = diesel::update(audit_head::table.find(1))
        .set((
            audit_head::seq.eq(bigint(after.seq)),
            audit_head::hash.eq(after.hash.to_vec()),
        ))
        .execute(connection)
        .step("move the head of the audit log")?;
    match moved {
        1 => Ok(after),
        _ => Err(Corrupt::new("audit_head", "empty").into()),
    }
}

/// Keeps everybody else from adding an entry until the end of the transaction.
pub(crate) fn lock(connection: &mut AnyConnection) -> Result<(), StoreError> {
    locked_head(connection).map(drop)
}

/// The head, locked until the end of the transaction: the next entry is added by this one and no other.
fn locked_head(connection: &mut AnyConnection) -> Result<AuditHead, StoreError> {
    match connection {
        // The transaction began IMMEDIATE: the whole database is locked for writing already.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => super::head(connection),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(connection) => {
            let row = audit_head::table
                .find(1)
                .select((audit_head::seq, audit_head::hash))
                .for_update()
                .first(connection)
                .optional()
                .step("lock the head of the audit log")?;
            Ok(super::into_head(row)?)
        }
    }
}

fn entry(draft: &AuditDraft, seq: u64, now: Micros) -> AuditEntry {
    AuditEntry {
        seq,
        at: now,
        actor: match &draft.context.actor {
            Actor::Client(id) => Actor::Client(word(id)),
            known => known.clone(),
        },
        action: draft.action.to_owned(),
        target: AuditTarget {
            kind: word(&draft.target.kind),
            id: draft.target.id.as_deref().map(word),
        },
        municipality: draft.municipality.clone(),
        network: draft.network.clone(),
        outcome: draft.outcome,
        request: draft.context.request.as_deref().map(word),
    }
}

fn detail(draft: &AuditDraft) -> Result<AuditDetail, StoreError> {
    Ok(AuditDetail {
        salt: random_bytes::<SALT_BYTES>().map_err(|source| StoreError::NoRandomness { source })?,
        address: draft.context.address.as_deref().map(word),
        before: draft.before.as_ref().map(value),
        after: draft.after.as_ref().map(value),
    })
}

/// A text as the log takes it: without NUL, which PostgreSQL does not keep, and not endless.
fn word(text: &str) -> String {
    let end = text.floor_char_boundary(WORD_BYTES);
    text[..end].replace('\0', "�")
}

/// JSON escapes a NUL. Values too long to keep are told by their length; cut, they would be no JSON.
fn value(value: &Value) -> String {
    let text = value.to_string();
    match text.len() {
        0..=VALUE_BYTES => text,
        length => json!({ "bytes_left_out": length }).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_fits_into_the_log() {
        assert_eq!(word("a\0b"), "a�b");
        assert_eq!(word(&"ā".repeat(300)), "ā".repeat(127), "cut between two letters");
        assert_eq!(value(&json!({ "name": "Anna" })), "{\"name\":\"Anna\"}");
        let long = value(&Value::from("x".repeat(VALUE_BYTES)));
        assert_eq!(long, "{\"bytes_left_out\":65538}");
    }
}
