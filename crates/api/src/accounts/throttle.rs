//! Whoever guesses passwords waits, longer after every failure.

use crate::auth::SigningKey;
use crate::web::problem::ApiError;
use blis_domain::limits::Patience;
use blis_domain::problem::{ProblemCode, ProblemDraft};
use blis_store::ThrottleKey;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// By what failures are counted. The store learns keyed hashes and nothing else: no address of anybody's, and not
/// which accounts there are.
pub(crate) struct Throttle {
    secret: [u8; 32],
}

impl Throttle {
    /// The throttle of a server; servers with one key count together.
    pub(crate) fn new(key: &SigningKey) -> Throttle {
        Throttle {
            secret: key.secret_for("blis: failures to sign in"),
        }
    }

    /// The key of an account, or of one that does not exist: what was typed, in the form in which it is looked up.
    pub(crate) fn account(&self, typed: &str) -> ThrottleKey {
        let folded = typed.trim().to_ascii_lowercase();
        self.key("account", &folded, Patience::WITH_ACCOUNT)
    }

    /// The key of an address.
    pub(crate) fn address(&self, address: IpAddr) -> ThrottleKey {
        self.key("address", &address.to_string(), Patience::WITH_ADDRESS)
    }

    fn key(&self, kind: &str, text: &str, patience: Patience) -> ThrottleKey {
        // The secret goes in first and last, so that nothing can be hashed on to it; neither word holds a NUL.
        let hash = Sha256::new()
            .chain_update(self.secret)
            .chain_update(kind)
            .chain_update([0])
            .chain_update(text)
            .chain_update(self.secret)
            .finalize()
            .into();
        ThrottleKey { hash, patience }
    }
}

/// The answer to whoever has to wait, the right password or not.
pub(crate) fn held(seconds: u64) -> ApiError {
    let (lv, en) = words(seconds);
    let error: ApiError = ProblemDraft::new(
        ProblemCode::TooManyRequests,
        format!("Pārāk daudz neveiksmīgu mēģinājumu pierakstīties. Mēģiniet vēlreiz pēc {lv}."),
        format!("Too many failed attempts to sign in. Try again in {en}."),
    )
    .into();
    error.retry_after(u32::try_from(seconds).unwrap_or(u32::MAX))
}

/// A wait in words: seconds up to a minute and a half, then minutes, rounded up.
fn words(seconds: u64) -> (String, String) {
    let (number, one_lv, more_lv, one_en) = match seconds {
        0..=90 => (seconds, "sekundes", "sekundēm", "second"),
        _ => (seconds.div_ceil(60), "minūtes", "minūtēm", "minute"),
    };
    let lv = match (number % 10, number % 100) {
        (_, 11) => more_lv,
        (1, _) => one_lv,
        _ => more_lv,
    };
    let plural = if number == 1 { "" } else { "s" };
    (format!("{number} {lv}"), format!("{number} {one_en}{plural}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_said_in_both_languages() {
        for (seconds, lv, en) in [
            (1, "1 sekundes", "1 second"),
            (2, "2 sekundēm", "2 seconds"),
            (11, "11 sekundēm", "11 seconds"),
            (21, "21 sekundes", "21 seconds"),
            (64, "64 sekundēm", "64 seconds"),
            (121, "3 minūtēm", "3 minutes"),
            (900, "15 minūtēm", "15 minutes"),
        ] {
            assert_eq!(words(seconds), (lv.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn a_key_is_the_same_for_every_spelling_and_another_for_everything_else() {
        let throttle = Throttle { secret: [7; 32] };
        let key = throttle.account("anna@saldus.lv");
        assert_eq!(key, throttle.account(" Anna@Saldus.LV "));
        let address: IpAddr = "192.0.2.1".parse().unwrap();
        assert_ne!(throttle.account("192.0.2.1").hash, throttle.address(address).hash);
        assert_ne!(key, Throttle { secret: [8; 32] }.account("anna@saldus.lv"));
    }
}
