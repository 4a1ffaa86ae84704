//! What is chosen about connections.

use ipnet::IpNet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// How connections are taken in.
#[derive(Debug, Clone, Default)]
pub struct EdgeOptions {
    /// The certificate, when the program encrypts by itself.
    pub tls: Option<TlsOptions>,
    /// Where plain http is sent on to https; only with a public address.
    pub redirect_listen: Option<SocketAddr>,
    /// The proxies whose word is taken on who calls.
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which they say it.
    pub forwarded_header: ForwardedHeader,
    /// How many connections there may be.
    pub connections: ConnectionLimits,
}

/// The files of the encryption, in PEM.
#[derive(Debug, Clone)]
pub struct TlsOptions {
    /// The certificate, and those between it and the root.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// How often the files are looked at; a new pair takes the place of the old.
    pub look_every: Duration,
}

/// The header in which a proxy says for whom it asks. One and no other is read: a proxy that writes one passes the
/// other on as it came, and anybody could have written it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ForwardedHeader {
    /// `X-Forwarded-For`.
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

impl ForwardedHeader {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            ForwardedHeader::XForwardedFor => "x-forwarded-for",
            ForwardedHeader::Forwarded => "forwarded",
        }
    }
}

impl FromStr for ForwardedHeader {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<ForwardedHeader, &'static str> {
        match text.to_ascii_lowercase().as_str() {
            "x-forwarded-for" => Ok(ForwardedHeader::XForwardedFor),
            "forwarded" => Ok(ForwardedHeader::Forwarded),
            _ => Err("write x-forwarded-for or forwarded"),
        }
    }
}

/// How many connections there may be at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Of all together; whoever comes later waits until one ends.
    pub total: usize,
    /// Of one address; whoever opens more is cut off.
    pub per_address: usize,
}

impl Default for ConnectionLimits {
    fn default() -> ConnectionLimits {
        ConnectionLimits {
            total: 16_000,
            per_address: 256,
        }
    }
}
