//! How a delivery is signed, and how its receiver checks it: HMAC-SHA256 over id, instant and body.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// The random bytes of a secret that is made here.
pub const SECRET_BYTES: usize = 32;

/// How far the instant of a delivery may lie from the receiver's clock, in seconds: what was recorded on the way cannot
/// be sent again later.
pub const TOLERANCE_S: u64 = 5 * 60;

/// What a secret begins with.
const PREFIX: &str = "whsec_";

/// What a signature begins with.
const VERSION: &str = "v1,";

/// The lengths that the specification allows.
const LENGTHS: std::ops::RangeInclusive<usize> = 24..=64;

/// What sender and receiver share. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Vec<u8>);

/// A text that is no secret of a webhook. It does not repeat the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret is whsec_ and 24 to 64 bytes in base 64")]
pub struct UnreadableSecret;

impl WebhookSecret {
    /// A secret of random bytes.
    pub fn of(bytes: [u8; SECRET_BYTES]) -> WebhookSecret {
        WebhookSecret(bytes.to_vec())
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// A secret of the bytes that [`WebhookSecret::as_bytes`] gave.
    ///
    /// # Errors
    /// When they are too few or too many.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<WebhookSecret, UnreadableSecret> {
        match LENGTHS.contains(&bytes.len()) {
            true => Ok(WebhookSecret(bytes)),
            false => Err(UnreadableSecret),
        }
    }

    /// A secret as it is handed over: `whsec_` and base 64.
    ///
    /// # Errors
    /// When it is something else.
    pub fn parse(text: &str) -> Result<WebhookSecret, UnreadableSecret> {
        let bytes = text
            .strip_prefix(PREFIX)
            .and_then(|rest| STANDARD.decode(rest).ok());
        WebhookSecret::from_bytes(bytes.ok_or(UnreadableSecret)?)
    }

    /// The secret as it is handed over, once.
    pub fn to_text(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
        // A key shorter than a block is filled up with zeros (RFC 2104); none is longer.
        let mut key = [0; 64];
        for (place, byte) in key.iter_mut().zip(&self.0) {
            *place = *byte;
        }
        let mut mac = Hmac::<Sha256>::new(&key.into());
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        mac
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

/// The header `webhook-signature`: a signature by each secret that holds, parted by spaces.
pub fn signature(secrets: &[WebhookSecret], id: &str, timestamp: u64, body: &[u8]) -> String {
    let timestamp = timestamp.to_string();
    let by = |secret: &WebhookSecret| {
        let signed = secret.mac(id, &timestamp, body).finalize().into_bytes();
        format!("{VERSION}{}", STANDARD.encode(signed))
    };
    secrets.iter().map(by).collect::<Vec<_>>().join(" ")
}

/// The headers of a delivery, as they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedHeaders<'h> {
    /// `webhook-id`: the same at each attempt. Whoever remembers it does nothing twice.
    pub id: &'h str,
    /// `webhook-timestamp`: when this attempt was made, in seconds since 1970.
    pub timestamp: &'h str,
    /// `webhook-signature`: signatures parted by spaces, of which one has to fit.
    pub signature: &'h str,
}

/// Why a delivery is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDelivery {
    /// The instant is no number.
    #[error("webhook-timestamp is no number of seconds")]
    Timestamp,
    /// The attempt was made too long ago, or is yet to be made.
    #[error("webhook-timestamp is more than five minutes from the clock of the receiver")]
    NotNow,
    /// None of the signatures was made with one of the secrets, over what came.
    #[error("no signature of webhook-signature fits")]
    Signature,
}

