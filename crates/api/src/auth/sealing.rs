//! The key that seals what the database keeps and must not tell, such as the secrets of one-time codes. It is no part
//! of the database, nor of its backups: whoever has one of the two reads nothing.
//!
//! Every other secret of the server is made of it, each for one purpose. The key that signs tokens is another: it is
//! replaced from time to time, and what is sealed stays.

use super::key_file;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_domain::one_time_code::OneTimeSecret;
use blis_domain::person::PersonId;
use blis_store::{NoRandomness, random_bytes};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};

/// The key of the server's secrets. Cheap to clone; never shown.
#[derive(Clone)]
pub struct SealingKey {
    root: [u8; 32],
}

/// Why there is no sealing key, or something cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealingError {
    /// The system gave no randomness.
    #[error("nothing can be sealed")]
    Random(#[source] NoRandomness),
    /// The file cannot be read.
    #[error("cannot read the sealing key {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write the sealing key {path}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("{path} holds no sealing key: 32 bytes in base 64")]
    Malformed {
        /// The file.
        path: PathBuf,
    },
    /// It was sealed with another key or for somebody else, or was changed.
    #[error("something sealed does not open: is the sealing key the one of this database?")]
    Closed,
}

/// What something is sealed for: what is sealed for one purpose does not open for another.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// The secret of a person's one-time codes.
    SecondFactor,
    /// A sign-in that waits for its code.
    PendingSignIn,
    /// A form that waits until its sender has shown who they are.
    KeptForm,
    /// A secret that signs for a webhook.
    WebhookSecret,
    /// What a browser may show for a while, and the database does not keep.
    ShownOnce,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::SecondFactor => "blis: secrets of one-time codes",
            Purpose::PendingSignIn => "blis: sign-ins that wait for a code",
            Purpose::KeptForm => "blis: forms that wait for their sender to be confirmed",
            Purpose::WebhookSecret => "blis: secrets of webhooks",
            Purpose::ShownOnce => "blis: secrets that are shown for a while",
        }
    }
}

impl SealingKey {
    /// The key of a file; a new one, readable by its owner alone, when there is no file.
    ///
    /// # Errors
    /// When the file cannot be read or written, or holds something else.
    pub fn load_or_create(path: &Path) -> Result<SealingKey, SealingError> {
        let path = || path.to_owned();
        let text = key_file::read_or_create(
            &path(),
            || {
                let root = random_bytes::<32>().map_err(SealingError::Random)?;
                Ok(format!("{}\n", STANDARD.encode(root)))
            },
            |source| SealingError::Read { path: path(), source },
            |source| SealingError::Write { path: path(), source },
        )?;
        SealingKey::of_text(path(), &text)
    }

    /// The key of a file; nothing when there is no file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds something else.
    pub fn load(path: &Path) -> Result<Option<SealingKey>, SealingError> {
        let path = path.to_owned();
        match key_file::read(&path) {
            Ok(text) => SealingKey::of_text(path, &text).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(SealingError::Read { path, source }),
        }
    }

    fn of_text(path: PathBuf, text: &str) -> Result<SealingKey, SealingError> {
        let bytes = STANDARD.decode(text.trim_end()).ok();
        let root = bytes.and_then(|bytes| bytes.try_into().ok());
        root.map(|root| SealingKey { root })
            .ok_or(SealingError::Malformed { path })
    }

    /// A secret of this server for one purpose: the same at every start, and of no use to find the key.
    pub(crate) fn secret_for(&self, purpose: &str) -> [u8; 32] {
        // Of one length always, so that nothing can be hashed on to it.
        Sha256::new()
            .chain_update(b"blis: the root of other secrets\0")
            .chain_update(self.root)
            .chain_update(Sha256::digest(purpose))
            .finalize()
            .into()
    }

