//! The key that signs access tokens: Ed25519, kept as a PKCS#8 PEM file that its owner alone can read.

use super::key_file;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_store::{NoRandomness, random_bytes};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use jsonwebtoken::{DecodingKey, EncodingKey};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};

/// The key that signs access tokens. Cheap to clone; never shown.
#[derive(Clone)]
pub struct SigningKey {
    encoding: EncodingKey,
    decoding: DecodingKey,
    public: PublicKey,
}

/// The public half, as a JSON Web Key (RFC 7517, RFC 8037).
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PublicKey {
    kty: &'static str,
    crv: &'static str,
    #[serde(rename = "use")]
    usage: &'static str,
    alg: &'static str,
    /// The thumbprint of the key (RFC 7638).
    pub(crate) kid: String,
    x: String,
}

/// Why there is no signing key.
#[derive(Debug, thiserror::Error)]
pub enum SigningKeyError {
    /// The system gave no randomness.
    #[error("no signing key can be made")]
    Random(#[source] NoRandomness),
    /// The file cannot be read.
    #[error("cannot read the signing key {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write the signing key {path}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("{path} holds no Ed25519 key in PKCS#8 PEM")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ed25519_dalek::pkcs8::Error,
    },
    /// The clock shows a time that cannot be written.
    #[error("the clock shows no time that a key can be dated with")]
    Clock {
        /// Why.
        source: time::error::Format,
    },
    /// The key cannot be written as PKCS#8.
    #[error("cannot encode a signing key")]
    Encode(#[source] ed25519_dalek::pkcs8::Error),
}

impl SigningKeyError {
    /// The error and its cause in one line, for the log.
    pub(super) fn with_cause(&self) -> String {
        match std::error::Error::source(self) {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }
}

impl SigningKey {
    /// The key of a file; a new one, readable by its owner alone, when there is no file.
    ///
    /// # Errors
    /// When the file cannot be read or written, or holds something else.
    pub fn load_or_create(path: &Path) -> Result<SigningKey, SigningKeyError> {
        let text = key_file::read_or_create(
            path,
            || pem(&random()?),
            |source| unread(path, source),
            |source| unwritten(path, source),
        )?;
        SigningKey::from_pem(path, &text)
    }

    /// The key of a file; nothing when there is no file.
    pub(super) fn load(path: &Path) -> Result<Option<SigningKey>, SigningKeyError> {
        match key_file::read(path) {
            Ok(text) => SigningKey::from_pem(path, &text).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(unread(path, source)),
        }
    }

    /// A new key in a folder, under a name that begins so and ends with the id of the key.
    pub(super) fn create_in(folder: &Path, beginning: &str) -> Result<SigningKey, SigningKeyError> {
        let new = random()?;
        let key = SigningKey::of(&new)?;
        let path = folder.join(format!("{beginning}-{}.pem", key.public.kid));
        key_file::create(&path, &pem(&new)?).map_err(|source| unwritten(&path, source))?;
        Ok(key)
    }

    fn from_pem(path: &Path, text: &str) -> Result<SigningKey, SigningKeyError> {
        let key =
            ed25519_dalek::SigningKey::from_pkcs8_pem(text).map_err(|source| SigningKeyError::Malformed {
                path: path.to_owned(),
                source,
            })?;
        SigningKey::of(&key)
    }

    fn of(key: &ed25519_dalek::SigningKey) -> Result<SigningKey, SigningKeyError> {
        let der = key.to_pkcs8_der().map_err(SigningKeyError::Encode)?;
        let public = key.verifying_key().to_bytes();
        Ok(SigningKey {
            encoding: EncodingKey::from_ed_der(der.as_bytes()),
            decoding: DecodingKey::from_ed_der(&public),
            public: PublicKey::of(&public),
        })
    }

    /// What signs.
    pub(crate) fn encoding(&self) -> &EncodingKey {
        &self.encoding
    }

    /// What verifies.
    pub(crate) fn decoding(&self) -> &DecodingKey {
        &self.decoding
    }

    /// What may be known.
    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.public.kid)
    }
}

impl PublicKey {
    fn of(public: &[u8; 32]) -> PublicKey {
        let x = URL_SAFE_NO_PAD.encode(public);
        // The members that RFC 7638 and RFC 8037 name, in their order and without spaces.
        let thumbprint = Sha256::digest(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#));
        PublicKey {
            kty: "OKP",
            crv: "Ed25519",
            usage: "sig",
            alg: "EdDSA",
            kid: URL_SAFE_NO_PAD.encode(thumbprint),
            x,
        }
    }
}

fn random() -> Result<ed25519_dalek::SigningKey, SigningKeyError> {
    let seed = random_bytes().map_err(SigningKeyError::Random)?;
    Ok(ed25519_dalek::SigningKey::from_bytes(&seed))
}

fn pem(key: &ed25519_dalek::SigningKey) -> Result<String, SigningKeyError> {
    let pem = key
        .to_pkcs8_pem(LineEnding::LF)
        .map_err(SigningKeyError::Encode)?;
    Ok(pem.to_string())
}

fn unread(path: &Path, source: io::Error) -> SigningKeyError {
    SigningKeyError::Read {
        path: path.to_owned(),
        source,
    }
}

fn unwritten(path: &Path, source: io::Error) -> SigningKeyError {
    SigningKeyError::Write {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn private(path: &Path, text: &str) {
        key_file::create(path, text).unwrap();
    }

    #[test]
    fn the_second_start_finds_the_key_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/signing.pem");
        let first = SigningKey::load_or_create(&path).unwrap();
        let second = SigningKey::load_or_create(&path).unwrap();
        assert_eq!(first.public.kid, second.public.kid);
        assert_eq!(
            fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "nothing is left beside the key"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_new_key_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signing.pem");
        SigningKey::load_or_create(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_refused_by_its_name() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signing.pem");
        SigningKey::load_or_create(&path).unwrap();
        for (mode, accepted) in [
            (0o640, false),
            (0o604, false),
            (0o644, false),
            (0o660, false),
            (0o400, true),
        ] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let loaded = SigningKey::load_or_create(&path).map_err(|error| error.with_cause());
            assert_eq!(loaded.is_ok(), accepted, "{mode:o}: {loaded:?}");
            if let Err(told) = loaded {
                let command = format!("`chmod 600 {}`", path.display());
                assert!(told.contains(&command), "it says what to do: {told}");
            }
            let listed = SigningKey::load(&path);
            assert_eq!(listed.is_ok(), accepted, "{mode:o}, at a later look");
        }
    }

    #[test]
    fn another_file_is_refused_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signing.pem");
        private(&path, "not a key");
        assert!(matches!(
            SigningKey::load_or_create(&path),
            Err(SigningKeyError::Malformed { .. })
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), "not a key");
    }

    #[test]
    fn the_key_id_is_the_thumbprint_of_the_standard() {
        // RFC 8037, appendix A.3.
        let x = URL_SAFE_NO_PAD
            .decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            .unwrap();
        let public = PublicKey::of(&x.try_into().unwrap());
        assert_eq!(public.kid, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
