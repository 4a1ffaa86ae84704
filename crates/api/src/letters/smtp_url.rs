//! The address of a mail server, and how the way to it is protected.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use url::{Host, Url};

/// How the way to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    /// TLS from the first byte.
    Wrapped,
    /// STARTTLS, and nothing is sent without it.
    Required,
    /// None: it does not leave the machine.
    Loopback,
}

/// The address of a mail server: `smtps://user@host:465`, or `smtp://user@host:587` with STARTTLS. Without encryption
/// only to an address of the own machine: `smtp://127.0.0.1:25`. The password stands elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) user: Option<String>,
    pub(super) protection: Protection,
}

/// Why a text is no address of a mail server. It does not repeat the text, which may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSmtpUrl {
    /// Not read at all.
    #[error("write smtps://user@host:465 or smtp://user@host:587")]
    Form,
    /// A password where everybody sees it.
    #[error("a password does not belong here: put it into a file, and name that as smtp_password_file")]
    Password,
    /// A path or a query.
    #[error("nothing may follow the port")]
    Surplus,
}

impl FromStr for SmtpUrl {
    type Err = InvalidSmtpUrl;

    fn from_str(text: &str) -> Result<SmtpUrl, InvalidSmtpUrl> {
        let url: Url = text.parse().map_err(|_| InvalidSmtpUrl::Form)?;
        let wrapped = match url.scheme() {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(InvalidSmtpUrl::Form),
        };
        if url.password().is_some() {
            return Err(InvalidSmtpUrl::Password);
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(InvalidSmtpUrl::Surplus);
        }
        // The parser of addresses knows hosts of its own schemes alone; of others it keeps the text.
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = Host::parse(host.ok_or(InvalidSmtpUrl::Form)?).map_err(|_| InvalidSmtpUrl::Form)?;
        let is_loopback = match &host {
            Host::Ipv4(address) => IpAddr::from(*address).is_loopback(),
            Host::Ipv6(address) => IpAddr::from(*address).is_loopback(),
            Host::Domain(_) => false,
        };
        let protection = match (wrapped, is_loopback) {
            (true, _) => Protection::Wrapped,
            (false, true) => Protection::Loopback,
            (false, false) => Protection::Required,
        };
        let user = percent_encoding::percent_decode_str(url.username())
            .decode_utf8()
            .map_err(|_| InvalidSmtpUrl::Form)?;
        Ok(SmtpUrl {
            host: match host {
                Host::Domain(name) => name,
                Host::Ipv4(address) => address.to_string(),
                Host::Ipv6(address) => address.to_string(),
            },
            port: url.port().unwrap_or(match protection {
                Protection::Wrapped => 465,
                Protection::Required => 587,
                Protection::Loopback => 25,
            }),
            user: (!user.is_empty()).then(|| user.into_owned()),
            protection,
        })
    }
}

impl fmt::Display for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.protection {
            Protection::Wrapped => "smtps",
            Protection::Required | Protection::Loopback => "smtp",
        };
        write!(f, "{scheme}://")?;
        if let Some(user) = &self.user {
            let kept = percent_encoding::NON_ALPHANUMERIC;
            write!(f, "{}@", percent_encoding::utf8_percent_encode(user, kept))?;
        }
        match self.host.contains(':') {
            true => write!(f, "[{}]:{}", self.host, self.port),
            false => write!(f, "{}:{}", self.host, self.port),
        }
    }
}

impl SmtpUrl {
    /// Whether the server wants to know who sends.
    pub fn has_user(&self) -> bool {
        self.user.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_mail_server_says_how_the_way_is_protected() {
        for (text, protection, shown) in [
            (
                "smtps://anna@mx.lps.lv",
                Protection::Wrapped,
                "smtps://anna@mx.lps.lv:465",
            ),
            ("smtp://mx.lps.lv", Protection::Required, "smtp://mx.lps.lv:587"),
            (
                "smtp://localhost:2525",
                Protection::Required,
                "smtp://localhost:2525",
            ),
            ("smtp://127.0.0.1", Protection::Loopback, "smtp://127.0.0.1:25"),
            ("smtp://[::1]:2525/", Protection::Loopback, "smtp://[::1]:2525"),
            ("smtps://127.0.0.1", Protection::Wrapped, "smtps://127.0.0.1:465"),
        ] {
            let url: SmtpUrl = text.parse().unwrap();
            assert_eq!(url.protection, protection, "{text}");
            assert_eq!(url.to_string(), shown);
            assert_eq!(url.to_string().parse::<SmtpUrl>().unwrap(), url);
        }
        let url: SmtpUrl = "smtps://blis%40lps.lv@mx.lps.lv".parse().unwrap();
        assert_eq!(url.user.as_deref(), Some("blis@lps.lv"));
    }

    #[test]
    fn what_is_no_address_is_refused_and_no_password_is_repeated() {
        for (text, fault) in [
            ("mx.lps.lv:465", InvalidSmtpUrl::Form),
            ("https://mx.lps.lv", InvalidSmtpUrl::Form),
            ("smtps://", InvalidSmtpUrl::Form),
            ("smtps://anna:secret@mx.lps.lv", InvalidSmtpUrl::Password),
            ("smtps://mx.lps.lv/inbox", InvalidSmtpUrl::Surplus),
            ("smtps://mx.lps.lv?tls=none", InvalidSmtpUrl::Surplus),
        ] {
            assert_eq!(text.parse::<SmtpUrl>(), Err(fault), "{text}");
            assert!(!fault.to_string().contains("secret"));
        }
    }
}