    /// Seals something that is `whose`: under another name it does not open. A random nonce stands before it.
    pub(crate) fn seal(&self, purpose: Purpose, whose: &str, open: &[u8]) -> Result<Vec<u8>, SealingError> {
        let nonce = random_bytes::<NONCE_LEN>().map_err(SealingError::Random)?;
        let mut sealed = open.to_vec();
        self.key(purpose)?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(whose.as_bytes()),
                &mut sealed,
            )
            .map_err(|_| SealingError::Closed)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for this purpose and is `whose`.
    pub(crate) fn open(&self, purpose: Purpose, whose: &str, sealed: &[u8]) -> Result<Vec<u8>, SealingError> {
        let (nonce, rest) = sealed.split_at_checked(NONCE_LEN).ok_or(SealingError::Closed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealingError::Closed)?;
        let mut rest = rest.to_vec();
        let open = self
            .key(purpose)?
            .open_in_place(nonce, Aad::from(whose.as_bytes()), &mut rest);
        Ok(open.map_err(|_| SealingError::Closed)?.to_vec())
    }

    fn key(&self, purpose: Purpose) -> Result<LessSafeKey, SealingError> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &self.secret_for(purpose.name()));
        key.map(LessSafeKey::new).map_err(|_| SealingError::Closed)
    }
}

/// The secret of a person's one-time codes as the database keeps it: for whoever gives one past the server.
///
/// # Errors
/// When the system gives no randomness.
pub fn sealed_secret(
    key: &SealingKey,
    person: &PersonId,
    secret: &OneTimeSecret,
) -> Result<Vec<u8>, SealingError> {
    key.seal(Purpose::SecondFactor, person.as_str(), secret.as_bytes())
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn key(root: u8) -> SealingKey {
        SealingKey { root: [root; 32] }
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_key_for_the_same_person_and_purpose() {
        let sealed = key(1).seal(Purpose::SecondFactor, "anna", b"secret").unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        let open = |key: &SealingKey, purpose, whose| key.open(purpose, whose, &sealed).ok();
        assert_eq!(
            open(&key(1), Purpose::SecondFactor, "anna").as_deref(),
            Some(&b"secret"[..])
        );
        assert_eq!(open(&key(2), Purpose::SecondFactor, "anna"), None, "another key");
        assert_eq!(
            open(&key(1), Purpose::SecondFactor, "janis"),
            None,
            "the row of another person"
        );
        assert_eq!(
            open(&key(1), Purpose::PendingSignIn, "anna"),
            None,
            "another purpose"
        );
        let again = key(1).seal(Purpose::SecondFactor, "anna", b"secret").unwrap();
        assert_ne!(sealed, again, "nobody sees that two are the same");
    }

    #[test]
    fn what_was_changed_or_cut_does_not_open() {
        let sealed = key(1).seal(Purpose::SecondFactor, "anna", b"secret").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(
                key(1).open(Purpose::SecondFactor, "anna", &changed).is_err(),
                "byte {at}"
            );
            assert!(
                key(1).open(Purpose::SecondFactor, "anna", &sealed[..at]).is_err(),
                "{at} bytes"
            );
        }
    }

    #[test]
    fn the_second_start_finds_the_key_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/sealing-key");
        let first = SealingKey::load_or_create(&path).unwrap();
        let sealed = first.seal(Purpose::SecondFactor, "anna", b"secret").unwrap();
        let second = SealingKey::load_or_create(&path).unwrap();
        assert!(second.open(Purpose::SecondFactor, "anna", &sealed).is_ok());
        assert_eq!(first.secret_for("a"), second.secret_for("a"));
        assert_ne!(first.secret_for("a"), first.secret_for("b"));
        assert_eq!(
            fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "nothing is left beside the key"
        );
        assert_eq!(format!("{first:?}"), "SealingKey(…)");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_key_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sealing-key");
        SealingKey::load_or_create(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn another_file_is_refused_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sealing-key");
        key_file::create(&path, "not a key").unwrap();
        let refused = SealingKey::load_or_create(&path).unwrap_err();
        assert!(refused.to_string().contains("sealing-key"), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "not a key");
    }
}
