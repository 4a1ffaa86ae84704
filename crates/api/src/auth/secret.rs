//! Secrets of machine clients, sessions and links: 256 random bits, kept as their SHA-256.
//!
//! A slow hash would protect guessable passwords. Nobody guesses 256 bits, and a feed that pushes every minute
//! should not pay for it.

use crate::web::problem::ApiError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_store::{KeptSecret, MOST_SECRETS, NoRandomness, random_bytes};
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};
use time::{Duration, OffsetDateTime};

/// A new secret, and what is kept of it.
///
/// # Errors
/// When the system gives no randomness.
pub fn new() -> Result<(String, [u8; 32]), NoRandomness> {
    let secret = URL_SAFE_NO_PAD.encode(random_bytes::<32>()?);
    let hash = hash(&secret);
    Ok((secret, hash))
}

/// When a secret ends that shall hold for so many days; never without.
pub fn ending(days: Option<u16>, now: OffsetDateTime) -> Option<OffsetDateTime> {
    days.map(|days| now + Duration::days(days.into()))
}

/// 256 random bits as text that needs no encoding in an address.
pub(crate) fn random() -> Result<String, ApiError> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// Random bytes, for a handler.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], ApiError> {
    random_bytes().map_err(ApiError::internal)
}

/// What is kept of a secret: the SHA-256 of its text as it is shown to the client.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Whether a secret is the one of which this is kept, in a time that does not tell how much of it is right.
pub(crate) fn is_of(given: &str, kept: &[u8; 32]) -> bool {
    kept.ct_eq(&hash(given)).into()
}

/// Which of the secrets kept was shown, in a time that tells neither how much of it is right nor how many there are.
/// Without any the answer is none, after the same work: who asks cannot tell an unknown client from a wrong secret.
pub(crate) fn shown<'k>(kept: &'k [KeptSecret], given: &str) -> Option<&'k KeptSecret> {
    let given = hash(given);
    let mut right = None;
    for place in 0..MOST_SECRETS.max(kept.len()) {
        let one = kept.get(place);
        let same = one.map_or(&[0; 32], |one| &one.hash).ct_eq(&given);
        if bool::from(same & Choice::from(u8::from(one.is_some()))) {
            right = one;
        }
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(secrets: &[&str]) -> Vec<KeptSecret> {
        let keep = |secret: &&str| KeptSecret {
            id: (*secret).to_owned(),
            hash: hash(secret),
            used_just_now: false,
        };
        secrets.iter().map(keep).collect()
    }

    #[test]
    fn each_of_the_secrets_is_right_and_nothing_else() {
        let kept = kept(&["old", "new"]);
        assert_eq!(shown(&kept, "old").map(|one| one.id.as_str()), Some("old"));
        assert_eq!(shown(&kept, "new").map(|one| one.id.as_str()), Some("new"));
        assert_eq!(shown(&kept, "neW"), None);
        assert_eq!(shown(&[], "old"), None);
    }

    #[test]
    fn a_new_secret_is_256_bits_and_no_other() {
        let (first, hash_of_first) = new().unwrap();
        assert_eq!(first.len(), 43);
        assert_eq!(hash(&first), hash_of_first);
        assert_ne!(first, new().unwrap().0);
    }
}
