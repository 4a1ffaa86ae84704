//! Machine clients, for those who run the installation.

use crate::accounts::CSRF;
use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::transport;
use blis_domain::wire::{ClientSecretOnce, ClientView, NewClient, NewClientSecret, Page, UpdateClient};
use reqwest::Method;
use reqwest::header::IF_MATCH;

impl Client {
    /// Every machine client.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn machine_clients(&self) -> Result<Page<ClientView>, ClientError> {
        self.get(self.address.of(&["clients"])).await
    }

    /// A machine client, and the tag that a change of it names.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn machine_client(&self, id: &str) -> Result<(ClientView, String), ClientError> {
        let request = self.request(Method::GET, self.address.of(&["clients", id]));
        let answer = transport::send(request).await?;
        Ok((answer::json(&answer)?, answer.etag))
    }

    /// Makes a machine client, without a secret. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn add_machine_client(&self, csrf: &str, new: &NewClient) -> Result<ClientView, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["clients"]));
        answer::json(&transport::send(request.header(CSRF, csrf).json(new)).await?)
    }

    /// Changes a machine client that is still as `tag` says.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn update_machine_client(
        &self,
        csrf: &str,
        id: &str,
        tag: &str,
        to: &UpdateClient,
    ) -> Result<ClientView, ClientError> {
        let request = self
            .request(Method::PATCH, self.address.of(&["clients", id]))
            .header(CSRF, csrf)
            .header(IF_MATCH, tag);
        answer::json(&transport::send(request.json(to)).await?)
    }

    /// Removes a machine client for good.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn remove_machine_client(&self, csrf: &str, id: &str) -> Result<(), ClientError> {
        let request = self.request(Method::DELETE, self.address.of(&["clients", id]));
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }

    /// Gives a machine client another secret.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn add_client_secret(
        &self,
        csrf: &str,
        id: &str,
        new: &NewClientSecret,
    ) -> Result<ClientSecretOnce, ClientError> {
        let request = self.request(Method::POST, self.address.of(&["clients", id, "secrets"]));
        answer::json(&transport::send(request.header(CSRF, csrf).json(new)).await?)
    }

    /// Revokes a secret of a machine client.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn revoke_client_secret(&self, csrf: &str, id: &str, secret: &str) -> Result<(), ClientError> {
        let address = self.address.of(&["clients", id, "secrets", secret]);
        let request = self.request(Method::DELETE, address);
        answer::nothing(&transport::send(request.header(CSRF, csrf)).await?)
    }
}
