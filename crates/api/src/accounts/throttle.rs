//! Whoever guesses passwords waits, longer after every failure.

use crate::auth::SealingKey;
use crate::web::problem::ApiError;
use crate::web::wait;
use blis_domain::limits::Patience;
use blis_domain::person::{EmailAddress, PersonId};
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
    pub(crate) fn new(key: &SealingKey) -> Throttle {
        Throttle {
            secret: key.secret_for("blis: failures to sign in"),
        }
    }

    /// The key of an account, or of one that does not exist: what was typed, in the form in which it is looked up.
    pub(crate) fn account(&self, typed: &str) -> ThrottleKey {
        let folded = typed.trim().to_ascii_lowercase();
        self.key("account", &folded, Patience::WITH_ACCOUNT)
    }

    /// The key of somebody who is signed in and shows anew who they are. It is apart from that of the account, by which
    /// anybody who types its address is counted: strangers must not hold up who is in already. It is the person and not
    /// the session, for another service opens as many sessions as somebody asks it for, and each would have guesses of
    /// its own.
    pub(crate) fn signed_in(&self, person: &PersonId) -> ThrottleKey {
        self.key("signed in", person.as_str(), Patience::WITH_ACCOUNT)
    }

    /// The key of an address.
    pub(crate) fn address(&self, address: IpAddr) -> ThrottleKey {
        self.key("address", &address.to_string(), Patience::WITH_ADDRESS)
    }

    /// The key of an account to which somebody asks for a letter, or of one that does not exist.
    pub(crate) fn letters_to(&self, typed: &str) -> ThrottleKey {
        let folded = typed.trim().to_ascii_lowercase();
        self.key("letters to", &folded, Patience::WITH_ACCOUNT)
    }

    /// The key of an address from which letters are asked for.
    pub(crate) fn letters_from(&self, address: IpAddr) -> ThrottleKey {
        self.key("letters from", &address.to_string(), Patience::WITH_ADDRESS)
    }

    /// The key of an address to which invitations go. It is apart from that of letters that anybody asks for: strangers
    /// must not hold up who is to be invited.
    pub(crate) fn invitations_to(&self, address: &EmailAddress) -> ThrottleKey {
        let folded = address.as_str().to_ascii_lowercase();
        self.key("invitations to", &folded, Patience::WITH_ACCOUNT)
    }

    /// The key of somebody who sends invitations.
    pub(crate) fn letters_by(&self, person: &PersonId) -> ThrottleKey {
        self.key("letters by", person.as_str(), Patience::WITH_INVITER)
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
    wait_for(
        seconds,
        "Pārāk daudz neveiksmīgu mēģinājumu pierakstīties.",
        "Too many failed attempts to sign in.",
    )
}

/// A refusal that ends with time, with the reason in both languages, each a sentence.
pub(crate) fn wait_for(seconds: u64, why_lv: &str, why_en: &str) -> ApiError {
    let (lv, en) = wait::words(seconds);
    let error: ApiError = ProblemDraft::new(
        ProblemCode::TooManyRequests,
        format!("{why_lv} Mēģiniet vēlreiz pēc {lv}."),
        format!("{why_en} Try again in {en}."),
    )
    .into();
    error.retry_after(u32::try_from(seconds).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_for_every_spelling_and_another_for_everything_else() {
        let throttle = Throttle { secret: [7; 32] };
        let key = throttle.account("anna@saldus.lv");
        assert_eq!(key, throttle.account(" Anna@Saldus.LV "));
        let address: IpAddr = "192.0.2.1".parse().unwrap();
        assert_ne!(throttle.account("192.0.2.1").hash, throttle.address(address).hash);
        assert_ne!(key, Throttle { secret: [8; 32] }.account("anna@saldus.lv"));
        let anna = PersonId::new(0, [0; 10]);
        assert_ne!(
            throttle.account(anna.as_str()).hash,
            throttle.signed_in(&anna).hash,
            "nobody types their way into the count of who is signed in"
        );
        let email: EmailAddress = "Anna@Saldus.LV".parse().unwrap();
        assert_ne!(
            throttle.letters_to("anna@saldus.lv").hash,
            throttle.invitations_to(&email).hash,
            "nor into the count of invitations"
        );
        let folded = "anna@saldus.lv".parse().unwrap();
        assert_eq!(throttle.invitations_to(&email), throttle.invitations_to(&folded));
    }
}
