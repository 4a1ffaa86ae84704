//! Settings as flags.

use crate::settings::Key;
use clap::Args;
use std::collections::HashMap;
use std::path::PathBuf;

/// Where the settings and the data are.
#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    /// Settings file [default: blis.toml in the data directory, if there]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Data directory [default: data]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<String>,
    /// Database: postgres://…, or sqlite: and a file [default: blis.db in the data directory]
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
}

/// All settings as flags.
#[derive(Debug, Args)]
pub(crate) struct SettingsArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Address and port to listen at; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Key that signs access tokens [default: signing-key.pem in the data directory]
    #[arg(long, value_name = "FILE")]
    signing_key_file: Option<String>,
    /// Key that seals secrets in the database [default: sealing-key in the data directory]
    #[arg(long, value_name = "FILE")]
    sealing_key_file: Option<String>,
    /// Where batches lie that are too large for memory [default: spool in the data directory]
    #[arg(long, value_name = "DIR")]
    spool_dir: Option<String>,
    /// Address under which others reach the server
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// How log lines look: text or json [default: text]
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<String>,
    /// What is logged, such as debug or warn,blis_store=debug [default: info]
    #[arg(long, value_name = "LEVEL")]
    log_level: Option<String>,
    /// Memory for the figures asked for most [default: 64]
    #[arg(long, value_name = "MEGABYTES")]
    cache_megabytes: Option<String>,
    /// What one address may ask in a minute, 0 for no limit [default: 600]
    #[arg(long, value_name = "REQUESTS")]
    rate_per_minute: Option<String>,
    /// Address and port at which the counters are told [default: the server's own, to this machine alone]
    #[arg(long, value_name = "ADDRESS")]
    metrics_listen: Option<String>,
    /// OpenTelemetry collector that traces are sent to
    #[arg(long, value_name = "URL")]
    otlp_endpoint: Option<String>,
    /// Proxies whose word is taken on who calls, such as 127.0.0.1,10.0.0.0/8
    #[arg(long, value_name = "NETWORKS")]
    trusted_proxies: Option<String>,
    /// Header in which they say it: x-forwarded-for or forwarded [default: x-forwarded-for]
    #[arg(long, value_name = "HEADER")]
    forwarded_header: Option<String>,
    /// Certificate in PEM, with those up to the root; BLIS then speaks https itself
    #[arg(long, value_name = "FILE")]
    tls_certificate: Option<String>,
    /// Private key of the certificate, in PEM
    #[arg(long, value_name = "FILE")]
    tls_key: Option<String>,
    /// Address and port at which plain http is sent on to the public address
    #[arg(long, value_name = "ADDRESS")]
    redirect_listen: Option<String>,
    /// Connections there may be at once [default: 16000]
    #[arg(long, value_name = "NUMBER")]
    connections: Option<String>,
    /// Connections that one address may hold [default: 256]
    #[arg(long, value_name = "NUMBER")]
    connections_per_address: Option<String>,
    /// Mail server for letters: smtps://user@host:465 or smtp://user@host:587
    #[arg(long, value_name = "URL")]
    smtp_url: Option<String>,
    /// File with the password for the mail server
    #[arg(long, value_name = "FILE")]
    smtp_password_file: Option<String>,
    /// Whom letters come from: BLIS <blis@example.lv>
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// Whether webhooks may be on this machine, over http: true or false [default: false]
    #[arg(long, value_name = "WHETHER")]
    webhooks_on_loopback: Option<String>,
}

impl DataArgs {
    /// The settings that were given as flags.
    pub(crate) fn flags(&self) -> HashMap<Key, String> {
        given([
            (Key::DataDir, &self.data_dir),
            (Key::DatabaseUrl, &self.database_url),
        ])
    }
}

impl SettingsArgs {
    /// The settings that were given as flags.
    pub(crate) fn flags(&self) -> HashMap<Key, String> {
        let mut flags = self.data.flags();
        flags.extend(given([
            (Key::Listen, &self.listen),
            (Key::SigningKeyFile, &self.signing_key_file),
            (Key::SealingKeyFile, &self.sealing_key_file),
            (Key::SpoolDir, &self.spool_dir),
            (Key::PublicUrl, &self.public_url),
            (Key::LogFormat, &self.log_format),
            (Key::LogLevel, &self.log_level),
            (Key::CacheMegabytes, &self.cache_megabytes),
            (Key::RatePerMinute, &self.rate_per_minute),
            (Key::MetricsListen, &self.metrics_listen),
            (Key::OtlpEndpoint, &self.otlp_endpoint),
            (Key::TrustedProxies, &self.trusted_proxies),
            (Key::ForwardedHeader, &self.forwarded_header),
            (Key::TlsCertificate, &self.tls_certificate),
            (Key::TlsKeyFile, &self.tls_key),
            (Key::RedirectListen, &self.redirect_listen),
            (Key::Connections, &self.connections),
            (Key::ConnectionsPerAddress, &self.connections_per_address),
            (Key::SmtpUrl, &self.smtp_url),
            (Key::SmtpPasswordFile, &self.smtp_password_file),
            (Key::MailFrom, &self.mail_from),
            (Key::WebhooksOnLoopback, &self.webhooks_on_loopback),
        ]));
        flags
    }
}

/// Those of the flags that were given.
pub(super) fn given<const N: usize>(flags: [(Key, &Option<String>); N]) -> HashMap<Key, String> {
    flags
        .into_iter()
        .filter_map(|(key, text)| Some((key, text.clone()?)))
        .collect()
}
