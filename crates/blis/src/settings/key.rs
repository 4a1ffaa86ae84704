//! The table of settings: each one's name in the file, in the environment and as a flag, what it is for,
//! and what it is when nobody says.

use std::fmt;
use std::path::Path;

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $default:expr;)+) => {
        /// A setting; [`Key::about`] says what it is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Key { $($variant,)+ }

        impl Key {
            /// Every setting, in the order of the sample file.
            pub(crate) const ALL: &'static [Key] = &[$(Key::$variant),+];

            /// Its name in the file.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Key::$variant => $name,)+ }
            }

            /// What it is for, line by line.
            pub(crate) fn about(self) -> &'static [&'static str] {
                match self { $(Key::$variant => &[$($doc),+],)+ }
            }

            fn unsaid(self) -> Unsaid {
                match self { $(Key::$variant => $default,)+ }
            }
        }
    };
}

/// What a setting is when nobody says.
enum Unsaid {
    /// This text.
    Fixed(&'static str),
    /// A file of this name in the data directory, after a prefix.
    Beside(&'static str, &'static str),
    /// Nothing.
    None,
}

settings! {
    /// Where BLIS keeps its database, its keys and this file, unless told otherwise. Made when it is not
    /// there, readable by its owner alone. A file inside the directory itself cannot name another one.
    DataDir = "data_dir", Unsaid::Fixed("data");
    /// The address and port to listen at; port 0 takes a free one.
    Listen = "listen", Unsaid::Fixed("127.0.0.1:8080");
    /// The database: postgres://user:password@host/name, or sqlite: and a file.
    DatabaseUrl = "database_url", Unsaid::Beside("sqlite:", "blis.db");
    /// The key that signs access tokens. Made when it is not there. Those that `blis key rotate` makes later are in
    /// the folder signing-keys beside it.
    SigningKeyFile = "signing_key_file", Unsaid::Beside("", "signing-key.pem");
    /// The key that seals secrets in the database, such as those of one-time codes. Made when it is not there; servers
    /// that share a database share it. Keep a copy apart from the backups.
    SealingKeyFile = "sealing_key_file", Unsaid::Beside("", "sealing-key");
    /// Where batches lie while they are read, in files without names, when they are too large for memory. Made when it
    /// is not there. A batch takes 320 megabytes of it at the most; not a place that is in memory itself.
    SpoolDir = "spool_dir", Unsaid::Beside("", "spool");
    /// The address under which others reach the server, such as https://blis.example; servers that share a
    /// database share it. The address listened at when left out.
    PublicUrl = "public_url", Unsaid::None;
    /// How log lines look: text for people, json for programs. They go to standard error.
    LogFormat = "log_format", Unsaid::Fixed("text");
    /// What is logged: error, warn, info, debug or trace, also by part: warn,blis_store=debug. The variable
    /// RUST_LOG is read too.
    LogLevel = "log_level", Unsaid::Fixed("info");
    /// The memory for the figures that are asked for most, in megabytes.
    CacheMegabytes = "cache_megabytes", Unsaid::Fixed("64");
    /// What one address may ask in a minute, a third of it at once; 0 for no limit. Signing in and pushing count
    /// five times. Whoever shows a token is counted by whose it is, everybody else by the address. Behind a proxy
    /// nobody's address is known before trusted_proxies names it.
    RatePerMinute = "rate_per_minute", Unsaid::Fixed("600");
    /// The address and port at which Prometheus reads the counters, /metrics: one that only those who run the server
    /// reach. When left out they stand at the server's own address, for programs on the same machine alone.
    MetricsListen = "metrics_listen", Unsaid::None;
    /// The OpenTelemetry collector that traces are sent to by OTLP over HTTP, such as http://127.0.0.1:4318. None are
    /// made when left out.
    OtlpEndpoint = "otlp_endpoint", Unsaid::None;
    /// The proxies whose word is taken on who calls: addresses or networks, such as 127.0.0.1 or 10.0.0.0/8, with
    /// commas or as a list. Nobody else's is.
    TrustedProxies = "trusted_proxies", Unsaid::Fixed("");
    /// The header in which they say it, and the only one read: x-forwarded-for or forwarded.
    ForwardedHeader = "forwarded_header", Unsaid::Fixed("x-forwarded-for");
    /// The certificate, with those between it and the root, and its private key, both in PEM. With them BLIS itself
    /// speaks https at the address it listens at, and takes new files into use within a minute.
    TlsCertificate = "tls_certificate", Unsaid::None;
    /// The private key of the certificate, readable by BLIS alone.
    TlsKeyFile = "tls_key", Unsaid::None;
    /// An address and port, such as 0.0.0.0:80, at which plain http is sent on to public_url.
    RedirectListen = "redirect_listen", Unsaid::None;
    /// How many connections there may be at once, as far as the system gives files for them; who comes later waits.
    Connections = "connections", Unsaid::Fixed("16000");
    /// How many of them one address may hold. Proxies that are named in trusted_proxies are not counted.
    ConnectionsPerAddress = "connections_per_address", Unsaid::Fixed("256");
    /// The mail server that takes invitations and links for new passwords: smtps://user@host:465 (TLS), or
    /// smtp://user@host:587 (STARTTLS, without which nothing is sent). Without encryption only to an address of the
    /// own machine: smtp://127.0.0.1:25. When it is left out, no letters are sent, and who would need one is told so.
    SmtpUrl = "smtp_url", Unsaid::None;
    /// The file that holds the password for the user of smtp_url, on its first line.
    SmtpPasswordFile = "smtp_password_file", Unsaid::None;
    /// Whom the letters come from, such as BLIS <blis@example.lv>. Needed with smtp_url.
    MailFrom = "mail_from", Unsaid::None;
    /// Whether webhooks may be on this machine, and over plain http there: for whoever writes a receiver. Never where
    /// others may make webhooks; true or false.
    WebhooksOnLoopback = "webhooks_on_loopback", Unsaid::Fixed("false");
}

impl Key {
    /// The variable of the environment that holds it.
    pub(crate) fn variable(self) -> String {
        format!("BLIS_{}", self.name().to_ascii_uppercase())
    }

    /// The flag that holds it.
    pub(crate) fn flag(self) -> String {
        format!("--{}", self.name().replace('_', "-"))
    }

    /// The setting of a name in the file.
    pub(crate) fn from_name(name: &str) -> Option<Key> {
        Key::ALL.iter().copied().find(|key| key.name() == name)
    }

    /// Whether it holds several things.
    pub(crate) fn is_list(self) -> bool {
        self == Key::TrustedProxies
    }

    /// What it is when nobody says.
    pub(crate) fn default_text(self, data_dir: &Path) -> Option<String> {
        match self.unsaid() {
            Unsaid::Fixed(text) => Some(text.to_owned()),
            Unsaid::Beside(prefix, file) => Some(format!("{prefix}{}", data_dir.join(file).display())),
            Unsaid::None => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
