//! The one binary: serve, migrate, client, user, audit, push, backup, restore, openapi, config.
//!
//! `cli` says what can be asked for, `commands` has a file a command, `settings` says how a choice is made.
//! What a command prints for others to read goes to standard output, everything else to standard error.

use clap::Parser;
use std::process::ExitCode;

mod cli;
mod commands;
mod database;
mod demo;
mod error;
mod files;
#[doc(hidden)]
pub mod fuzzing;
mod lines;
mod logging;
mod mail;
mod map;
mod output;
mod push;
mod secret_files;
mod settings;
mod supervisor;
mod tables;
mod traces;
mod typed_password;

/// Does what the command line of this process says.
pub fn run() -> ExitCode {
    // A command line that cannot be understood ends here, with code 2.
    let cli = cli::Cli::parse();
    match commands::run(cli.command) {
        Ok(outcome) => outcome.code(),
        Err(error) => {
            eprintln!("blis: {error:#}");
            error::code(&error)
        }
    }
}
