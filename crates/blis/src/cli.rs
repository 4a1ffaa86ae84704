//! The command line: every command and its arguments. What they mean for the settings is said in
//! [`crate::settings`].

use crate::settings::Key;
use blis_domain::period::Period;
use blis_domain::receipt::BatchMode;
use blis_domain::text::Language;
use blis_store::AuditHead;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::collections::HashMap;
use std::path::PathBuf;

/// BLIS, the benchlearning database of Latvian municipalities.
///
/// Exit codes: 0 done, 1 refused or failed, 2 wrong use.
#[derive(Debug, Parser)]
#[command(name = "blis", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the page and the API
    Serve(ServeArgs),
    /// Bring the database to this release
    Migrate(MigrateArgs),
    /// Machine clients, which push figures or read them
    #[command(subcommand)]
    Client(ClientCommand),
    /// People who sign in
    #[command(subcommand)]
    User(UserCommand),
    /// Keys that sign access tokens
    #[command(subcommand)]
    Key(KeyCommand),
    /// Letters
    #[command(subcommand)]
    Mail(MailCommand),
    /// The audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Push files of figures into a feed of a server
    Push(PushArgs),
    /// Copy the database into a new folder, while the server runs
    Backup(BackupArgs),
    /// Restore a backup where there is no database, or check that it is whole
    Restore(RestoreArgs),
    /// Print the OpenAPI document of the API
    Openapi,
    /// Print the settings in force and where each came from
    Config(ConfigArgs),
}

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
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// Load invented figures and memberships for demonstration, into a database without real ones
    #[arg(long)]
    pub(crate) demo: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Say what would be run and run nothing; exit code 1 when there is anything
    #[arg(long)]
    pub(crate) check: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print a commented sample of the settings file instead
    #[arg(long, conflicts_with = "json")]
    pub(crate) sample: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClientCommand {
    /// Add a client and print its id and its secret, which is shown this once
    Add(AddClientArgs),
    /// List the clients with their secrets: when they end and when they were last used
    List(ListClientsArgs),
    /// Further secrets of a client
    #[command(subcommand)]
    Secret(ClientSecretCommand),
    /// Keep a client out; tokens it has open nothing from now on
    Suspend(ClientArgs),
    /// Let a suspended client in again
    Resume(ClientArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClientSecretCommand {
    /// Give a client another secret beside those it has, and print it this once
    Add(AddClientSecretArgs),
    /// Revoke a secret of a client
    Revoke(RevokeClientSecretArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ListClientsArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ClientArgs {
    /// Id of the client
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AddClientSecretArgs {
    /// Id of the client
    pub(crate) id: String,
    /// Days until the secret ends [default: it does not]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub(crate) expires: Option<u16>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print nothing but the JSON, in one line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RevokeClientSecretArgs {
    /// Id of the client
    pub(crate) id: String,
    /// Id of the secret, as `blis client list` shows it
    pub(crate) secret: String,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Make a key that will sign in an hour; running servers see it by themselves, and nobody is signed out
    Rotate(KeyArgs),
    /// List the keys and what each does now
    List(KeyArgs),
}

#[derive(Debug, Args)]
pub(crate) struct KeyArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Key that signed first; the others are in signing-keys beside it [default: signing-key.pem in the data directory]
    #[arg(long, value_name = "FILE")]
    pub(crate) signing_key_file: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AddClientArgs {
    /// Name for people: who it is and what it is for
    pub(crate) name: String,
    /// What it may do: feed:write or data:read; may be given several times
    #[arg(long = "scope", value_name = "SCOPE", required = true)]
    pub(crate) scopes: Vec<String>,
    /// Feed it writes to; needed for feed:write
    #[arg(long)]
    pub(crate) feed: Option<String>,
    /// Days until its secret ends [default: it does not]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub(crate) expires: Option<u16>,
    /// Address or network it may come from; may be given several times [default: from anywhere]
    #[arg(long = "allow-address", value_name = "ADDRESS")]
    pub(crate) allow_addresses: Vec<String>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print nothing but the JSON, in one line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add a person; the password is typed unseen, or is a line on standard input
    Add(AddUserArgs),
    /// Take the one-time codes of a person away, who lost the app and the recovery codes; or of all whose codes the
    /// sealing key does not open any more
    RemoveCodes(RemoveCodesArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RemoveCodesArgs {
    /// E-mail address that the person signs in with
    #[arg(required_unless_present = "lost")]
    pub(crate) email: Option<String>,
    /// Of everybody whose codes were sealed with another key than the one there is, when `blis serve` says how many
    /// that are: the same number
    #[arg(long, value_name = "PEOPLE", conflicts_with = "email")]
    pub(crate) lost: Option<usize>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AddUserArgs {
    /// E-mail address to sign in with
    pub(crate) email: String,
    /// Name for others
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Role, with its place where it has one: member:0840200, coordinator:N2, steward; may be given several times
    #[arg(long = "role", value_name = "ROLE[:CODE]")]
    pub(crate) roles: Vec<String>,
    /// Without a password: the person is invited, and becomes active by signing in through a service that has verified
    /// the address
    #[arg(long)]
    pub(crate) invited: bool,
    /// Language of letters and pages
    #[arg(long, value_name = "LANGUAGE", default_value = "lv")]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    /// Send a test letter by the mail server of the settings
    Test(TestMailArgs),
}

#[derive(Debug, Args)]
pub(crate) struct TestMailArgs {
    /// Where to send it
    pub(crate) address: String,
    /// Language of the letter
    #[arg(long, value_name = "LANGUAGE", default_value = "lv")]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Check that no entry of the log was changed or is missing
    Verify(VerifyAuditArgs),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyAuditArgs {
    /// Head that was printed or logged earlier and must still be in the log: without one, entries cut off its end
    /// are not missed
    #[arg(long, value_name = "SEQ:HASH")]
    pub(crate) expect: Option<AuditHead>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PushArgs {
    /// Files: .csv, .json or .ndjson with the fields of the API, or any table with --map
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Address of the server
    #[arg(long, value_name = "URL")]
    pub(crate) url: String,
    /// Id of the machine client
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: String,
    /// File that holds the client's secret
    #[arg(long, value_name = "FILE")]
    pub(crate) client_secret_file: PathBuf,
    /// Feed to push into
    #[arg(long, default_value = "srda")]
    pub(crate) feed: String,
    /// Try it and store nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Whether one bad row refuses all
    #[arg(long, default_value = "atomic")]
    pub(crate) mode: Mode,
    /// Map for tables of another shape
    #[arg(long, value_name = "MAP.toml")]
    pub(crate) map: Option<PathBuf>,
    /// Period of the figures, where the map leaves it to the table
    #[arg(long, requires = "map")]
    pub(crate) period: Option<Period>,
    /// Rows sent in one batch; a batch is stored whole or not at all
    #[arg(long, value_name = "ROWS", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) batch_rows: u32,
    /// Push again what was pushed before, instead of getting its old receipt
    #[arg(long)]
    pub(crate) anew: bool,
    /// Language of the server's sentences
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: Lang,
    /// Print the receipt as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where the programs that come with PostgreSQL are.
#[derive(Debug, Args)]
pub(crate) struct PostgresArgs {
    /// Folder with pg_dump and pg_restore [default: where programs are found]
    #[arg(long = "postgres-programs", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// Folder to make; there must be nothing of this name
    #[arg(value_name = "TO")]
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(flatten)]
    pub(crate) postgres: PostgresArgs,
    /// Print the manifest as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// Folder that `blis backup` made
    #[arg(value_name = "FROM")]
    pub(crate) from: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(flatten)]
    pub(crate) postgres: PostgresArgs,
    /// Check the backup where it lies, and restore nothing
    #[arg(long)]
    pub(crate) check_only: bool,
    /// Print the manifest as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// [`BatchMode`] on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Mode {
    /// All rows or none
    Atomic,
    /// The good rows
    Partial,
}

impl From<Mode> for BatchMode {
    fn from(mode: Mode) -> BatchMode {
        match mode {
            Mode::Atomic => BatchMode::Atomic,
            Mode::Partial => BatchMode::Partial,
        }
    }
}

/// [`Language`] on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Lang {
    /// Latvian
    Lv,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Lv => Language::Lv,
            Lang::En => Language::En,
        }
    }
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

impl KeyArgs {
    /// The settings that were given as flags.
    pub(crate) fn flags(&self) -> HashMap<Key, String> {
        let mut flags = self.data.flags();
        flags.extend(given([(Key::SigningKeyFile, &self.signing_key_file)]));
        flags
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
        ]));
        flags
    }
}

fn given<const N: usize>(flags: [(Key, &Option<String>); N]) -> HashMap<Key, String> {
    flags
        .into_iter()
        .filter_map(|(key, text)| Some((key, text.clone()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_setting_has_its_flag() {
        let mut command = Cli::command();
        let serve = command.find_subcommand_mut("serve").unwrap();
        for key in Key::ALL {
            let flag = key.flag();
            assert!(
                serve.get_arguments().any(|argument| argument
                    .get_long()
                    .is_some_and(|long| format!("--{long}") == flag)),
                "`blis serve` lacks {flag}"
            );
        }
    }
}
