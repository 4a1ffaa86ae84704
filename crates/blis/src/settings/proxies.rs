//! The proxies that are trusted, as text.

use ipnet::IpNet;
use std::net::IpAddr;
use std::str::FromStr;

/// Addresses and networks, with commas between them.
pub(super) struct Proxies(pub(super) Vec<IpNet>);

impl Proxies {
    /// As it is shown.
    pub(super) fn text(networks: &[IpNet]) -> String {
        let texts: Vec<String> = networks.iter().map(IpNet::to_string).collect();
        texts.join(", ")
    }
}

impl FromStr for Proxies {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Proxies, &'static str> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(network).collect::<Result<_, _>>().map(Proxies)
    }
}

fn network(text: &str) -> Result<IpNet, &'static str> {
    let network = match text.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().into(),
        Err(_) => text
            .parse::<IpNet>()
            .map_err(|_| "write addresses or networks such as 127.0.0.1, 10.0.0.0/8")?,
    };
    match network.prefix_len() {
        // Everybody could say to be anybody.
        0 => Err("a network of all addresses would trust everybody"),
        _ => Ok(network.trunc()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, &'static str> {
        text.parse::<Proxies>()
            .map(|Proxies(networks)| Proxies::text(&networks))
    }

    #[test]
    fn addresses_and_networks_are_read() {
        assert_eq!(read(""), Ok(String::new()));
        assert_eq!(read("127.0.0.1"), Ok("127.0.0.1/32".to_owned()));
        assert_eq!(
            read(" 10.1.2.3/8,, ::1 ,fd00::/8"),
            Ok("10.0.0.0/8, ::1/128, fd00::/8".to_owned())
        );
        for text in [
            "localhost",
            "10.0.0.0/33",
            "0.0.0.0/0",
            "::/0",
            "10.0.0.0-10.0.0.9",
            "all",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
