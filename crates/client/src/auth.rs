//! Access tokens of machine clients (OAuth 2 `client_credentials`, RFC 6749, 4.4).

use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::transport;
use blis_domain::wire::TokenResponse;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use url::form_urlencoded::{Serializer, byte_serialize};

impl Client {
    /// A token for a machine client, with the scopes asked for.
    ///
    /// # Errors
    /// [`ClientError::Token`] when the server gives none; any other [`ClientError`] of a call.
    pub async fn token(&self, id: &str, secret: &str, scope: &str) -> Result<TokenResponse, ClientError> {
        let form = Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("scope", scope)
            .finish();
        // Both halves are form-encoded before they are joined (RFC 6749, 2.3.1).
        let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        let request = self
            .http
            .request(Method::POST, self.address.of(&["auth", "token"]))
            .basic_auth(encoded(id), Some(encoded(secret)))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form);
        let answer = transport::send(request).await?;
        if (200..300).contains(&answer.status) {
            answer::json(&answer)
        } else {
            Err(answer::token_refusal(&answer))
        }
    }
}
