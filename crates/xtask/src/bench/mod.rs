//! `cargo xtask bench`: the two speeds people notice, measured on the optimised binary.

mod compare;
mod http;
mod redraw;

use std::process::ExitCode;

use crate::cargo::cargo;
use crate::cli::{BenchOptions, BenchPart};
use crate::demo_server::Server;
use crate::needs;
use crate::process;
use crate::spa::{self, Profile};
use crate::steps::Steps;
use crate::wasm_target;
use crate::workspace::Workspace;

/// Builds the shipped page and server, starts them with the demonstration data, and measures.
pub(crate) fn run(workspace: &Workspace, options: &BenchOptions) -> anyhow::Result<ExitCode> {
    let measures_redraw = options.only != Some(BenchPart::Compare);
    let measures_compare = options.only != Some(BenchPart::Redraw);
    let measures = usize::from(measures_redraw) + usize::from(measures_compare);
    let mut steps = Steps::new(workspace, 4 + spa::STEPS + measures)?;

    steps.run("Have the WebAssembly target", wasm_target::ensure)?;
    steps.run("Have a C compiler and the headers of OpenSSL", needs::openssl)?;
    spa::build(workspace, &mut steps, Profile::Wasm)?;
    steps.run("Build the server", |step| {
        process::run_checked(
            cargo(workspace, ["build", "--release", "--package", "blis"]),
            step,
        )
        .map(drop)
    })?;
    let server = steps.run("Start the server", |_| {
        Server::start(&workspace.executable("release", "blis"))
    })?;

    let mut good = true;
    if measures_compare {
        let result = steps.run("Measure comparisons", |_| {
            compare::measure(server.address(), options.requests)
        })?;
        println!("{result}");
    }
    if measures_redraw {
        let result = steps.run("Measure redraws", |step| {
            redraw::measure(workspace, server.url(), step)
        })?;
        println!("{}", result.report);
        good = result.good;
    }
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
