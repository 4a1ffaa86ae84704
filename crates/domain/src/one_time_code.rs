//! One-time codes, the second factor of a sign-in: six digits that an authenticator computes anew every half minute
//! (TOTP, RFC 6238, on HOTP, RFC 4226), and recovery codes for whoever lost the authenticator.
//!
//! SHA-1, six digits and thirty seconds are what every authenticator can do. HMAC does not need the property that
//! SHA-1 lost.

mod base32;
mod recovery;

pub use recovery::{RECOVERY_CODE_BYTES, RECOVERY_CODES, RecoveryCode};

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use std::fmt;

/// The bytes of a secret: as many as the hash gives (RFC 4226, 4).
pub const SECRET_BYTES: usize = 20;

/// How long a code is the current one, in seconds.
const STEP_S: u64 = 30;

/// The codes before and after the current one that are taken too: clocks differ, and typing takes time.
const STEPS_APART: u64 = 1;

/// The digits of a code.
const DIGITS: usize = 6;

/// What an authenticator and the server share. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeSecret([u8; SECRET_BYTES]);

impl OneTimeSecret {
    /// A secret of random bytes.
    pub fn of(bytes: [u8; SECRET_BYTES]) -> OneTimeSecret {
        OneTimeSecret(bytes)
    }

    /// A secret as people type it: base 32, in any case, with spaces or hyphens or without.
    pub fn parse(text: &str) -> Option<OneTimeSecret> {
        let bytes = base32::decode(&bare(text))?;
        bytes.try_into().ok().map(OneTimeSecret)
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// The secret in base 32, for typing into an authenticator.
    pub fn to_base32(&self) -> String {
        base32::encode(&self.0)
    }

    /// The address by which authenticators take the secret from a picture. `issuer` and `account` are what they show
    /// their owner.
    pub fn uri(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_S}",
            self.to_base32()
        )
    }

    /// The code of a step, as people type it.
    pub fn code(&self, step: u64) -> String {
        format!("{:06}", self.number(step))
    }

    /// The step that a code is of: the current one or a neighbour, and later than the last one used, for each code is
    /// good once.
    ///
    /// ```
    /// # use blis_domain::one_time_code::{OneTimeSecret, TypedCode, step_at};
    /// let secret = OneTimeSecret::of([7; 20]);
    /// let now = step_at(1_795_132_800);
    /// let Some(TypedCode::OneTime(code)) = TypedCode::parse(&secret.code(now)) else { panic!() };
    /// assert_eq!(secret.step_of(code, now, None), Some(now));
    /// assert_eq!(secret.step_of(code, now, Some(now)), None, "it was used");
    /// ```
    pub fn step_of(&self, code: OneTimeCode, now: u64, last_used: Option<u64>) -> Option<u64> {
        let mut found = None;
        // Every one is computed, so that the time taken does not tell which fits.
        for step in now.saturating_sub(STEPS_APART)..=now.saturating_add(STEPS_APART) {
            let fits = self.number(step) == code.0;
            if fits && last_used.is_none_or(|last| step > last) {
                found = found.or(Some(step));
            }
        }
        found
    }

    /// RFC 4226, 5.3, with the number of the step as the counter.
    fn number(&self, step: u64) -> u32 {
        // A key shorter than a block is filled up with zeros (RFC 2104).
        let mut key = [0; 64];
        key[..SECRET_BYTES].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha1>::new(&key.into());
        mac.update(&step.to_be_bytes());
        let hash: [u8; 20] = mac.finalize().into_bytes().into();
        let offset = usize::from(hash[19] & 0x0f);
        let word = [hash[offset], hash[offset + 1], hash[offset + 2], hash[offset + 3]];
        (u32::from_be_bytes(word) & 0x7fff_ffff) % 1_000_000
    }
}

impl fmt::Debug for OneTimeSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeSecret(…)")
    }
}

/// The step of an instant, in seconds since 1970.
pub fn step_at(unix_seconds: i64) -> u64 {
    u64::try_from(unix_seconds).unwrap_or(0) / STEP_S
}

/// Six digits that somebody typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OneTimeCode(u32);

impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeCode(…)")
    }
}

/// What somebody typed where a code is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// Six digits.
    OneTime(OneTimeCode),
    /// A recovery code.
    Recovery(RecoveryCode),
}

impl TypedCode {
    /// Reads a code with spaces and hyphens or without; nothing when it can be neither.
    pub fn parse(text: &str) -> Option<TypedCode> {
        let bare = bare(text);
        if bare.len() == DIGITS && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return bare.parse().ok().map(OneTimeCode).map(TypedCode::OneTime);
        }
        RecoveryCode::parse(&bare).map(TypedCode::Recovery)
    }
}

/// A text without the spaces and hyphens that make it readable.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .collect()
}

/// A text for a place in an address: everything but what never needs it is escaped (RFC 3986, 2.3).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
