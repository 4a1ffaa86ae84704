//! The mail server that letters are handed to.

use super::message::{self, Envelope};
use super::send_error::SendError;
use super::smtp_url::{Protection, SmtpUrl};
use blis_domain::person::EmailAddress;
use blis_domain::text::Language;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};
use std::error::Error;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;
use time::OffsetDateTime;

/// How long a mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn whom_letters_come_from_is_one_address() {
        assert!("BLIS <blis@lps.lv>\r\nBcc: x@y.lv".parse::<MailFrom>().is_err());
        assert!("nobody".parse::<MailFrom>().is_err());
        assert!("BLIS <blis@lps.lv>".parse::<MailFrom>().is_ok());
    }
}
