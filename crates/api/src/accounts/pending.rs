//! A sign-in whose password was right and whose code is still to come. The browser holds it, sealed, for the few minutes
//! it takes to type one: so no page ever holds the password, and the server keeps nothing of a half-open sign-in.

use crate::auth::sealing::Purpose;
use crate::auth::{carried, secret};
use crate::state::State;
use crate::web::problem::ApiError;
use blis_store::Account;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use subtle::ConstantTimeEq;

/// How long a code may take to come.
pub(crate) const PENDING_LIFE: Duration = Duration::from_secs(5 * 60);

/// For whom it is sealed: nobody in particular, the browser that holds it.
const WHOSE: &str = "a browser";

/// A sign-in that waits for its code.
#[derive(Serialize, Deserialize)]
pub(crate) struct PendingSignIn {
    /// The address that was typed.
    pub(super) email: String,
    /// Of the password's hash: a password changed meanwhile ends it.
    password: [u8; 32],
    /// Seconds since 1970.
    until: i64,
}

impl PendingSignIn {
    /// A sign-in with this address, whose password was right just now.
    pub(super) fn of(state: &State, email: &str, password_hash: &str) -> PendingSignIn {
        let life = i64::try_from(PENDING_LIFE.as_secs()).unwrap_or(0);
        PendingSignIn {
            email: email.to_owned(),
            password: secret::hash(password_hash),
            until: state.clock.now().unix_timestamp().saturating_add(life),
        }
    }

    /// As the browser holds it.
    pub(crate) fn sealed(&self, state: &State) -> Result<String, ApiError> {
        carried::sealed(state, Purpose::PendingSignIn, WHOSE, self)
    }

    /// What a browser shows, if we sealed it and it has not ended.
    pub(crate) fn opened(state: &State, shown: &str) -> Option<PendingSignIn> {
        let pending: PendingSignIn = carried::opened(state, Purpose::PendingSignIn, WHOSE, shown)?;
        Some(pending).filter(|pending| state.clock.now().unix_timestamp() < pending.until)
    }

    /// Whether the account still has the password that was right.
    pub(super) fn is_of(&self, account: &Account) -> bool {
        let kept = account.password_hash.as_deref();
        kept.is_some_and(|kept| bool::from(secret::hash(kept).ct_eq(&self.password)))
    }
}
