//! Idempotency keys: what a batch sent twice is recognised by.

use crate::batch::NewBatch;
use crate::database::AnyConnection;
use crate::error::{Step, StoreError};
use crate::instant::Micros;
use crate::schema::{batch, idempotency};
use blis_domain::receipt::BatchRecord;
use diesel::prelude::*;

/// The receipt given earlier for this client, feed and key.
///
/// # Errors
/// [`StoreError::KeyReused`] when the body was another.
pub(crate) fn earlier_receipt(
    connection: &mut AnyConnection,
    new: &NewBatch,
) -> Result<Option<BatchRecord>, StoreError> {
    let found: Option<(Vec<u8>, String)> = idempotency::table
        .inner_join(batch::table)
        .filter(idempotency::client.eq(&new.client))
        .filter(idempotency::feed.eq(&new.feed))
        .filter(idempotency::idempotency_key.eq(&new.idempotency_key))
        .select((idempotency::body_hash, batch::summary))
        .first(connection)
        .optional()
        .step("look for the idempotency key")?;
    match found {
        Some((hash, _)) if hash != new.body_hash => Err(StoreError::KeyReused),
        Some((_, summary)) => super::batches::with_rows(connection, &summary).map(Some),
        None => Ok(None),
    }
}

/// Remembers the key with its receipt.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    new: &NewBatch,
    batch: &str,
    created_at: Micros,
) -> Result<(), StoreError> {
    diesel::insert_into(idempotency::table)
        .values((
            idempotency::client.eq(&new.client),
            idempotency::feed.eq(&new.feed),
            idempotency::idempotency_key.eq(&new.idempotency_key),
            idempotency::body_hash.eq(new.body_hash.as_slice()),
            idempotency::batch.eq(batch),
            idempotency::created_at.eq(created_at),
        ))
        .execute(connection)
        .map(drop)
        .step("store the idempotency key")
}
