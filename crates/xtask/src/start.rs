//! `cargo xtask start` and `build`: from a clone to a page in the browser, by one command.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::Context;

use crate::cargo::{WITH_TRACES, cargo};
use crate::cli::{BuildOptions, StartOptions};
use crate::needs;
use crate::process;
use crate::spa::{self, Profile};
use crate::steps::Steps;
use crate::wasm_target;
use crate::workspace::Workspace;

/// `cargo xtask start`: builds everything, then becomes the server.
pub(crate) fn run(workspace: &Workspace, options: &StartOptions) -> anyhow::Result<ExitCode> {
    let program = build_program(workspace, &options.build)?;
    let mut serve = Command::new(&program);
    serve.args(["serve", "--demo"]).args(&options.serve);
    // This process turns into the server instead of minding it: the terminal, Ctrl-C, signals from a supervisor
    // and the exit code are then the server's own, with nothing in between to get wrong.
    let error = serve.exec();
    Err(error).with_context(|| format!("cannot start {}", program.display()))
}

/// `cargo xtask build`: the same without the start.
pub(crate) fn build(workspace: &Workspace, options: &BuildOptions) -> anyhow::Result<ExitCode> {
    let program = build_program(workspace, options)?;
    println!("\n{}", program.display());
    Ok(ExitCode::SUCCESS)
}

fn build_program(workspace: &Workspace, options: &BuildOptions) -> anyhow::Result<PathBuf> {
    let profile = if options.release { "release" } else { "start" };
    let mut steps = Steps::new(workspace, 3 + spa::STEPS)?;
    steps.run("Have the WebAssembly target", wasm_target::ensure)?;
    steps.run("Have a C compiler and the headers of OpenSSL", needs::openssl)?;
    spa::build(workspace, &mut steps, Profile::Wasm)?;
    steps.run("Build the server", |step| {
        let mut command = cargo(workspace, ["build", "--package", "blis"]);
        command.args(["--profile", profile]);
        if options.release {
            command.args(WITH_TRACES);
        }
        process::run_checked(command, step).map(drop)
    })?;
    Ok(workspace.executable(profile, "blis"))
}
