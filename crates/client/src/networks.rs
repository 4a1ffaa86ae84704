//! Calls about the thematic networks.

use crate::client::Client;
use crate::error::ClientError;
use blis_domain::network::{Network, NetworkCode};

impl Client {
    /// All networks.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn networks(&self) -> Result<Vec<Network>, ClientError> {
        self.get_all(self.address.of(&["networks"])).await
    }

    /// One network.
    ///
    /// # Errors
    /// Any [`ClientError`] of a call.
    pub async fn network(&self, network: &NetworkCode) -> Result<Network, ClientError> {
        self.get(self.address.of(&["networks", network.as_str()])).await
    }
}
