//! What the browser carries for the server, sealed: the server keeps nothing of it, and nobody reads or changes it on
//! the way.

use super::sealing::Purpose;
use crate::state::State;
use crate::web::problem::ApiError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// As the browser carries it: letters, digits, `-` and `_`.
pub(crate) fn sealed<T: Serialize>(
    state: &State,
    purpose: Purpose,
    whose: &str,
    what: &T,
) -> Result<String, ApiError> {
    let open = serde_json::to_vec(what).map_err(ApiError::internal)?;
    let sealed = state.sealing_key.seal(purpose, whose, &open);
    Ok(URL_SAFE_NO_PAD.encode(sealed.map_err(ApiError::internal)?))
}

/// What a browser brings back, if it was sealed here for this purpose and for the same.
pub(crate) fn opened<T: DeserializeOwned>(
    state: &State,
    purpose: Purpose,
    whose: &str,
    shown: &str,
) -> Option<T> {
    let sealed = URL_SAFE_NO_PAD.decode(shown).ok()?;
    let open = state.sealing_key.open(purpose, whose, &sealed).ok()?;
    serde_json::from_slice(&open).ok()
}
