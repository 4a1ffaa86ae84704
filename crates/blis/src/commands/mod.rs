//! The commands, a file each.

mod audit_verify;
mod backup;
mod catalogue;
mod client_add;
mod client_list;
mod client_secret;
mod client_suspend;
mod config;
mod key;
mod mail_test;
mod migrate;
mod openapi;
mod restore;
mod serve;
mod user_add;
mod user_remove_codes;

use crate::cli::{
    AuditCommand, CatalogueCommand, ClientCommand, ClientSecretCommand, Command, KeyCommand, MailCommand,
    UserCommand,
};
use crate::error::Outcome;
use crate::logging;
use crate::push;

/// Runs a command to its end.
pub(crate) fn run(command: Command) -> anyhow::Result<Outcome> {
    // The server's log follows its settings; the other commands speak up when something is wrong.
    if !matches!(command, Command::Serve(_)) {
        logging::start_quiet()?;
    }
    match command {
        Command::Serve(args) => serve::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::Client(ClientCommand::Add(args)) => client_add::run(&args),
        Command::Client(ClientCommand::List(args)) => client_list::run(&args),
        Command::Client(ClientCommand::Secret(ClientSecretCommand::Add(args))) => client_secret::add(&args),
        Command::Client(ClientCommand::Secret(ClientSecretCommand::Revoke(args))) => {
            client_secret::revoke(&args)
        }
        Command::Client(ClientCommand::Suspend(args)) => client_suspend::suspend(&args),
        Command::Client(ClientCommand::Resume(args)) => client_suspend::resume(&args),
        Command::Key(KeyCommand::Rotate(args)) => key::rotate(&args),
        Command::Key(KeyCommand::List(args)) => key::list(&args),
        Command::User(UserCommand::Add(args)) => user_add::run(&args),
        Command::User(UserCommand::RemoveCodes(args)) => user_remove_codes::run(&args),
        Command::Mail(MailCommand::Test(args)) => mail_test::run(&args),
        Command::Audit(AuditCommand::Verify(args)) => audit_verify::run(&args),
        Command::Catalogue(CatalogueCommand::Export(args)) => catalogue::export(&args),
        Command::Catalogue(CatalogueCommand::Import(args)) => catalogue::import(&args),
        Command::Push(args) => push::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Openapi => openapi::run(),
        Command::Config(args) => config::run(&args),
    }
}
