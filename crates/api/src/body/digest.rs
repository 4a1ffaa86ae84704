//! `Content-Digest` (RFC 9530): a sender that says what it sent is told when something else arrived.

use super::{fault, malformed};
use crate::web::problem::ApiError;
use actix_web::http::header::HeaderName;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_domain::text::Text;
use sha2::{Digest, Sha256, Sha512};

pub(crate) const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");

/// Checks the digests of a header against the body as it arrived. Algorithms that are not known here are passed
/// over, as the standard wants.
pub(crate) fn check(header: &str, body: &[u8]) -> Result<(), ApiError> {
    for member in header.split(',') {
        let Some((algorithm, value)) = member.trim().split_once('=') else {
            continue;
        };
        let found = match algorithm.trim().to_ascii_lowercase().as_str() {
            "sha-256" => Sha256::digest(body).to_vec(),
            "sha-512" => Sha512::digest(body).to_vec(),
            _ => continue,
        };
        let said = value.trim().trim_matches(':');
        if STANDARD.decode(said).ok().as_deref() != Some(&found) {
            let text = Text::new(
                "Saturs nav tas, par kuru Content-Digest.",
                "The body is not the one of its Content-Digest.",
            );
            let faults = vec![fault(None, None, "digest_mismatch", text.clone())];
            return Err(malformed(text.lv, text.en, faults).into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_holds() {
        // RFC 9530, appendix B.1.
        let body = b"{\"hello\": \"world\"}\n";
        let header = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
        assert!(check(header, body).is_ok());
        assert!(check(header, b"{}").is_err());
        assert!(check("md5=:x:", body).is_ok());
        assert!(check("", body).is_ok());
    }
}
