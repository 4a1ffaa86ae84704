//! The code that came through the browser, exchanged for tokens; and what the service tells of a person besides.

use super::fault::Fault;
use super::http;
use super::metadata::{Metadata, Proof};
use super::options::ProviderLogin;
use reqwest::Client;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde::Deserialize;
use url::form_urlencoded::{Serializer, byte_serialize};

/// What is read of the answer of the token endpoint.
#[derive(Deserialize)]
pub(super) struct Tokens {
    pub(super) id_token: String,
    /// Good for asking the service about the person, and for nothing else; it is not kept.
    pub(super) access_token: Option<String>,
}

/// What is read of a refusal (RFC 6749, 5.2).
#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// What a service tells of a person (OpenID Connect Core, 5.3).
#[derive(Deserialize)]
pub(super) struct About {
    pub(super) sub: String,
    pub(super) email: Option<String>,
    #[serde(default)]
    pub(super) email_verified: bool,
    pub(super) name: Option<String>,
}

/// Exchanges a code.
pub(super) async fn redeem(
    client: &Client,
    login: &ProviderLogin,
    metadata: &Metadata,
    redirect_uri: &str,
    code: &str,
    verifier: &str,
) -> Result<Tokens, Fault> {
    const WHAT: &str = "the token";
    let id = &login.options.client_id;
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("code_verifier", verifier);
    let mut request = client.post(metadata.token.clone());
    match metadata.proof {
        Proof::Basic => {
            // RFC 6749, 2.3.1: both are written as in a form first.
            let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            request = request.basic_auth(encoded(id), Some(encoded(&login.secret)));
        }
        Proof::Post => {
            form.append_pair("client_id", id)
                .append_pair("client_secret", &login.secret);
        }
    }
    let request = request
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "application/json")
        .body(form.finish());
    let (status, body) = http::send(WHAT, request).await?;
    match status {
        200 => serde_json::from_slice(&body).map_err(|_| Fault::Unreadable { what: WHAT }),
        400 | 401 => Err(refusal(status, &body)),
        _ => Err(Fault::Status { what: WHAT, status }),
    }
}

/// Asks the service about the person of a token.
pub(super) async fn about(
    client: &Client,
    metadata: &Metadata,
    access: &str,
) -> Result<Option<About>, Fault> {
    let Some(address) = &metadata.userinfo else {
        return Ok(None);
    };
    let request = client
        .get(address.clone())
        .bearer_auth(access)
        .header(ACCEPT, "application/json");
    http::json("what the service tells of the person", request)
        .await
        .map(Some)
}

/// Why there is no token. A service that does not know this client is not the fault of who signs in.
fn refusal(status: u16, body: &[u8]) -> Fault {
    const WHAT: &str = "the token";
    let Ok(Refusal { error }) = serde_json::from_slice(body) else {
        return Fault::Status { what: WHAT, status };
    };
    let written = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    match error.as_str() {
        "invalid_client" | "unauthorized_client" => {
            Fault::Metadata("the service refuses client_id or its secret")
        }
        error if error.len() <= 40 && error.bytes().all(written) => Fault::NoToken(error.to_owned()),
        _ => Fault::NoToken("a reason that cannot be written down".to_owned()),
    }
}
