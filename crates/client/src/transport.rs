//! The line: one HTTP client, and one way to send a request and take in its answer.

use crate::answer::Answer;
use crate::error::ClientError;
use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap};

/// The HTTP client. In a browser it is `fetch`, which has its own limits of time.
#[cfg(target_arch = "wasm32")]
pub(crate) fn http() -> Result<reqwest::Client, ClientError> {
    Ok(reqwest::Client::builder().build()?)
}

/// The HTTP client. The time allowed is between two pieces of an answer, not for the whole of it: a large
/// batch may take long and still be alive.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn http() -> Result<reqwest::Client, ClientError> {
    use std::time::Duration;
    #[cfg(feature = "rustls")]
    // An error here means that the program has chosen a provider already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(reqwest::Client::builder()
        .user_agent(concat!("blis/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(300))
        .build()?)
}

/// Sends and waits for the whole answer, whatever its status.
pub(crate) async fn send(request: RequestBuilder) -> Result<Answer, ClientError> {
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers());
    let media_type = text(headers, CONTENT_TYPE.as_str())
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    let replayed = text(headers, "idempotent-replayed").eq_ignore_ascii_case("true");
    let etag = text(headers, ETAG.as_str()).to_owned();
    Ok(Answer {
        status,
        media_type,
        replayed,
        etag,
        body: response.bytes().await?.to_vec(),
    })
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("")
}
