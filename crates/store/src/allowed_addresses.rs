//! The addresses a machine client may come from.

use ipnet::IpNet;
use std::net::IpAddr;

/// Networks; none means from anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllowedAddresses(Vec<IpNet>);

/// Why a text is no network to come from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidNetwork {
    /// It is neither an address nor a network.
    #[error("write an address such as 192.0.2.7, or a network such as 192.0.2.0/24")]
    Unreadable,
    /// An address of a network stands in the place of the network. Both could be meant.
    #[error("write {network} for the network, or the address without its length")]
    NotTheNetwork {
        /// The network that the address lies in.
        network: String,
    },
    /// The list is too long.
    #[error("there are too many of them")]
    TooMany,
}

impl AllowedAddresses {
    /// More than any client needs.
    pub const MOST: usize = 50;

    /// Reads a list; of a wrong one the place and the reason.
    ///
    /// # Errors
    /// The place in the list, and [`InvalidNetwork`].
    pub fn parse<S: AsRef<str>>(texts: &[S]) -> Result<AllowedAddresses, (usize, InvalidNetwork)> {
        if texts.len() > AllowedAddresses::MOST {
            return Err((AllowedAddresses::MOST, InvalidNetwork::TooMany));
        }
        let mut networks = Vec::with_capacity(texts.len());
        for (at, text) in texts.iter().enumerate() {
            let network = network(text.as_ref()).map_err(|reason| (at, reason))?;
            if !networks.contains(&network) {
                networks.push(network);
            }
        }
        Ok(AllowedAddresses(networks))
    }

    /// Whether somebody may come from this address. One that is not known is in no network.
    pub fn admit(&self, from: Option<IpAddr>) -> bool {
        self.0.is_empty()
            || from.is_some_and(|from| {
                let from = from.to_canonical();
                self.0.iter().any(|network| network.contains(&from))
            })
    }

    /// The list as it is written: a single address without its length.
    pub fn texts(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|network| match network.prefix_len() == network.max_prefix_len() {
                true => network.addr().to_string(),
                false => network.to_string(),
            })
            .collect()
    }
}

fn network(text: &str) -> Result<IpNet, InvalidNetwork> {
    let text = text.trim();
    if let Ok(address) = text.parse::<IpAddr>() {
        // Callers are known by the short form of such an address.
        return Ok(IpNet::from(address.to_canonical()));
    }
    let network: IpNet = text.parse().map_err(|_| InvalidNetwork::Unreadable)?;
    if network.addr().to_canonical() != network.addr() {
        return Err(InvalidNetwork::Unreadable);
    }
    match network.trunc() == network {
        true => Ok(network),
        false => Err(InvalidNetwork::NotTheNetwork {
            network: network.trunc().to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(networks: &[&str], from: &str) -> bool {
        let from = (!from.is_empty()).then(|| from.parse().unwrap());
        AllowedAddresses::parse(networks).unwrap().admit(from)
    }

    #[test]
    fn only_addresses_of_the_networks_come_in() {
        assert!(admits(&[], "203.0.113.1") && admits(&[], ""));
        let networks = ["192.0.2.0/24", "198.51.100.7", "2001:db8::/32"];
        for from in ["192.0.2.255", "198.51.100.7", "2001:db8:1::1", "::ffff:192.0.2.1"] {
            assert!(admits(&networks, from), "{from}");
        }
        for from in ["192.0.3.0", "198.51.100.8", "2001:db9::1", "::1", ""] {
            assert!(!admits(&networks, from), "{from}");
        }
        assert!(admits(&["::ffff:192.0.2.1"], "192.0.2.1"));
    }

    #[test]
    fn a_list_reads_back_as_it_was_written() {
        let texts = ["192.0.2.0/24", "198.51.100.7", "2001:db8::/32", "::1"];
        assert_eq!(AllowedAddresses::parse(&texts).unwrap().texts(), texts);
        let twice = AllowedAddresses::parse(&["::1", "::1/128"]).unwrap();
        assert_eq!(twice.texts(), ["::1"]);
    }

    #[test]
    fn what_is_no_network_is_told_why() {
        for text in [
            "",
            "srda.lv",
            "192.0.2",
            "192.0.2.0/33",
            "192.0.2.0/24/1",
            "::ffff:192.0.2.0/120",
        ] {
            let refused = AllowedAddresses::parse(&["::1", text]);
            assert_eq!(refused, Err((1, InvalidNetwork::Unreadable)), "{text}");
        }
        let (_, reason) = AllowedAddresses::parse(&["192.0.2.7/24"]).unwrap_err();
        assert_eq!(
            reason.to_string(),
            "write 192.0.2.0/24 for the network, or the address without its length"
        );
        let many = vec!["::1"; 51];
        assert_eq!(AllowedAddresses::parse(&many), Err((50, InvalidNetwork::TooMany)));
    }
}
