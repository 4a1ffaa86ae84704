//! Entity tags: whether the caller holds the answer already.

use actix_web::HttpRequest;
use actix_web::http::header::{EntityTag, Header, IfNoneMatch};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The tag of an answer: a hash of the address that selects it, its format, its language, and its content,
/// which carries the data version.
///
/// Hashing the content rather than counting versions makes the tag right by construction: an answer may depend
/// on several blocks, on the membership of a network and on the catalogue at once, and a version forgotten would
/// be a wrong figure shown. Weak, because compression runs afterwards.
pub(crate) fn of(selection: &str, format: &str, language: &str, content: &[u8]) -> EntityTag {
    let mut hash = Sha256::new();
    for part in [selection, format, language] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(content);
    EntityTag::new_weak(URL_SAFE_NO_PAD.encode(&hash.finalize()[..18]))
}

/// Whether `If-None-Match` names the tag: a list of tags compared weakly, or `*`.
pub(crate) fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|one| one.weak_eq(tag)),
        // Absent or not a list of tags: the answer is sent.
        Err(_) => false,
    }
}
