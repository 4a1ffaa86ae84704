//! Calls about held figures: reading them, and deciding.

use crate::accounts::CSRF;
use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::queries::HeldQuery;
use crate::transport;
use blis_domain::desk::{Decide, Decision, HeldFigure};
use blis_domain::wire::Page;
use reqwest::{Method, Url};

impl Client {
    /// A page of the figures that wait for a decision, in the order in which they came.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn held(&self, query: &HeldQuery) -> Result<Page<HeldFigure>, ClientError> {
        let parameters = [
            ("indicator", query.indicator.as_ref().map(ToString::to_string)),
            ("area", query.area.as_ref().map(ToString::to_string)),
            ("batch", query.batch.clone()),
            ("cursor", query.cursor.clone()),
            ("limit", query.limit.map(|limit| limit.to_string())),
        ];
        self.get(self.address.with(&["held"], &parameters)).await
    }

    /// Decides about a held figure. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn decide_held(&self, csrf: &str, id: &str, what: &Decide) -> Result<Decision, ClientError> {
        self.decide(self.address.of(&["held", id, "decision"]), csrf, what)
            .await
    }

    /// Decides about all figures that wait of a batch.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn decide_batch(
        &self,
        csrf: &str,
        feed: &str,
        id: &str,
        what: &Decide,
    ) -> Result<Decision, ClientError> {
        let url = self.address.of(&["feeds", feed, "batches", id, "decision"]);
        self.decide(url, csrf, what).await
    }

    async fn decide(&self, url: Url, csrf: &str, what: &Decide) -> Result<Decision, ClientError> {
        let request = self.request(Method::POST, url).header(CSRF, csrf).json(what);
        answer::json(&transport::send(request).await?)
    }
}
