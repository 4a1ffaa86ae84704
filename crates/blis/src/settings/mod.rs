//! The settings in force: one typed structure, read once at the start. A flag goes before the
//! environment, the environment before the file, the file before the default.

mod key;
mod layers;
mod providers;
mod proxies;
mod sample;
#[cfg(test)]
mod tests;

pub(crate) use key::Key;
pub(crate) use layers::Layers;
pub(crate) use providers::ProviderSettings;
pub(crate) use sample::sample;

use crate::error::WrongUse;
use anyhow::{Context, anyhow, bail, ensure};
use blis_api::{ConnectionLimits, EdgeOptions, ForwardedHeader, MailFrom, SmtpUrl, TlsOptions};
use blis_store::DatabaseUrl;
use layers::Source;
use proxies::Proxies;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// Everything that may be chosen.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) data_dir: PathBuf,
    pub(crate) listen: SocketAddr,
    pub(crate) database_url: DatabaseUrl,
    pub(crate) signing_key_file: PathBuf,
    pub(crate) sealing_key_file: PathBuf,
    pub(crate) spool_dir: PathBuf,
    pub(crate) public_url: Option<String>,
    pub(crate) log_format: LogFormat,
    pub(crate) log_level: String,
    pub(crate) cache_megabytes: u32,
    pub(crate) rate_per_minute: u32,
    pub(crate) metrics_listen: Option<SocketAddr>,
    pub(crate) otlp_endpoint: Option<String>,
    pub(crate) providers: Vec<ProviderSettings>,
    pub(crate) edge: EdgeOptions,
    pub(crate) webhooks_on_loopback: bool,
    /// Without, no letters are sent.
    pub(crate) mail: Option<MailSettings>,
}

/// Where letters go out.
#[derive(Debug, Clone)]
pub(crate) struct MailSettings {
    pub(crate) server: SmtpUrl,
    pub(crate) password_file: Option<PathBuf>,
    pub(crate) from: MailFrom,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<LogFormat, &'static str> {
        match text {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            _ => Err("write text or json"),
        }
    }
}

/// An address of a server with nothing behind its path.
struct PublicUrl(String);

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<PublicUrl, &'static str> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        match rest {
            Some(rest) if !rest.is_empty() && !rest.contains(['?', '#', ' ']) => {
                Ok(PublicUrl(text.trim_end_matches('/').to_owned()))
            }
            _ => Err("write an address such as https://blis.example"),
        }
    }
}

/// The address of a collector. It is logged and shown, so it holds no password.
struct CollectorUrl(String);

impl FromStr for CollectorUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<CollectorUrl, &'static str> {
        if text.contains('@') {
            return Err("leave name and password out; OTEL_EXPORTER_OTLP_HEADERS is for what opens the door");
        }
        text.parse().map(|PublicUrl(url)| CollectorUrl(url))
    }
}

impl Settings {
    /// Gives the texts of the layers their types.
    pub(crate) fn of(layers: &Layers) -> anyhow::Result<Settings> {
        Ok(Settings {
            data_dir: layers.data_dir().0,
            listen: typed(layers, Key::Listen)?,
            database_url: typed(layers, Key::DatabaseUrl)?,
            signing_key_file: typed(layers, Key::SigningKeyFile)?,
            sealing_key_file: typed(layers, Key::SealingKeyFile)?,
            spool_dir: typed(layers, Key::SpoolDir)?,
            public_url: if_said(layers, Key::PublicUrl)?.map(|PublicUrl(url)| url),
            log_format: typed(layers, Key::LogFormat)?,
            log_level: typed(layers, Key::LogLevel)?,
            cache_megabytes: typed(layers, Key::CacheMegabytes)?,
            rate_per_minute: typed(layers, Key::RatePerMinute)?,
            metrics_listen: if_said(layers, Key::MetricsListen)?,
            otlp_endpoint: if_said(layers, Key::OtlpEndpoint)?.map(|CollectorUrl(url)| url),
            providers: layers.providers().to_vec(),
            edge: edge(layers)?,
            mail: mail(layers)?,
            webhooks_on_loopback: typed(layers, Key::WebhooksOnLoopback)?,
        })
    }

