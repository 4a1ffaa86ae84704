//! What is configured of a service, checked before the server starts.

use blis_domain::text::Text;
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

/// How long a service may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A service that signs people in, as BLIS is registered there.
#[derive(Debug, Clone)]
pub struct ProviderOptions {
    pub(crate) id: String,
    pub(crate) name: Text,
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) patience: Duration,
}

/// A service, and the secret that proves to it who asks.
#[derive(Clone)]
pub struct ProviderLogin {
    pub(crate) options: ProviderOptions,
    pub(crate) secret: String,
}

/// Why a service cannot be used as it is configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidProvider {
    /// The id stands in addresses.
    #[error("`id` must be 1 to 40 lower-case letters, digits and hyphens, such as e-identity")]
    Id,
    /// Nothing would stand on the button.
    #[error("`name` is empty")]
    Name,
    /// The issuer is no address.
    #[error("`issuer` must be an address such as https://login.example.lv, without a query")]
    Issuer,
    /// Tokens would travel in the open.
    #[error("`issuer` must begin with https:// (http:// is for services on the own machine)")]
    Unencrypted,
    /// The service could not tell who asks.
    #[error("`client_id` is empty")]
    ClientId,
    /// Without it the service gives no id token.
    #[error("`scopes` must hold openid, and names without spaces")]
    Scopes,
    /// The file of the secret holds none.
    #[error("the file named by `client_secret_file` is empty")]
    Secret,
}

impl ProviderOptions {
    /// Checks what is configured.
    ///
    /// # Errors
    /// The first fault there is.
    pub fn new(
        id: &str,
        name: Text,
        issuer: &str,
        client_id: &str,
        scopes: Vec<String>,
    ) -> Result<ProviderOptions, InvalidProvider> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.is_empty() || id.len() > 40 || !id.bytes().all(fits) {
            return Err(InvalidProvider::Id);
        }
        if name.lv.trim().is_empty() || name.en.trim().is_empty() {
            return Err(InvalidProvider::Name);
        }
        let address = Url::parse(issuer).map_err(|_| InvalidProvider::Issuer)?;
        let bare = address.query().is_none() && address.fragment().is_none();
        if !bare || !address.username().is_empty() || address.password().is_some() || !address.has_host() {
            return Err(InvalidProvider::Issuer);
        }
        if !is_private(&address) {
            return Err(InvalidProvider::Unencrypted);
        }
        if client_id.trim().is_empty() {
            return Err(InvalidProvider::ClientId);
        }
        let written = |scope: &String| !scope.is_empty() && scope.bytes().all(|byte| byte.is_ascii_graphic());
        if !scopes.iter().any(|scope| scope == "openid") || !scopes.iter().all(written) {
            return Err(InvalidProvider::Scopes);
        }
        Ok(ProviderOptions {
            id: id.to_owned(),
            name,
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            scopes,
            patience: PATIENCE,
        })
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The service, as it names itself.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The same, with so much time for an answer instead of ten seconds.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> ProviderOptions {
        ProviderOptions { patience, ..self }
    }

    /// The same, with its secret; space around it is not part of it.
    ///
    /// # Errors
    /// When there is nothing but space.
    pub fn with_secret(self, secret: &str) -> Result<ProviderLogin, InvalidProvider> {
        match secret.trim() {
            "" => Err(InvalidProvider::Secret),
            secret => Ok(ProviderLogin {
                options: self,
                secret: secret.to_owned(),
            }),
        }
    }
}

/// Without the secret.
impl fmt::Debug for ProviderLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProviderLogin({})", self.options.id)
    }
}

/// Whether nobody on the way to an address can read along.
fn is_private(address: &Url) -> bool {
    match address.scheme() {
        "https" => true,
        "http" => is_own_machine(address),
        _ => false,
    }
}

/// Whether an address is of this machine.
fn is_own_machine(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    }
}

/// An address that a service names in its metadata: encrypted, or on the own machine where the service is so itself.
/// A service elsewhere must not make this server call the own machine.
pub(super) fn endpoint(text: &str, issuer: &str) -> Option<Url> {
    let address = Url::parse(text).ok().filter(Url::has_host)?;
    let fits = address.scheme() == "https"
        || (is_private(&address) && Url::parse(issuer).is_ok_and(|issuer| issuer.scheme() == "http"));
    (fits && address.username().is_empty() && address.fragment().is_none()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_issuer(issuer: &str) -> Result<ProviderOptions, InvalidProvider> {
        let name = Text::new("E-identitāte", "E-identity");
        ProviderOptions::new("e-identity", name, issuer, "blis", vec!["openid".to_owned()])
    }

    #[test]
    fn an_issuer_is_encrypted_or_on_the_own_machine() {
        for issuer in [
            "https://login.example.lv",
            "https://login.example.lv/realms/lv/",
            "http://127.0.0.1:9000",
            "http://[::1]:9000",
            "http://localhost:9000",
        ] {
            assert!(with_issuer(issuer).is_ok(), "{issuer}");
        }
        for (issuer, why) in [
            ("http://login.example.lv", InvalidProvider::Unencrypted),
            ("http://127.0.0.1.example", InvalidProvider::Unencrypted),
            ("ftp://localhost", InvalidProvider::Unencrypted),
            ("login.example.lv", InvalidProvider::Issuer),
            ("https://login.example.lv?x=1", InvalidProvider::Issuer),
            ("https://login.example.lv#x", InvalidProvider::Issuer),
            ("https://me:secret@login.example.lv", InvalidProvider::Issuer),
        ] {
            assert_eq!(with_issuer(issuer).unwrap_err(), why, "{issuer}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_its_name() {
        let new = |id: &str, name: &str, client: &str, scopes: &[&str]| {
            let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
            ProviderOptions::new(id, Text::new(name, name), "https://x.lv", client, scopes)
        };
        assert!(new("e1", "E", "blis", &["openid", "email"]).is_ok());
        for id in ["", "E1", "a/b", "a b", "ā", &"a".repeat(41)] {
            assert_eq!(
                new(id, "E", "blis", &["openid"]).unwrap_err(),
                InvalidProvider::Id
            );
        }
        assert_eq!(
            new("e", " ", "b", &["openid"]).unwrap_err(),
            InvalidProvider::Name
        );
        assert_eq!(
            new("e", "E", " ", &["openid"]).unwrap_err(),
            InvalidProvider::ClientId
        );
        for scopes in [&["email"][..], &[], &["openid", "a b"], &["openid", ""]] {
            assert_eq!(new("e", "E", "b", scopes).unwrap_err(), InvalidProvider::Scopes);
        }
        let good = new("e", "E", "b", &["openid"]).unwrap();
        assert_eq!(
            good.clone().with_secret(" \n").unwrap_err(),
            InvalidProvider::Secret
        );
        let login = good.with_secret("s3cret\n").unwrap();
        assert_eq!(login.secret, "s3cret");
        assert!(!format!("{login:?}").contains("s3cret"), "no log line shows it");
    }

    #[test]
    fn a_service_elsewhere_names_no_address_of_the_own_machine() {
        let (far, near) = ("https://login.example.lv", "http://127.0.0.1:9000");
        assert!(endpoint("https://tokens.example.lv/token", far).is_some());
        assert!(endpoint("http://127.0.0.1:9000/token", near).is_some());
        for text in [
            "http://127.0.0.1:9000/token",
            "http://tokens.example.lv",
            "file:///etc/passwd",
            "",
        ] {
            assert!(endpoint(text, far).is_none(), "{text}");
        }
        assert!(endpoint("http://elsewhere.lv/token", near).is_none());
    }
}
