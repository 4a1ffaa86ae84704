//! Secrets of machine clients, sessions and links: 256 random bits, kept as their SHA-256.
//!
//! A slow hash would protect guessable passwords. Nobody guesses 256 bits, and a feed that pushes every minute
//! should not pay for it.

use crate::web::problem::ApiError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 256 random bits as text that needs no encoding in an address.
pub(crate) fn random() -> Result<String, ApiError> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// Random bytes of the system.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(ApiError::internal)?;
    Ok(bytes)
}

/// What is kept of a secret: the SHA-256 of its text as it is shown to the client.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Whether a secret is the one kept, in a time that does not tell how much of it is right. Without one kept the
/// answer is no, after the same work: who asks cannot tell an unknown client from a wrong secret.
pub(crate) fn is_right(kept: Option<&[u8; 32]>, given: &str) -> bool {
    let known = kept.is_some();
    let same = kept.unwrap_or(&[0; 32]).ct_eq(&hash(given));
    known & bool::from(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_itself_is_right() {
        let kept = hash("s3cret");
        assert!(is_right(Some(&kept), "s3cret"));
        assert!(!is_right(Some(&kept), "s3creT"));
        assert!(!is_right(None, "s3cret"));
    }
}
