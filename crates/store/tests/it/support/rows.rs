//! Rows and batches to push, with every field a test does not care about filled in.

use blis_domain::feed::{Fault, RawObservation, RawValue};
use blis_domain::receipt::BatchMode;
use blis_store::NewBatch;
use std::sync::atomic::{AtomicU64, Ordering};

/// A row with a value.
pub(crate) fn row(indicator: &str, area: &str, year: u16, value: f64) -> RawObservation {
    RawObservation {
        indicator: Some(indicator.to_owned()),
        area: Some(area.to_owned()),
        period: Some(year.to_string()),
        value: RawValue::Number(value),
        ..RawObservation::default()
    }
}

/// A row that says why there is no value.
pub(crate) fn nothing(indicator: &str, area: &str, year: u16, status: &str) -> RawObservation {
    RawObservation {
        value: RawValue::Null,
        status: Some(status.to_owned()),
        ..row(indicator, area, year, 0.0)
    }
}

/// A row that takes a value back.
pub(crate) fn withdrawn(indicator: &str, area: &str, year: u16) -> RawObservation {
    RawObservation {
        value: RawValue::Absent,
        action: Some("D".to_owned()),
        ..row(indicator, area, year, 0.0)
    }
}

/// A batch of SRDA's feed with a key of its own.
pub(crate) fn batch(rows: impl IntoIterator<Item = RawObservation>) -> BatchBuilder {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    BatchBuilder {
        rows: rows.into_iter().map(Ok).collect(),
        batch: NewBatch {
            feed: "srda".to_owned(),
            client: "srda-machine".to_owned(),
            idempotency_key: format!("key-{}", NUMBER.fetch_add(1, Ordering::Relaxed)),
            body_hash: [7; 32],
            mode: BatchMode::Atomic,
            dry_run: false,
            demonstration: false,
            vouched: false,
        },
    }
}

/// A batch in the making.
#[derive(Clone)]
pub(crate) struct BatchBuilder {
    rows: Vec<Result<RawObservation, Fault>>,
    batch: NewBatch,
}

impl BatchBuilder {
    pub(crate) fn unreadable(mut self, fault: Fault) -> BatchBuilder {
        self.rows.push(Err(fault));
        self
    }

    pub(crate) fn partial(mut self) -> BatchBuilder {
        self.batch.mode = BatchMode::Partial;
        self
    }

    pub(crate) fn dry_run(mut self) -> BatchBuilder {
        self.batch.dry_run = true;
        self
    }

    pub(crate) fn demonstration(mut self) -> BatchBuilder {
        self.batch.demonstration = true;
        self
    }

    pub(crate) fn feed(mut self, feed: &str) -> BatchBuilder {
        feed.clone_into(&mut self.batch.feed);
        self
    }

    pub(crate) fn key(mut self, key: &str) -> BatchBuilder {
        key.clone_into(&mut self.batch.idempotency_key);
        self
    }

    pub(crate) fn body(mut self, byte: u8) -> BatchBuilder {
        self.batch.body_hash = [byte; 32];
        self
    }

    pub(crate) fn build(self) -> (NewBatch, Vec<Result<RawObservation, Fault>>) {
        (self.batch, self.rows)
    }
}
