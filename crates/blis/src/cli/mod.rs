//! The command line: every command, with the arguments of each group of them in a file of its own. What they mean for
//! the settings is said in [`crate::settings`].

mod audit;
mod backup;
mod catalogue;
mod client;
mod key;
mod mail;
mod push;
mod serve;
mod settings;
mod user;

pub(crate) use audit::{AuditCommand, VerifyAuditArgs};
pub(crate) use backup::{BackupArgs, RestoreArgs};
pub(crate) use catalogue::{CatalogueCommand, ExportCatalogueArgs, ImportCatalogueArgs};
pub(crate) use client::{
    AddClientArgs, AddClientSecretArgs, ClientArgs, ClientCommand, ClientSecretCommand, ListClientsArgs,
    RevokeClientSecretArgs,
};
pub(crate) use key::{KeyArgs, KeyCommand};
pub(crate) use mail::{MailCommand, TestMailArgs};
pub(crate) use push::PushArgs;
pub(crate) use serve::{ConfigArgs, MigrateArgs, ServeArgs};
pub(crate) use settings::{DataArgs, SettingsArgs};
pub(crate) use user::{AddUserArgs, RemoveCodesArgs, UserCommand};

use blis_domain::text::Language;
use clap::{Parser, Subcommand, ValueEnum};

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
    /// Sheets of the indicators, as a file
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Key;
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