    /// A setting as it may be shown: without passwords.
    pub(crate) fn shown(&self, key: Key) -> Option<String> {
        Some(match key {
            Key::DataDir => self.data_dir.display().to_string(),
            Key::Listen => self.listen.to_string(),
            Key::DatabaseUrl => self.database_url.to_string(),
            Key::SigningKeyFile => self.signing_key_file.display().to_string(),
            Key::SealingKeyFile => self.sealing_key_file.display().to_string(),
            Key::SpoolDir => self.spool_dir.display().to_string(),
            Key::PublicUrl => self.public_url.clone()?,
            Key::LogFormat => match self.log_format {
                LogFormat::Text => "text".to_owned(),
                LogFormat::Json => "json".to_owned(),
            },
            Key::LogLevel => self.log_level.clone(),
            Key::CacheMegabytes => self.cache_megabytes.to_string(),
            Key::RatePerMinute => self.rate_per_minute.to_string(),
            Key::MetricsListen => self.metrics_listen?.to_string(),
            Key::OtlpEndpoint => self.otlp_endpoint.clone()?,
            Key::TrustedProxies => {
                Some(Proxies::text(&self.edge.trusted_proxies)).filter(|text| !text.is_empty())?
            }
            Key::ForwardedHeader => self.edge.forwarded_header.name().to_owned(),
            Key::TlsCertificate => self.edge.tls.as_ref()?.certificate.display().to_string(),
            Key::TlsKeyFile => self.edge.tls.as_ref()?.key.display().to_string(),
            Key::RedirectListen => self.edge.redirect_listen?.to_string(),
            Key::Connections => self.edge.connections.total.to_string(),
            Key::ConnectionsPerAddress => self.edge.connections.per_address.to_string(),
            Key::SmtpUrl => self.mail.as_ref()?.server.to_string(),
            Key::SmtpPasswordFile => self.mail.as_ref()?.password_file.as_ref()?.display().to_string(),
            Key::MailFrom => self.mail.as_ref()?.from.to_string(),
            Key::WebhooksOnLoopback => self.webhooks_on_loopback.to_string(),
        })
    }
}

/// The value of a setting that has none when nobody says.
fn if_said<T: FromStr>(layers: &Layers, key: Key) -> anyhow::Result<Option<T>>
where
    T::Err: std::fmt::Display,
{
    layers.text(key).map(|_| typed(layers, key)).transpose()
}

/// How often the files of the certificate are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(60);

fn edge(layers: &Layers) -> anyhow::Result<EdgeOptions> {
    let given = |key| layers.text(key).is_some();
    Ok(EdgeOptions {
        tls: match (given(Key::TlsCertificate), given(Key::TlsKeyFile)) {
            (true, true) => Some(TlsOptions {
                certificate: typed(layers, Key::TlsCertificate)?,
                key: typed(layers, Key::TlsKeyFile)?,
                look_every: LOOK_EVERY,
            }),
            (false, false) => None,
            _ => bail!("`tls_certificate` and `tls_key` go together: give both or none"),
        },
        redirect_listen: if_said(layers, Key::RedirectListen)?,
        trusted_proxies: typed::<Proxies>(layers, Key::TrustedProxies)?.0,
        forwarded_header: typed::<ForwardedHeader>(layers, Key::ForwardedHeader)?,
        connections: ConnectionLimits {
            total: typed::<NonZeroUsize>(layers, Key::Connections)?.get(),
            per_address: typed::<NonZeroUsize>(layers, Key::ConnectionsPerAddress)?.get(),
        },
    })
}

/// The settings of letters: all that belong together, or none.
fn mail(layers: &Layers) -> anyhow::Result<Option<MailSettings>> {
    let is_set = |key| layers.text(key).is_some();
    if !is_set(Key::SmtpUrl) {
        for key in [Key::SmtpPasswordFile, Key::MailFrom] {
            ensure!(!is_set(key), "`{key}` is set and `{}` is not", Key::SmtpUrl);
        }
        return Ok(None);
    }
    ensure!(
        is_set(Key::MailFrom),
        "`{}` is set and `{}` is not: letters need somebody they come from",
        Key::SmtpUrl,
        Key::MailFrom
    );
    let server: SmtpUrl = typed(layers, Key::SmtpUrl)?;
    let password_file = if_said(layers, Key::SmtpPasswordFile)?;
    ensure!(
        server.has_user() == password_file.is_some(),
        "`{}` names a user exactly when `{}` is set: a user needs a password, and a password a user",
        Key::SmtpUrl,
        Key::SmtpPasswordFile
    );
    Ok(Some(MailSettings {
        server,
        password_file,
        from: typed(layers, Key::MailFrom)?,
    }))
}

/// The value of a setting, or a fault that says which setting, from where, and what was expected. The
/// text itself is left out: it may hold a password.
fn typed<T: FromStr>(layers: &Layers, key: Key) -> anyhow::Result<T>
where
    T::Err: std::fmt::Display,
{
    let (text, source) = layers.text(key).with_context(|| format!("`{key}` is not set"))?;
    text.parse().map_err(|error| {
        let fault = format!("`{key}` from {source} cannot be used: {error}");
        match source {
            Source::Flag(_) => WrongUse(fault).into(),
            _ => anyhow!(fault),
        }
    })
}
