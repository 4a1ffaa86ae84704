//! Codes that people type, and the secrets they are checked against.

use crate::auth::sealing::{Purpose, sealed_secret};
use crate::state::State;
use crate::web::problem::ApiError;
use blis_domain::one_time_code::{OneTimeCode, OneTimeSecret, RecoveryCode, TypedCode, step_at};
use blis_domain::person::PersonId;
use blis_store::{SecondFactor, ShownCode};
use sha2::{Digest, Sha256};

/// A code that fits, to be used with what it is shown for; nothing when it cannot be a code, or is not of this time. Of
/// a recovery code the store alone knows whether it is one.
pub(super) fn shown(
    state: &State,
    person: &PersonId,
    factor: &SecondFactor,
    typed: &str,
) -> Result<Option<ShownCode>, ApiError> {
    Ok(match TypedCode::parse(typed) {
        None => None,
        Some(TypedCode::Recovery(code)) => Some(ShownCode::Recovery(recovery_hash(person, &code))),
        Some(TypedCode::OneTime(code)) => {
            let secret = opened(state, person, &factor.sealed)?;
            step_now(state, &secret, code, Some(factor.last_step)).map(|step| ShownCode::OneTime {
                checked: factor.sealed.clone(),
                step,
            })
        }
    })
}

/// The step of a code that fits now and was not used yet.
pub(super) fn step_now(
    state: &State,
    secret: &OneTimeSecret,
    code: OneTimeCode,
    last_used: Option<u64>,
) -> Option<u64> {
    secret.step_of(code, step_at(state.clock.now().unix_timestamp()), last_used)
}

/// A secret as the database keeps it.
pub(super) fn sealed(state: &State, person: &PersonId, secret: &OneTimeSecret) -> Result<Vec<u8>, ApiError> {
    sealed_secret(&state.sealing_key, person, secret).map_err(ApiError::internal)
}

/// A secret as it was before it was sealed.
pub(super) fn opened(state: &State, person: &PersonId, sealed: &[u8]) -> Result<OneTimeSecret, ApiError> {
    let open = state
        .sealing_key
        .open(Purpose::SecondFactor, person.as_str(), sealed)
        .map_err(ApiError::internal)?;
    let bytes = open.try_into();
    bytes
        .map(OneTimeSecret::of)
        .map_err(|_| ApiError::internal("a secret of one-time codes has another length"))
}

/// What is kept of a recovery code. Nobody guesses 80 bits, so a fast hash will do; and it needs no key, so that these
/// codes open an account whose secret no key opens any more.
pub(super) fn recovery_hash(person: &PersonId, code: &RecoveryCode) -> [u8; 32] {
    Sha256::new()
        .chain_update(person.as_str())
        .chain_update([0])
        .chain_update(code.as_bytes())
        .finalize()
        .into()
}
