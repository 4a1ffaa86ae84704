//! Asking a service: no redirects, a bound on time and on size.

use super::fault::Fault;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// More than the metadata, keys and tokens of any service take.
const MOST_BYTES: usize = 1024 * 1024;

/// A client for a service. A redirect could lead the code and the secret to somebody else, so none is followed.
pub(super) fn client(patience: Duration) -> Result<Client, reqwest::Error> {
    // An error here means that the program has chosen a provider of cryptography already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent(concat!("blis/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .timeout(patience)
        // Nobody signs in so often that a kept connection would pay.
        .pool_max_idle_per_host(0)
        .build()
}

/// Sends a request for `what`, and gives the status and the whole body.
pub(super) async fn send(what: &'static str, request: RequestBuilder) -> Result<(u16, Vec<u8>), Fault> {
    let unreachable = |source: reqwest::Error| Fault::Unreachable {
        what,
        source: source.without_url(),
    };
    let mut answer = request.send().await.map_err(unreachable)?;
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(unreachable)? {
        if body.len() + piece.len() > MOST_BYTES {
            return Err(Fault::TooLarge { what });
        }
        body.extend_from_slice(&piece);
    }
    Ok((answer.status().as_u16(), body))
}

/// Reads JSON that must be there.
pub(super) async fn json<T: DeserializeOwned>(
    what: &'static str,
    request: RequestBuilder,
) -> Result<T, Fault> {
    let (status, body) = send(what, request).await?;
    if status != 200 {
        return Err(Fault::Status { what, status });
    }
    // The reader's own words may repeat what it read.
    serde_json::from_slice(&body).map_err(|_| Fault::Unreadable { what })
}
