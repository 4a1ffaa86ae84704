//! `GET /.well-known/jwks.json`.

use crate::state::State;
use crate::web::answer::Answer;
use crate::web::problem::ApiError;
use actix_web::get;
use actix_web::web::Data;
use serde_json::json;

/// How long whoever checks tokens may keep the keys: far shorter than a new one waits before it signs, and short
/// enough to forget one that was taken away.
const KEPT_SECONDS: u32 = 300;

/// Read the keys that check access tokens
///
/// A JSON Web Key Set (RFC 7517): the key that signs, the one that will sign next, and those whose tokens have not all
/// ended. A new key is here for an hour before it signs, so keeping the answer for its `max-age` misses none.
#[utoipa::path(
    tag = "Access",
    operation_id = "show_keys",
    responses((status = 200, description = "The keys", body = Object))
)]
#[get("/.well-known/jwks.json")]
pub(crate) async fn jwks(state: Data<State>) -> Result<Answer, ApiError> {
    let keys = state.authority.public_keys(state.clock.now());
    Ok(Answer::json(&json!({ "keys": keys }))?.kept_for(KEPT_SECONDS))
}
