//! Calls about releases: the list of them, planning them, and making them public.

use crate::accounts::CSRF;
use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::transport;
use blis_domain::release::{PlanRelease, Release};
use blis_domain::wire::Page;
use reqwest::Method;
use reqwest::header::IF_MATCH;

impl Client {
    /// Every release, planned or public.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn releases(&self) -> Result<Page<Release>, ClientError> {
        self.get(self.address.of(&["releases"])).await
    }

    /// A release.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn release(&self, id: &str) -> Result<Release, ClientError> {
        self.get(self.address.of(&["releases", id])).await
    }

    /// Plans a release. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn plan_release(&self, csrf: &str, plan: &PlanRelease) -> Result<Release, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["releases"]));
        answer::json(&transport::send(request.header(CSRF, csrf).json(plan)).await?)
    }

    /// Puts another plan in the place of the one of a version, which is `etag`.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn change_release(
        &self,
        csrf: &str,
        id: &str,
        etag: &str,
        plan: &PlanRelease,
    ) -> Result<Release, ClientError> {
        let request = self.request(Method::PUT, self.address.of(&["releases", id]));
        let request = request.header(CSRF, csrf).header(IF_MATCH, etag).json(plan);
        answer::json(&transport::send(request).await?)
    }

    /// Calls a planned release off.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn call_off_release(&self, csrf: &str, id: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["releases", id]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Makes a release public now.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn publish_release(&self, csrf: &str, id: &str) -> Result<Release, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["releases", id, "publish"]));
        answer::json(&transport::send(request.header(CSRF, csrf)).await?)
    }
}