/// Whether a delivery came from whoever has one of the secrets, as it was sent, just now. `body` are the bytes as they
/// came, before anything reads them; `now` is in seconds since 1970.
///
/// # Errors
/// Why it is not to be taken. Whoever is refused should not be told which it was.
///
/// ```
/// # use blis_domain::webhook::{InvalidDelivery, SignedHeaders, WebhookSecret, signature, verify};
/// let secret = WebhookSecret::parse("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD").unwrap();
/// let (body, now) = (br#"{"type":"webhook.ping"}"#, 1_795_132_800);
/// let signed = signature(&[secret.clone()], "msg_1", now, body);
/// let headers = SignedHeaders { id: "msg_1", timestamp: "1795132800", signature: &signed };
/// assert_eq!(verify(&[secret.clone()], &headers, body, now), Ok(()));
/// assert_eq!(verify(&[secret.clone()], &headers, b"{}", now), Err(InvalidDelivery::Signature));
/// assert_eq!(verify(&[secret], &headers, body, now + 301), Err(InvalidDelivery::NotNow));
/// ```
pub fn verify(
    secrets: &[WebhookSecret],
    headers: &SignedHeaders<'_>,
    body: &[u8],
    now: u64,
) -> Result<(), InvalidDelivery> {
    let made: u64 = headers
        .timestamp
        .parse()
        .map_err(|_| InvalidDelivery::Timestamp)?;
    if made.abs_diff(now) > TOLERANCE_S {
        return Err(InvalidDelivery::NotNow);
    }
    let given: Vec<Vec<u8>> = headers
        .signature
        .split(' ')
        .filter_map(|one| STANDARD.decode(one.strip_prefix(VERSION)?).ok())
        .collect();
    let fits = secrets.iter().any(|secret| {
        let mac = secret.mac(headers.id, headers.timestamp, body);
        // Compared in a time that does not tell how much of it fits.
        given.iter().any(|one| mac.clone().verify_slice(one).is_ok())
    });
    match fits {
        true => Ok(()),
        false => Err(InvalidDelivery::Signature),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of the reference libraries (standard-webhooks/standard-webhooks, libraries/*/tests).
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const AT: u64 = 1_614_265_330;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    fn secret() -> WebhookSecret {
        WebhookSecret::parse(SECRET).unwrap()
    }

    fn check(headers: SignedHeaders<'_>, body: &[u8], now: u64) -> Result<(), InvalidDelivery> {
        verify(&[secret()], &headers, body, now)
    }

    fn headers(signature: &str) -> SignedHeaders<'_> {
        SignedHeaders {
            id: ID,
            timestamp: "1614265330",
            signature,
        }
    }

    #[test]
    fn the_published_example_is_signed_and_taken() {
        assert_eq!(signature(&[secret()], ID, AT, BODY), SIGNED);
        assert_eq!(check(headers(SIGNED), BODY, AT), Ok(()));
        assert_eq!(secret().to_text(), SECRET);
        assert_eq!(format!("{:?}", secret()), "WebhookSecret(…)");
    }

    #[test]
    fn one_of_several_signatures_is_enough_and_others_are_passed_over() {
        let others = format!("v1a,AAAA v1,AAAA v2,{} {SIGNED}", &SIGNED[3..]);
        assert_eq!(check(headers(&others), BODY, AT), Ok(()));
        for wrong in [
            "",
            " ",
            "v1,",
            "v1",
            &SIGNED[3..],
            &format!("v2{}", &SIGNED[2..]),
            &SIGNED.to_lowercase(),
        ] {
            assert_eq!(
                check(headers(wrong), BODY, AT),
                Err(InvalidDelivery::Signature),
                "{wrong}"
            );
        }
    }

    #[test]
    fn while_a_secret_is_changed_the_old_and_the_new_one_are_good() {
        let new = WebhookSecret::of([7; SECRET_BYTES]);
        let both = signature(&[new.clone(), secret()], ID, AT, BODY);
        assert_eq!(both.split(' ').count(), 2);
        for known in [&secret(), &new] {
            assert_eq!(
                verify(std::slice::from_ref(known), &headers(&both), BODY, AT),
                Ok(())
            );
        }
        let after = signature(std::slice::from_ref(&new), ID, AT, BODY);
        assert_eq!(check(headers(&after), BODY, AT), Err(InvalidDelivery::Signature));
        assert_eq!(verify(&[secret(), new], &headers(&after), BODY, AT), Ok(()));
    }

    #[test]
    fn what_is_too_old_or_to_come_is_refused() {
        for (now, expected) in [
            (AT + TOLERANCE_S, Ok(())),
            (AT - TOLERANCE_S, Ok(())),
            (AT + TOLERANCE_S + 1, Err(InvalidDelivery::NotNow)),
            (AT - TOLERANCE_S - 1, Err(InvalidDelivery::NotNow)),
        ] {
            assert_eq!(check(headers(SIGNED), BODY, now), expected, "{now}");
        }
        let timestamp = "soon";
        assert_eq!(
            check(
                SignedHeaders {
                    timestamp,
                    ..headers(SIGNED)
                },
                BODY,
                AT
            ),
            Err(InvalidDelivery::Timestamp)
        );
        let timestamp = "1614265331";
        assert_eq!(
            check(
                SignedHeaders {
                    timestamp,
                    ..headers(SIGNED)
                },
                BODY,
                AT
            ),
            Err(InvalidDelivery::Signature),
            "the instant is signed too"
        );
    }

    #[test]
    fn a_secret_is_as_long_as_the_specification_says() {
        for text in [
            "",
            "whsec_",
            "whsec_AAAA",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_!",
            "whpk_MfKQ",
        ] {
            assert_eq!(WebhookSecret::parse(text), Err(UnreadableSecret), "{text}");
        }
        assert!(
            WebhookSecret::from_bytes(vec![1; 64]).is_ok() && WebhookSecret::from_bytes(vec![1; 65]).is_err()
        );
    }

    proptest! {
        #[test]
        fn nothing_that_was_changed_is_taken(body: Vec<u8>, at: usize, bit in 0..8u8, key: [u8; SECRET_BYTES]) {
            let secret = WebhookSecret::of(key);
            let signed = signature(std::slice::from_ref(&secret), ID, AT, &body);
            let own = verify(std::slice::from_ref(&secret), &headers(&signed), &body, AT);
            prop_assert_eq!(own, Ok(()));
            let mut changed = body.clone();
            match body.is_empty() {
                true => changed.push(0),
                false => changed[at % body.len()] ^= 1 << bit,
            }
            let refused = verify(&[secret], &headers(&signed), &changed, AT);
            prop_assert_eq!(refused, Err(InvalidDelivery::Signature));
        }
    }
}
