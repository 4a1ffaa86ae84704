//! A service, with what is known of it for a while: its metadata and its keys.

use super::fault::Fault;
use super::id_token::{self, Claims, Expected};
use super::keys::{self, Key};
use super::metadata::{self, Metadata};
use super::options::{ProviderLogin, ProviderOptions};
use super::{http, redeem};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blis_domain::person::{EmailAddress, PersonName};
use blis_domain::text::{Language, Text};
use blis_store::{Clock, ExternalSignIn, Witness};
use reqwest::Client;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};
use time::{Duration, OffsetDateTime};
use url::Url;

/// How long metadata and keys are believed without asking again.
const KEPT: Duration = Duration::hours(1);

/// How long after the keys were asked for they are not asked for again, whatever key a token names.
const KEYS_APART: Duration = Duration::minutes(1);

/// The services that sign people in.
pub(crate) struct Providers(Vec<Provider>);

/// A service.
pub(crate) struct Provider {
    login: ProviderLogin,
    client: Client,
    clock: Clock,
    /// Where it sends people back to.
    redirect_uri: String,
    metadata: Kept<Metadata>,
    keys: Kept<Vec<Key>>,
}

/// What was asked for last, and when.
struct Kept<T>(Mutex<Option<(OffsetDateTime, Arc<T>)>>);

/// Somebody whom a service has proved.
pub(crate) struct Proved {
    pub(crate) witness: Witness,
    /// What the service gave to ask it about the person; nothing where the token told the address.
    access: Option<String>,
}

/// A sign-in as the service is asked for it.
pub(crate) struct Asked<'a> {
    pub(crate) state: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) verifier: &'a str,
    pub(crate) language: Language,
}

impl Providers {
    /// The services as they are configured, for a server at an address such as `https://blis.example`.
    pub(crate) fn new(
        logins: Vec<ProviderLogin>,
        public_url: &str,
        clock: &Clock,
    ) -> Result<Providers, reqwest::Error> {
        let provider = |login: ProviderLogin| {
            Ok(Provider {
                client: http::client(login.options.patience)?,
                redirect_uri: format!("{public_url}/sign-in/with/{}/callback", login.options.id),
                login,
                clock: clock.clone(),
                metadata: Kept(Mutex::new(None)),
                keys: Kept(Mutex::new(None)),
            })
        };
        logins
            .into_iter()
            .map(provider)
            .collect::<Result<_, _>>()
            .map(Providers)
    }

    /// Every one, in the order of the settings.
    pub(crate) fn all(&self) -> &[Provider] {
        &self.0
    }

    /// The one with this id.
    pub(crate) fn find(&self, id: &str) -> Option<&Provider> {
        self.0.iter().find(|provider| provider.id() == id)
    }

    /// The one that names itself so.
    pub(crate) fn of_issuer(&self, issuer: &str) -> Option<&Provider> {
        self.0.iter().find(|provider| provider.issuer() == issuer)
    }

    /// How all of them name themselves.
    pub(crate) fn issuers(&self) -> Vec<&str> {
        self.0.iter().map(Provider::issuer).collect()
    }
}

impl Provider {
    fn options(&self) -> &ProviderOptions {
        &self.login.options
    }

    /// Its id.
    pub(crate) fn id(&self) -> &str {
        &self.options().id
    }

    /// Its name.
    pub(crate) fn name(&self) -> &Text {
        &self.options().name
    }

    /// How it names itself.
    pub(crate) fn issuer(&self) -> &str {
        &self.options().issuer
    }

    /// The page where signing in by it starts.
    pub(crate) fn start(&self) -> String {
        format!("/sign-in/with/{}", self.id())
    }

