//! Calls about the thematic networks.

use crate::accounts::CSRF;
use crate::answer;
use crate::client::Client;
use crate::error::ClientError;
use crate::people::{Versioned, versioned};
use crate::transport;
use blis_domain::area::AreaCode;
use blis_domain::network::{Network, NetworkCode};
use blis_domain::wire::UpdateNetwork;
use reqwest::Method;
use reqwest::header::IF_MATCH;

impl Client {
    /// All networks, as they are or with the members they had then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn networks(&self, as_of: Option<&str>) -> Result<Vec<Network>, ClientError> {
        let parameters = [("as_of", as_of.map(str::to_owned))];
        self.get_all(self.address.with(&["networks"], &parameters)).await
    }

    /// One network, as it is or with the members it had then.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn network(&self, network: &NetworkCode, as_of: Option<&str>) -> Result<Network, ClientError> {
        let parameters = [("as_of", as_of.map(str::to_owned))];
        self.get(self.address.with(&["networks", network.as_str()], &parameters))
            .await
    }

    /// One network with its version, for a change of it.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn network_to_change(&self, network: &NetworkCode) -> Result<Versioned<Network>, ClientError> {
        let url = self.address.of(&["networks", network.as_str()]);
        versioned(&transport::send(self.request(Method::GET, url)).await?)
    }

    /// Sets who coordinates a network and where it stands, if the version is still that of `etag`. `csrf` is the token that [`Client::me`] gives.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn update_network(
        &self,
        csrf: &str,
        network: &NetworkCode,
        etag: &str,
        asked: &UpdateNetwork,
    ) -> Result<Versioned<Network>, ClientError> {
        let url = self.address.of(&["networks", network.as_str()]);
        let request = self.request(Method::PATCH, url).header(CSRF, csrf);
        versioned(&transport::send(request.header(IF_MATCH, etag).json(asked)).await?)
    }

    /// Takes a municipality into a network.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn add_network_member(
        &self,
        csrf: &str,
        network: &NetworkCode,
        area: &AreaCode,
    ) -> Result<(), ClientError> {
        self.member(Method::PUT, csrf, network, area).await
    }

    /// Takes a municipality out of a network.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn remove_network_member(
        &self,
        csrf: &str,
        network: &NetworkCode,
        area: &AreaCode,
    ) -> Result<(), ClientError> {
        self.member(Method::DELETE, csrf, network, area).await
    }

    async fn member(
        &self,
        method: Method,
        csrf: &str,
        network: &NetworkCode,
        area: &AreaCode,
    ) -> Result<(), ClientError> {
        let url = self
            .address
            .of(&["networks", network.as_str(), "members", area.as_str()]);
        answer::nothing(&transport::send(self.request(method, url).header(CSRF, csrf)).await?)
    }
}
