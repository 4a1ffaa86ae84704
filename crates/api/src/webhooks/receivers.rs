//! Where a webhook may be. The address is looked at when it is told, and again, with what its name stands for, whenever
//! something is sent there.

use blis_domain::text::Text;
use blis_domain::webhook::{LONGEST_ADDRESS, is_refused};
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

/// How long a receiver may take for its answer: the specification asks for 15 to 30 seconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// How webhooks are sent to.
#[derive(Debug, Clone, Copy)]
pub struct WebhookOptions {
    /// Whether they may be on this machine, and without encryption there: for whoever writes a receiver.
    pub on_loopback: bool,
    /// How long a receiver may take.
    pub patience: Duration,
}

impl Default for WebhookOptions {
    fn default() -> WebhookOptions {
        WebhookOptions {
            on_loopback: false,
            patience: PATIENCE,
        }
    }
}

impl WebhookOptions {
    pub(crate) fn receivers(&self) -> Receivers {
        Receivers {
            on_loopback: self.on_loopback,
        }
    }
}

/// Where webhooks may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Receivers {
    on_loopback: bool,
}

/// Why nothing is sent to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RefusedAddress {
    /// It is none, or has what has no meaning here.
    #[error("it is no address of a receiver")]
    Unreadable,
    /// What is sent could be read on the way.
    #[error("it is not encrypted")]
    Unencrypted,
    /// It is in a network that nothing is sent to.
    #[error("it is in a network that nothing is sent to")]
    Network,
}

impl RefusedAddress {
    /// For programs.
    pub(crate) fn code(self) -> &'static str {
        match self {
            RefusedAddress::Unreadable => "invalid_address",
            RefusedAddress::Unencrypted => "unencrypted_address",
            RefusedAddress::Network => "refused_network",
        }
    }

    /// For people.
    pub(crate) fn message(self) -> Text {
        match self {
            RefusedAddress::Unreadable => Text::new(
                format!(
                    "Rakstiet adresi, piemēram, https://example.lv/blis, bez lietotāja un „#” daļas, ne garāku par \
                     {LONGEST_ADDRESS} zīmēm."
                ),
                format!(
                    "Write an address such as https://example.lv/blis, without a user and a part behind “#”, of \
                     {LONGEST_ADDRESS} characters at most."
                ),
            ),
            RefusedAddress::Unencrypted => Text::new(
                "Adresei jāsākas ar https://.",
                "The address must begin with https://.",
            ),
            RefusedAddress::Network => Text::new(
                "Adrese ir tīklā, uz kuru neko nesūta: privātā, vietējā, multiraides vai paraugu tīklā.",
                "The address is in a network that nothing is sent to: private, local, multicast or for documentation.",
            ),
        }
    }
}

impl Receivers {
    /// Reads the address of a webhook. What its name stands for is seen when something is sent.
    pub(crate) fn read(self, text: &str) -> Result<Url, RefusedAddress> {
        let plain = text.len() <= LONGEST_ADDRESS && text.bytes().all(|byte| byte.is_ascii_graphic());
        let url = Url::parse(text)
            .ok()
            .filter(|_| plain)
            .ok_or(RefusedAddress::Unreadable)?;
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let Some(host) = url.host().filter(|_| bare) else {
            return Err(RefusedAddress::Unreadable);
        };
        let ip = match host {
            Host::Domain(_) => None,
            Host::Ipv4(ip) => Some(IpAddr::V4(ip)),
            Host::Ipv6(ip) => Some(IpAddr::V6(ip)),
        };
        let is_here = ip.map_or(host == Host::Domain("localhost"), |ip| ip.is_loopback());
        match url.scheme() {
            "https" => {}
            "http" if self.on_loopback && is_here => {}
            "http" => return Err(RefusedAddress::Unencrypted),
            _ => return Err(RefusedAddress::Unreadable),
        }
        match ip.is_some_and(|ip| self.refuse(ip)) {
            true => Err(RefusedAddress::Network),
            false => Ok(url),
        }
    }

    /// Whether nothing is sent to what a name stands for.
    pub(crate) fn refuse(self, ip: IpAddr) -> bool {
        is_refused(ip) && !(self.on_loopback && ip.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Receivers = Receivers { on_loopback: false };
    const DEVELOPING: Receivers = Receivers { on_loopback: true };

    #[test]
    fn a_receiver_is_encrypted_and_in_a_public_network() {
        for address in [
            "https://example.lv/blis",
            "https://example.lv:8443/?key=1",
            "https://212.93.97.10/",
        ] {
            assert!(USUAL.read(address).is_ok(), "{address}");
        }
        for (address, why) in [
            ("http://example.lv", RefusedAddress::Unencrypted),
            ("http://127.0.0.1:9000", RefusedAddress::Unencrypted),
            ("https://127.0.0.1", RefusedAddress::Network),
            ("https://0x7f.1", RefusedAddress::Network),
            ("https://2130706433", RefusedAddress::Network),
            ("https://[::1]", RefusedAddress::Network),
            ("https://[::ffff:10.0.0.1]", RefusedAddress::Network),
            ("https://192.168.1.10/hook", RefusedAddress::Network),
            (
                "https://169.254.169.254/latest/meta-data",
                RefusedAddress::Network,
            ),
            ("ftp://example.lv", RefusedAddress::Unreadable),
            ("file:///etc/passwd", RefusedAddress::Unreadable),
            ("example.lv", RefusedAddress::Unreadable),
            ("https://", RefusedAddress::Unreadable),
            ("https://me:s3cret@example.lv", RefusedAddress::Unreadable),
            ("https://example.lv/#here", RefusedAddress::Unreadable),
            ("https://example.lv/a b", RefusedAddress::Unreadable),
            ("", RefusedAddress::Unreadable),
        ] {
            assert_eq!(USUAL.read(address).unwrap_err(), why, "{address}");
        }
        let long = format!("https://example.lv/{}", "a".repeat(LONGEST_ADDRESS));
        assert_eq!(USUAL.read(&long).unwrap_err(), RefusedAddress::Unreadable);
    }

    #[test]
    fn who_writes_a_receiver_may_have_it_on_the_own_machine_and_nowhere_else() {
        for address in [
            "http://127.0.0.1:9000/x",
            "http://localhost:9000",
            "http://[::1]:9000",
            "https://127.0.0.1",
        ] {
            assert!(DEVELOPING.read(address).is_ok(), "{address}");
        }
        for (address, why) in [
            ("http://example.lv", RefusedAddress::Unencrypted),
            ("http://127.0.0.1.example", RefusedAddress::Unencrypted),
            ("http://192.168.1.10", RefusedAddress::Unencrypted),
            ("https://192.168.1.10", RefusedAddress::Network),
        ] {
            assert_eq!(DEVELOPING.read(address).unwrap_err(), why, "{address}");
        }
        assert!(USUAL.refuse("127.0.0.1".parse().unwrap()) && !DEVELOPING.refuse("::1".parse().unwrap()));
        assert!(DEVELOPING.refuse("10.0.0.1".parse().unwrap()));
    }
}
