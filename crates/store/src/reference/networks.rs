//! `networks.toml`.

use super::{ReferenceError, ShippedNetwork};
use blis_domain::indicator::PolicyArea;
use blis_domain::network::NetworkCode;
use blis_domain::text::Text;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    network: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: NetworkCode,
    name: Text,
    theme: Text,
    policy_area: PolicyArea,
}

/// The networks in the order of the file.
pub(super) fn networks() -> Result<Vec<ShippedNetwork>, ReferenceError> {
    let text = include_str!("../../reference/networks.toml");
    let file: File = toml::from_str(text).map_err(|source| ReferenceError::Toml {
        file: "networks.toml",
        source,
    })?;
    let shipped = |entry: Entry| ShippedNetwork {
        code: entry.code,
        name: entry.name,
        theme: entry.theme,
        policy_area: entry.policy_area,
    };
    Ok(file.network.into_iter().map(shipped).collect())
}
