//! `GET /.well-known/oauth-authorization-server`.

use crate::routes::BASE;
use crate::state::State;
use crate::web::answer::Answer;
use crate::web::problem::ApiError;
use actix_web::get;
use actix_web::web::Data;
use blis_domain::rights::Role;
use serde_json::json;

/// Read how access tokens are given
///
/// Authorization server metadata (RFC 8414).
#[utoipa::path(
    tag = "Access",
    operation_id = "show_authorization_server",
    responses((status = 200, description = "The metadata", body = Object))
)]
#[get("/.well-known/oauth-authorization-server")]
pub(crate) async fn authorization_server(state: Data<State>) -> Result<Answer, ApiError> {
    let issuer = state.authority.issuer();
    let scopes: Vec<&str> = Role::ALL.iter().filter_map(|role| role.scope()).collect();
    Answer::json(&json!({
        "issuer": issuer,
        "token_endpoint": format!("{issuer}{BASE}/auth/token"),
        "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "scopes_supported": scopes,
        "service_documentation": format!("{issuer}/api-docs/"),
    }))
}
