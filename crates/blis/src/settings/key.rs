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
    /// Where BLIS keeps its database, its signing key and this file, unless told otherwise. Made when it is not
    /// there, readable by its owner alone. A file inside the directory itself cannot name another one.
    DataDir = "data_dir", Unsaid::Fixed("data");
    /// The address and port to listen at; port 0 takes a free one.
    Listen = "listen", Unsaid::Fixed("127.0.0.1:8080");
    /// The database: postgres://user:password@host/name, or sqlite: and a file.
    DatabaseUrl = "database_url", Unsaid::Beside("sqlite:", "blis.db");
    /// The key that signs access tokens. Made when it is not there. Those that `blis key rotate` makes later are in
    /// the folder signing-keys beside it.
    SigningKeyFile = "signing_key_file", Unsaid::Beside("", "signing-key.pem");
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
    /// five times. Behind a proxy the address is the one that it adds to X-Forwarded-For.
    RatePerMinute = "rate_per_minute", Unsaid::Fixed("600");
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
