//! `GET /.well-known/jwks.json`.

use crate::state::State;
use crate::web::answer::Answer;
use crate::web::problem::ApiError;
use actix_web::get;
use actix_web::web::Data;
use serde_json::json;

/// Read the keys that check access tokens
///
/// A JSON Web Key Set (RFC 7517).
#[utoipa::path(
    tag = "Access",
    operation_id = "show_keys",
    responses((status = 200, description = "The keys", body = Object))
)]
#[get("/.well-known/jwks.json")]
pub(crate) async fn jwks(state: Data<State>) -> Result<Answer, ApiError> {
    Answer::json(&json!({"keys": [state.authority.public_key()]}))
}
