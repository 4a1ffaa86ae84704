//! Webhooks, for those who answer for the data.

use crate::accounts::CSRF;
use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::transport;
use blis_domain::wire::{
    DeliveryView, NewWebhook, NewWebhookSecret, Page, UpdateWebhook, WebhookAdded, WebhookSecretOnce,
    WebhookView,
};
use reqwest::Method;
use reqwest::header::IF_MATCH;

impl Client {
    /// Every webhook.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn webhooks(&self) -> Result<Page<WebhookView>, ClientError> {
        self.get(self.address.of(&["webhooks"])).await
    }

    /// A webhook, and the tag that a change of it names.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn webhook(&self, id: &str) -> Result<(WebhookView, String), ClientError> {
        let request = self.request(Method::GET, self.address.of(&["webhooks", id]));
        let answer = transport::send(request).await?;
        Ok((answer::json(&answer)?, answer.etag))
    }

    /// Makes a webhook. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn add_webhook(&self, csrf: &str, new: &NewWebhook) -> Result<WebhookAdded, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["webhooks"]));
        answer::json(&transport::send(request.header(CSRF, csrf).json(new)).await?)
    }

    /// Changes a webhook that is still as `tag` says.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn update_webhook(
        &self,
        csrf: &str,
        id: &str,
        tag: &str,
        to: &UpdateWebhook,
    ) -> Result<WebhookView, ClientError> {
        let request = self
            .request(Method::PATCH, self.address.of(&["webhooks", id]))
            .header(CSRF, csrf)
            .header(IF_MATCH, tag);
        answer::json(&transport::send(request.json(to)).await?)
    }

    /// Removes a webhook for good.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn remove_webhook(&self, csrf: &str, id: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["webhooks", id]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Puts a new secret in the place of the one that signs.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn add_webhook_secret(
        &self,
        csrf: &str,
        id: &str,
        new: &NewWebhookSecret,
    ) -> Result<WebhookSecretOnce, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["webhooks", id, "secrets"]));
        answer::json(&transport::send(request.header(CSRF, csrf).json(new)).await?)
    }

    /// Tries a webhook out.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn ping_webhook(&self, csrf: &str, id: &str) -> Result<DeliveryView, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["webhooks", id, "ping"]));
        answer::json(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// The latest deliveries to a webhook.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn deliveries(&self, id: &str) -> Result<Page<DeliveryView>, ClientError> {
        self.get(self.address.of(&["webhooks", id, "deliveries"])).await
    }

    /// Has a delivery tried again.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn retry_delivery(
        &self,
        csrf: &str,
        id: &str,
        delivery: &str,
    ) -> Result<DeliveryView, ClientError> {
        let address = self
            .address
            .of(&["webhooks", id, "deliveries", delivery, "retry"]);
        let request = self.request(Method::POST, address);
        answer::json(&transport::send(request.header(CSRF, csrf)).await?)
    }
}