    /// Where to send the browser. The service learns a hash of the verifier; the code it gives is of use to nobody who
    /// does not know the verifier itself (RFC 7636).
    pub(crate) async fn address(&self, asked: &Asked<'_>) -> Result<Url, Fault> {
        let mut address = self.metadata().await?.authorization.clone();
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(asked.verifier));
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.options().client_id)
            .append_pair("redirect_uri", &self.redirect_uri)
            .append_pair("scope", &self.options().scopes.join(" "))
            .append_pair("state", asked.state)
            .append_pair("nonce", asked.nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("ui_locales", asked.language.tag());
        Ok(address)
    }

    /// Whether an answer names this service, where it says that its answers do (RFC 9207): else the answer of one
    /// service could be passed for that of another.
    pub(crate) async fn is_from(&self, named: Option<&str>) -> Result<bool, Fault> {
        match named {
            Some(issuer) => Ok(issuer == self.issuer()),
            None => Ok(!self.metadata().await?.names_itself),
        }
    }

    /// Whom a code witnesses.
    pub(crate) async fn redeem(&self, code: &str, begun: &ExternalSignIn) -> Result<Proved, Fault> {
        let metadata = self.metadata().await?;
        let tokens = redeem::redeem(
            &self.client,
            &self.login,
            &metadata,
            &self.redirect_uri,
            code,
            &begun.verifier,
        )
        .await?;
        let claims = self.verified(&tokens.id_token, &metadata, begun).await?;
        let access = tokens.access_token.filter(|_| claims.email.is_none());
        Ok(Proved {
            witness: self.named(claims.sub, claims.email, claims.email_verified, claims.name),
            access,
        })
    }

    /// The same with the e-mail address, where the token did not tell it: many services tell it only to who asks.
    pub(crate) async fn with_address(&self, proved: Proved) -> Result<Proved, Fault> {
        let Some(access) = &proved.access else {
            return Ok(proved);
        };
        let metadata = self.metadata().await?;
        match redeem::about(&self.client, &metadata, access).await? {
            Some(about) if about.sub == proved.witness.subject => Ok(Proved {
                witness: self.named(about.sub, about.email, about.email_verified, about.name),
                access: None,
            }),
            // Of somebody else nothing is believed.
            Some(_) => Err(Fault::Token("the service tells of another person than the token")),
            None => Ok(proved),
        }
    }

    fn named(&self, subject: String, email: Option<String>, verified: bool, name: Option<String>) -> Witness {
        let email = email.and_then(|email| email.parse::<EmailAddress>().ok());
        Witness {
            issuer: self.issuer().to_owned(),
            subject,
            verified_email: email.filter(|_| verified),
            name: name.and_then(|name| name.trim().parse::<PersonName>().ok()),
        }
    }

    /// What a token says. One that names a key which is not known may be signed by a new one.
    async fn verified(
        &self,
        token: &str,
        metadata: &Metadata,
        begun: &ExternalSignIn,
    ) -> Result<Claims, Fault> {
        let expected = Expected {
            issuer: self.issuer(),
            client_id: &self.options().client_id,
            nonce: &begun.nonce,
            begun_at: begun.begun_at,
            now: self.clock.now(),
        };
        let keys = self.keys(metadata, KEPT).await?;
        match id_token::read(token, &keys, &expected) {
            Err(Fault::UnknownKey) => {
                let keys = self.keys(metadata, KEYS_APART).await?;
                id_token::read(token, &keys, &expected)
            }
            outcome => outcome,
        }
    }

    async fn metadata(&self) -> Result<Arc<Metadata>, Fault> {
        let now = self.clock.now();
        if let Some(known) = self.metadata.younger_than(KEPT, now) {
            return Ok(known);
        }
        let request = self.client.get(metadata::address(self.issuer()));
        let sent: metadata::Sent = http::json("the metadata of the service", request).await?;
        Ok(self.metadata.keep(sent.of(self.issuer())?, now))
    }

    async fn keys(&self, metadata: &Metadata, oldest: Duration) -> Result<Arc<Vec<Key>>, Fault> {
        let now = self.clock.now();
        if let Some(known) = self.keys.younger_than(oldest, now) {
            return Ok(known);
        }
        let request = self.client.get(metadata.keys.clone());
        let sent: keys::Sent = http::json("the keys of the service", request).await?;
        Ok(self.keys.keep(sent.usable(), now))
    }
}

impl<T> Kept<T> {
    fn younger_than(&self, age: Duration, now: OffsetDateTime) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, value) = kept.as_ref()?;
        // A clock that was put back makes nothing young.
        ((now - *at).abs() < age).then(|| Arc::clone(value))
    }

    fn keep(&self, value: T, now: OffsetDateTime) -> Arc<T> {
        let value = Arc::new(value);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&value)));
        value
    }
}
