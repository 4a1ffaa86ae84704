//! A form that came when its sender had first to show who they are. The page that asks holds it, sealed for their
//! session, so that nothing that was typed is lost, and the server keeps nothing.

use super::form::MOST_BYTES;
use crate::auth::sealing::Purpose;
use crate::state::State;
use crate::web::problem::ApiError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_store::SignedIn;
use serde::{Deserialize, Serialize};

/// What a form takes that carries another: base 64 makes four bytes of three.
pub(super) const MOST_BYTES_CARRYING: usize = MOST_BYTES * 2;

/// A form to be sent later.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Where it goes.
    pub(super) path: String,
    /// Its fields, written as forms are, without the token.
    pub(super) fields: String,
}

impl Kept {
    /// As a page holds it.
    pub(super) fn sealed(&self, state: &State, me: &SignedIn) -> Result<String, ApiError> {
        let open = serde_json::to_vec(self).map_err(ApiError::internal)?;
        let sealed = state.sealing_key.seal(Purpose::KeptForm, &me.session, &open);
        Ok(URL_SAFE_NO_PAD.encode(sealed.map_err(ApiError::internal)?))
    }

    /// What a page brings back, if it was sealed for this session.
    pub(super) fn opened(state: &State, me: &SignedIn, shown: &str) -> Option<Kept> {
        let sealed = URL_SAFE_NO_PAD.decode(shown).ok()?;
        let open = state.sealing_key.open(Purpose::KeptForm, &me.session, &sealed);
        serde_json::from_slice(&open.ok()?).ok()
    }
}
