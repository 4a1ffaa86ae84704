//! The batches of documents, each with a key that follows from its content.

use super::document::{Document, Loaded, Piece};
use crate::push::sender::Errand;
use blis_domain::receipt::BatchMode;
use sha2::{Digest, Sha256};

/// A piece of a document.
#[derive(Debug)]
pub(super) struct Batch<'d> {
    pub(super) document: &'d Document,
    pub(super) piece: &'d Piece,
}

/// The batches of the documents, in their order. A document without rows has none.
pub(super) fn of(documents: &[Document]) -> Vec<Batch<'_>> {
    documents
        .iter()
        .flat_map(|document| document.pieces.iter().map(move |piece| Batch { document, piece }))
        .collect()
}

impl Batch<'_> {
    /// Reads it, to be sent.
    pub(super) fn load(&self) -> anyhow::Result<Loaded> {
        self.document.load(self.piece)
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
    use crate::push::document::Manner;
    use blis_domain::text::Language;

    #[test]
    fn a_key_follows_from_content_and_manner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        std::fs::write(&path, "h\n1\n2\n3\n4\n").unwrap();
        let manner = Manner {
            most_rows: 2,
            sheet: None,
            language: Language::En,
        };
        let documents = [Document::read(&path, &manner).unwrap()];
        let batches = of(&documents);
        let key = |at: usize, mode, salt: &str| {
            let batch: &Batch<'_> = &batches[at];
            batch.key(&batch.load().unwrap().body, mode, Errand::Store, salt)
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
