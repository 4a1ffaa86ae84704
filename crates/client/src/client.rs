//! The client itself: where the server is, who asks, and in which language.

use crate::address::Address;
use crate::answer;
use crate::error::ClientError;
use crate::transport;
use blis_domain::text::Language;
use blis_domain::wire::{Instance, Page};
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION};
use reqwest::{Method, RequestBuilder, Url};
use serde::de::DeserializeOwned;
use std::fmt;

/// A client of one server.
#[derive(Clone)]
pub struct Client {
    pub(crate) http: reqwest::Client,
    pub(crate) address: Address,
    language: Language,
    token: Option<String>,
}

impl Client {
    /// A client of the server at `base`, such as `http://127.0.0.1:8080` or `https://example.lv/blis`.
    /// An address that ends in `/api/v1` is taken as well.
    ///
    /// # Errors
    /// [`ClientError::Address`] when the text is no http or https address.
    pub fn new(base: &str) -> Result<Client, ClientError> {
        Ok(Client {
            address: Address::parse(base)?,
            http: transport::http()?,
            language: Language::default(),
            token: None,
        })
    }

    /// The same client, asking for names and sentences in a language.
    #[must_use]
    pub fn in_language(mut self, language: Language) -> Client {
        self.language = language;
        self
    }

    /// The same client, showing an access token with every call.
    #[must_use]
    pub fn with_token(mut self, token: String) -> Client {
        self.token = Some(token);
        self
    }

    /// What the installation is: its version, and whether it holds demonstration data.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn instance(&self) -> Result<Instance, ClientError> {
        self.get(self.address.of(&["instance"])).await
    }

    /// A request with everything but its body.
    pub(crate) fn request(&self, method: Method, url: Url) -> RequestBuilder {
        let mut request = self
            .http
            .request(method, url)
            .header(ACCEPT, "application/json, application/problem+json")
            .header(ACCEPT_LANGUAGE, self.language.tag());
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        request
    }

    /// An address as it stands in a link, which whoever opens it opens in the language of the client.
    pub(crate) fn linked(&self, mut url: Url) -> Url {
        url.query_pairs_mut().append_pair("lang", self.language.tag());
        url
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, url: Url) -> Result<T, ClientError> {
        let answer = transport::send(self.request(Method::GET, url)).await?;
        answer::json(&answer)
    }

    /// All items of a list, page after page.
    pub(crate) async fn get_all<T: DeserializeOwned>(&self, url: Url) -> Result<Vec<T>, ClientError> {
        let mut items = Vec::new();
        let mut at = url.clone();
        loop {
            let page: Page<T> = self.get(at).await?;
            items.extend(page.items);
            match page.next {
                Some(cursor) => {
                    at = url.clone();
                    at.query_pairs_mut().append_pair("cursor", &cursor);
                }
                None => return Ok(items),
            }
        }
    }
}

impl fmt::Debug for Client {
    /// Never shows the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("address", &self.address)
            .field("language", &self.language)
            .field("token", &self.token.as_ref().map(|_| "…"))
            .finish_non_exhaustive()
    }
}
