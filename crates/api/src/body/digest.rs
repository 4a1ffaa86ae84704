//! `Content-Digest` (RFC 9530): a sender that says what it sent is told when something else arrived.

use super::{fault, malformed};
use crate::web::problem::ApiError;
use actix_web::http::header::HeaderName;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blis_domain::text::Text;
use sha2::{Digest, Sha256, Sha512};

pub(crate) const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");

/// The digests of a body as it arrives, and what a header says they are.
pub(crate) struct Digests {
    said: String,
    sha_256: Sha256,
    /// Computed for who asks alone.
    sha_512: Option<Sha512>,
}

impl Digests {
    /// The digests that this header is about. Algorithms that are not known here are passed over, as the standard wants.
    pub(crate) fn of(header: &str) -> Digests {
        let wants_512 = members(header).any(|(algorithm, _)| algorithm == "sha-512");
        Digests {
            sha_256: Sha256::new(),
            sha_512: wants_512.then(Sha512::new),
            said: header.to_owned(),
        }
    }

    /// Takes in what arrived next.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.sha_256.update(bytes);
        if let Some(sha_512) = &mut self.sha_512 {
            sha_512.update(bytes);
        }
    }

    /// Checks the header against all that arrived, and gives its SHA-256.
    pub(crate) fn checked(self) -> Result<[u8; 32], ApiError> {
        let sha_256: [u8; 32] = self.sha_256.finalize().into();
        let sha_512 = self.sha_512.map(|digest| digest.finalize().to_vec());
        for (algorithm, said) in members(&self.said) {
            let found = match algorithm.as_str() {
                "sha-256" => Some(sha_256.as_slice()),
                "sha-512" => sha_512.as_deref(),
                _ => None,
            };
            if found.is_some() && STANDARD.decode(said).ok().as_deref() != found {
                let text = Text::new(
                    "Saturs nav tas, par kuru Content-Digest.",
                    "The body is not the one of its Content-Digest.",
                );
                let faults = vec![fault(None, None, "digest_mismatch", text.clone())];
                return Err(malformed(text.lv, text.en, faults).into());
            }
        }
        Ok(sha_256)
    }
}

/// The algorithms of a header and the digests it gives for them.
fn members(header: &str) -> impl Iterator<Item = (String, &str)> {
    header.split(',').filter_map(|member| {
        let (algorithm, value) = member.trim().split_once('=')?;
        Some((
            algorithm.trim().to_ascii_lowercase(),
            value.trim().trim_matches(':'),
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(header: &str, body: &[u8]) -> Result<[u8; 32], ApiError> {
        let mut digests = Digests::of(header);
        for byte in body {
            digests.update(&[*byte]);
        }
        digests.checked()
    }

    #[test]
    fn the_example_of_the_standard_holds() {
        // RFC 9530, appendix B.1.
        let body = b"{\"hello\": \"world\"}\n";
        let header = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
        assert_eq!(
            checked(header, body).unwrap(),
            <[u8; 32]>::from(Sha256::digest(body))
        );
        assert!(checked(header, b"{}").is_err());
        assert!(checked("md5=:x:", body).is_ok());
        assert!(checked("", body).is_ok());
    }

    #[test]
    fn both_algorithms_are_checked() {
        let digest = STANDARD.encode(Sha512::digest(b"rows"));
        assert!(checked(&format!("SHA-512=:{digest}:"), b"rows").is_ok());
        assert!(checked(&format!("sha-512=:{digest}:"), b"rows ").is_err());
    }
}
