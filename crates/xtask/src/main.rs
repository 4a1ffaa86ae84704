//! The task runner: every chore of the project, started as `cargo xtask …`.
//!
//! A developer and the continuous integration call the same commands, so that what passes on one desk passes
//! everywhere. Nothing has to be installed beside Cargo to begin: each command adds what it lacks, and says so.
#![expect(
    clippy::print_stdout,
    reason = "telling the developer what happens is the job of this program"
)]

mod ansi;
mod apt;
mod bench;
mod cargo;
mod checks;
mod cli;
mod demo_server;
mod dependency_rule;
mod fuzz;
mod hash;
mod interrupt;
mod needs;
mod openapi;
mod port;
mod postgres;
mod process;
mod python;
mod spa;
mod start;
mod steps;
mod test;
mod wasm_target;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::interrupt::Interrupted;
use crate::workspace::Workspace;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) if error.is::<Interrupted>() => {
            eprintln!("Interrupted.");
            // The shell's way of saying "ended by Ctrl-C".
            ExitCode::from(130)
        }
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    interrupt::listen()?;
    let workspace = Workspace::find()?;
    match cli.command {
        Command::Start(options) => start::run(&workspace, &options),
        Command::Build(options) => start::build(&workspace, &options),
        Command::Spa(options) => spa::run(&workspace, &options),
        Command::Openapi => openapi::run(&workspace),
        Command::Ci => checks::run(&workspace),
        Command::Test(options) => test::run(&workspace, &options),
        Command::Bench(options) => bench::run(&workspace, &options),
        Command::Fuzz(options) => fuzz::run(&workspace, &options),
    }
}
