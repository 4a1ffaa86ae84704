//! `POST /auth/token`.

use super::credentials::Credentials;
use super::form::Form;
use super::refusal::Refusal;
use crate::auth::{LIFETIME_SECONDS, Way, door, secret};
use crate::state::State;
use crate::web::blocking::blocking;
use crate::web::peer;
use crate::web::problem::ApiError;
use actix_web::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderName, PRAGMA};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, post};
use blis_domain::wire::{TokenError, TokenResponse};
use blis_store::MachineClient;
use serde::Deserialize;
use utoipa::ToSchema;

/// More than any honest token request takes.
const MOST_BYTES: usize = 8 * 1024;

/// The form of a token request (RFC 6749, 4.4.2).
#[derive(Deserialize, ToSchema)]
#[expect(
    dead_code,
    reason = "documents the form, which is read by `Form` with the errors of RFC 6749"
)]
pub(crate) struct TokenRequest {
    /// Always `client_credentials`.
    grant_type: String,
    /// The scopes wanted, separated by spaces; all of the client when left out.
    scope: Option<String>,
    /// The client, when it does not use HTTP Basic.
    client_id: Option<String>,
    /// Its secret, when it does not use HTTP Basic.
    client_secret: Option<String>,
}

/// Give an access token
///
/// For machine clients (OAuth 2 client credentials). The client shows its id and secret by HTTP Basic, each
/// form-encoded, or in the form. The token holds 15 minutes, and no longer than the secret; there is no refresh token in
/// this grant. Errors have the shape of RFC 6749.
#[utoipa::path(
    tag = "Access",
    operation_id = "create_token",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The token", body = TokenResponse),
        (status = 400, description = "The request or the scope is invalid, or the connection is not encrypted", body = TokenError),
        (status = 401, description = "The client is unknown, its secret is wrong, or it is kept out", body = TokenError),
    )
)]
#[post("/auth/token")]
pub(crate) async fn create(
    request: HttpRequest,
    payload: Payload,
    state: Data<State>,
) -> Result<HttpResponse, ApiError> {
    // RFC 6749, 3.2 asks for encryption: a secret that others could read on its way gets no token, which they could read
    // as well.
    if state.transport.way(&request) == Way::Open {
        return Ok(
            Refusal::InvalidRequest("Secrets are taken over an encrypted connection (https) alone").answer(),
        );
    }
    let Ok(Ok(body)) = payload.to_bytes_limited(MOST_BYTES).await else {
        return Ok(Refusal::InvalidRequest("The body is too long or broke off").answer());
    };
    let asked = Form::read(header(&request, CONTENT_TYPE).unwrap_or(""), &body).and_then(|form| {
        let credentials = Credentials::of(header(&request, AUTHORIZATION), &form)?;
        Ok((form, credentials))
    });
    let (form, credentials) = match asked {
        Ok(asked) => asked,
        Err(refusal) => return Ok(refusal.answer()),
    };
    let (found, kept) = {
        let (state, id) = (state.clone(), credentials.id.clone());
        blocking(move || Ok(state.store.client_to_sign_in(&id, state.clock.now())?)).await?
    };
    let shown = secret::shown(&kept, &credentials.secret);
    let (Some(client), Some(shown)) = (found, shown) else {
        return Ok(Refusal::InvalidClient.answer());
    };
    // Whoever found the secret learns no more from elsewhere than that it opens nothing.
    if let Err(reason) = door::let_in(&client, peer::known(&request)) {
        tracing::warn!(client = client.id, reason = %reason, "a machine client with the right secret gets no token");
        return Ok(Refusal::InvalidClient.answer());
    }
    let Some(scope) = scope(&client, form.scope.as_deref()) else {
        return Ok(Refusal::InvalidScope.answer());
    };
    let access_token = state
        .authority
        .issue(&client.id, &shown.id, &scope, state.clock.now())
        .map_err(ApiError::internal)?;
    if !shown.used_just_now {
        note_use(&state, shown.id.clone());
    }
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((PRAGMA, "no-cache"))
        .json(TokenResponse {
            access_token,
            token_type: "Bearer".to_owned(),
            expires_in: LIFETIME_SECONDS,
            scope,
        }))
}

/// Writes down that a secret was used, beside the answer, which does not wait for it.
fn note_use(state: &Data<State>, secret: String) {
    let (store, now) = (state.store.clone(), state.clock.now());
    drop(actix_web::rt::task::spawn_blocking(move || {
        if let Err(error) = store.client_secret_used(&secret, now) {
            tracing::debug!(error = %error, "the use of a secret was not written down");
        }
    }));
}

/// The scopes to give: those asked for, when the client has them all; without a wish, all it has.
fn scope(client: &MachineClient, wanted: Option<&str>) -> Option<String> {
    let wanted: Vec<&str> = wanted.unwrap_or("").split_ascii_whitespace().collect();
    if wanted.is_empty() {
        return (!client.scopes.is_empty()).then(|| client.scopes.join(" "));
    }
    let has = |scope: &&str| client.scopes.iter().any(|kept| kept == scope);
    wanted.iter().all(has).then(|| wanted.join(" "))
}

fn header(request: &HttpRequest, name: HeaderName) -> Option<&str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}
