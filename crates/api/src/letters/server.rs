//! The mail server that letters are handed to.

use super::message::{self, Envelope};
use blis_domain::person::EmailAddress;
use blis_domain::text::Language;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};
use std::error::Error;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;
use time::OffsetDateTime;
use url::{Host, Url};

/// How long a mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the way to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protection {
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
    host: String,
    port: u16,
    user: Option<String>,
    protection: Protection,
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

/// Whom letters come from: `blis@lps.lv`, or `BLIS <blis@lps.lv>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailFrom(Mailbox);

impl FromStr for MailFrom {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<MailFrom, &'static str> {
        let wrong = "write an address such as blis@example.lv, or BLIS <blis@example.lv>";
        if text.chars().any(char::is_control) {
            return Err(wrong);
        }
        text.parse().map(MailFrom).map_err(|_| wrong)
    }
}

impl fmt::Display for MailFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why the mail server cannot be used as it is set.
#[derive(Debug, thiserror::Error)]
pub enum MailServerError {
    /// A user without a password, or the other way round.
    #[error(
        "smtp_url names a user and smtp_password_file is not set, or the other way round: set both or none"
    )]
    HalfALogin,
    /// TLS cannot be had.
    #[error("the connection to the mail server cannot be encrypted")]
    Tls {
        /// Why.
        source: Box<dyn Error + Send + Sync>,
    },
}

/// A mail server, and whom letters come from.
#[derive(Clone)]
pub struct MailServer {
    transport: SmtpTransport,
    from: Mailbox,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailServer(…)")
    }
}

impl MailServer {
    /// A mail server as it is set. Nothing is sent to it yet.
    ///
    /// # Errors
    /// When the settings do not fit each other, or the system has no TLS to give.
    pub fn new(
        url: &SmtpUrl,
        password: Option<&str>,
        from: &MailFrom,
    ) -> Result<MailServer, MailServerError> {
        MailServer::patient(url, password, from, PATIENCE)
    }

    /// The same, with another patience for each step.
    ///
    /// # Errors
    /// As for [`MailServer::new`].
    pub fn patient(
        url: &SmtpUrl,
        password: Option<&str>,
        MailFrom(from): &MailFrom,
        patience: Duration,
    ) -> Result<MailServer, MailServerError> {
        let parameters = || {
            TlsParameters::new(url.host.clone()).map_err(|error| MailServerError::Tls {
                source: Box::new(error),
            })
        };
        let tls = match url.protection {
            Protection::Wrapped => Tls::Wrapper(parameters()?),
            Protection::Required => Tls::Required(parameters()?),
            Protection::Loopback => Tls::None,
        };
        let mut transport = SmtpTransport::builder_dangerous(&url.host)
            .port(url.port)
            .tls(tls)
            .timeout(Some(patience))
            .hello_name(ClientId::Domain(from.email.domain().to_owned()));
        transport = match (&url.user, password) {
            (Some(user), Some(password)) => {
                transport.credentials(Credentials::new(user.clone(), password.to_owned()))
            }
            (None, None) => transport,
            _ => return Err(MailServerError::HalfALogin),
        };
        Ok(MailServer {
            transport: transport.build(),
            from: from.clone(),
        })
    }

    /// Sends a letter that says that letters arrive.
    ///
    /// # Errors
    /// Why the server did not take it.
    pub fn send_test(&self, to: &EmailAddress, language: Language) -> Result<(), SendError> {
        let letter = super::words::test(language);
        self.send(&Envelope {
            id: &uuid::Uuid::now_v7().to_string(),
            to: to.as_str(),
            subject: &letter.subject,
            body: &letter.body,
            written: OffsetDateTime::now_utc(),
        })
    }

    /// Hands a letter to the server.
    pub(super) fn send(&self, letter: &Envelope<'_>) -> Result<(), SendError> {
        let message = message::build(&self.from, letter).map_err(|because| SendError {
            because,
            is_final: true,
        })?;
        self.transport
            .send(&message)
            .map(drop)
            .map_err(|error| SendError::of(&error))
    }
}

/// Why a letter was not sent, in words that name nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendError {
    pub(super) because: String,
    /// Whether it makes no sense to try again.
    pub(super) is_final: bool,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.because)
    }
}

impl Error for SendError {}

/// Refusals that are about how we come, not about the letter: signing in failed or is asked for, encryption is asked
/// for. Whoever runs the installation can set them right while the letter waits.
const ABOUT_US: [&str; 4] = ["530", "534", "535", "538"];

impl SendError {
    fn of(error: &lettre::transport::smtp::Error) -> SendError {
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        if let Some(status) = error.status().map(|code| code.to_string()) {
            // What follows the codes may repeat the address of the recipient.
            let detail = cause.split_whitespace().next().filter(|word| is_enhanced(word));
            return SendError {
                is_final: error.is_permanent() && !ABOUT_US.contains(&status.as_str()),
                because: match detail {
                    Some(detail) => format!("the mail server answered {status} {detail}"),
                    None => format!("the mail server answered {status}"),
                },
            };
        }
        let cause = match cause.contains('@') {
            true => String::new(),
            false => format!(": {cause}"),
        };
        let because = if is_timeout(error) {
            "the mail server did not answer in time".to_owned()
        } else if error.is_tls() {
            format!("the connection to the mail server cannot be encrypted{cause}")
        } else if error.is_client() {
            format!("the mail server does not offer what is needed{cause}")
        } else if error.is_response() {
            "the mail server answered what cannot be understood, or hung up".to_owned()
        } else {
            format!("the mail server cannot be reached{cause}")
        };
        SendError {
            because,
            is_final: false,
        }
    }
}

/// An enhanced status code (RFC 3463): `5.1.1`.
fn is_enhanced(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A socket whose time is over says that it would block.
fn is_timeout(error: &lettre::transport::smtp::Error) -> bool {
    let mut cause = error.source();
    while let Some(one) = cause {
        if let Some(io) = one.downcast_ref::<std::io::Error>()
            && matches!(
                io.kind(),
                std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock
            )
        {
            return true;
        }
        cause = one.source();
    }
    false
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
        assert!("BLIS <blis@lps.lv>\r\nBcc: x@y.lv".parse::<MailFrom>().is_err());
        assert!("nobody".parse::<MailFrom>().is_err());
    }

    #[test]
    fn a_user_needs_a_password_and_a_password_a_user() {
        let from: MailFrom = "blis@lps.lv".parse().unwrap();
        let with = |url: &str, password| MailServer::new(&url.parse().unwrap(), password, &from);
        assert!(matches!(
            with("smtp://anna@127.0.0.1", None),
            Err(MailServerError::HalfALogin)
        ));
        assert!(matches!(
            with("smtp://127.0.0.1", Some("x")),
            Err(MailServerError::HalfALogin)
        ));
        assert!(with("smtp://anna@127.0.0.1", Some("x")).is_ok());
    }

    #[test]
    fn of_an_answer_only_the_codes_are_kept() {
        for (word, is) in [
            ("5.1.1", true),
            ("4.2.0", true),
            ("<anna@saldus.lv>", false),
            ("5.1", false),
            ("a.b.c", false),
        ] {
            assert_eq!(is_enhanced(word), is, "{word}");
        }
    }
}
