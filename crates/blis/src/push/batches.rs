//! Cutting documents into batches, each with a key that follows from its content.

use super::document::{Document, Row};
use crate::push::sender::Errand;
use blis_domain::receipt::BatchMode;
use sha2::{Digest, Sha256};

/// The most bytes of a batch. The server takes twice as much.
const MOST_BYTES: usize = 32 << 20;

/// A part of a document that is stored whole or not at all.
#[derive(Debug)]
pub(super) struct Batch<'d> {
    pub(super) document: &'d Document,
    /// Its first row, counted from 1 in the document.
    pub(super) first_row: u64,
    pub(super) rows: &'d [Row],
}

/// The batches of the documents, in their order. A document without rows has none.
pub(super) fn of(documents: &[Document], most_rows: usize) -> Vec<Batch<'_>> {
    let mut batches = Vec::new();
    for document in documents {
        let mut from = 0;
        let mut bytes = document.heading.len();
        for (at, row) in document.rows.iter().enumerate() {
            if at > from && (at - from >= most_rows || bytes + row.bytes.len() > MOST_BYTES) {
                batches.push(Batch::of(document, from, at));
                (from, bytes) = (at, document.heading.len());
            }
            bytes += row.bytes.len();
        }
        if from < document.rows.len() {
            batches.push(Batch::of(document, from, document.rows.len()));
        }
    }
    batches
}

impl<'d> Batch<'d> {
    fn of(document: &'d Document, from: usize, to: usize) -> Batch<'d> {
        Batch {
            document,
            first_row: from as u64 + 1,
            rows: &document.rows[from..to],
        }
    }

    /// The body to send.
    pub(super) fn body(&self) -> Vec<u8> {
        let rows = self.rows.iter().map(|row| row.bytes.as_slice());
        std::iter::once(self.document.heading.as_slice())
            .chain(rows)
            .collect::<Vec<_>>()
            .concat()
    }

    /// The key under which the body is sent. The same content in the same manner has the same key, so a
    /// push that broke off is taken up by running it again. `salt` makes another key of the same content.
    pub(super) fn key(&self, body: &[u8], mode: BatchMode, errand: Errand, salt: &str) -> String {
        let manner = format!(
            "{mode:?}|{}|{}|{salt}|",
            errand.is_trial(),
            self.document.content_type
        );
        let digest = Sha256::new_with_prefix(manner).chain_update(body).finalize();
        let hex: String = digest.iter().take(20).map(|byte| format!("{byte:02x}")).collect();
        format!("blis-push-{hex}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(rows: usize) -> Document {
        let row = |number: usize| Row {
            bytes: format!("{number}\n").into_bytes(),
            line: None,
            column: None,
        };
        Document {
            name: "f.csv".to_owned(),
            heading: b"h\n".to_vec(),
            content_type: "text/csv",
            rows: (1..=rows).map(row).collect(),
            faults: Vec::new(),
            empty: 0,
        }
    }

    #[test]
    fn every_row_is_in_one_batch_under_its_heading() {
        let documents = [document(5), document(0), document(2)];
        let batches = of(&documents, 2);
        let bodies: Vec<String> = batches
            .iter()
            .map(|batch| String::from_utf8(batch.body()).unwrap())
            .collect();
        assert_eq!(bodies, ["h\n1\n2\n", "h\n3\n4\n", "h\n5\n", "h\n1\n2\n"]);
        let first: Vec<u64> = batches.iter().map(|batch| batch.first_row).collect();
        assert_eq!(first, [1, 3, 5, 1]);
    }

    #[test]
    fn a_key_follows_from_content_and_manner() {
        let documents = [document(4)];
        let batches = of(&documents, 2);
        let key = |at: usize, mode, salt: &str| {
            let batch: &Batch<'_> = &batches[at];
            batch.key(&batch.body(), mode, Errand::Store, salt)
        };
        let usual = key(0, BatchMode::Atomic, "");
        assert_eq!(
            usual,
            key(0, BatchMode::Atomic, ""),
            "a push taken up again must find its key"
        );
        assert_ne!(usual, key(1, BatchMode::Atomic, ""));
        assert_ne!(
            usual,
            key(0, BatchMode::Partial, ""),
            "a refusal of all must not answer for the good rows"
        );
        assert_ne!(usual, key(0, BatchMode::Atomic, "again"));
    }
}
