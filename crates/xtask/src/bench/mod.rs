//! `cargo xtask bench`: the speeds people notice, measured on the optimised binary.

mod compare;
mod feed;
mod http;
mod redraw;

use std::process::ExitCode;

use crate::cargo::cargo;
use crate::cli::{BenchOptions, BenchPart};
use crate::demo_server::Server;
use crate::needs;
use crate::postgres::Postgres;
use crate::process;
use crate::spa::{self, Profile};
use crate::steps::Steps;
use crate::wasm_target;
use crate::workspace::Workspace;

/// Builds what is shipped, starts servers, and measures.
pub(crate) fn run(workspace: &Workspace, options: &BenchOptions) -> anyhow::Result<ExitCode> {
    let measures = |part| options.only.is_none_or(|only| only == part);
    let page = measures(BenchPart::Compare) || measures(BenchPart::Redraw);
    let shared = if page { 2 + spa::STEPS } else { 0 };
    let feed = if measures(BenchPart::Feed) { 3 } else { 0 };
    let parts = usize::from(measures(BenchPart::Compare)) + usize::from(measures(BenchPart::Redraw));
    let mut steps = Steps::new(workspace, 2 + shared + feed + parts)?;

    steps.run("Have a C compiler and the headers of OpenSSL", needs::openssl)?;
    if page {
        steps.run("Have the WebAssembly target", wasm_target::ensure)?;
        spa::build(workspace, &mut steps, Profile::Wasm)?;
    }
    steps.run("Build the server", |step| {
        process::run_checked(
            cargo(workspace, ["build", "--release", "--package", "blis"]),
            step,
        )
        .map(drop)
    })?;
    let mut good = true;
    if page {
        good &= measure_page(workspace, options, &mut steps)?;
    }
    if measures(BenchPart::Feed) {
        good &= measure_feed(workspace, options, &mut steps)?;
    }
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Comparisons and redraws, with the demonstration data.
fn measure_page(workspace: &Workspace, options: &BenchOptions, steps: &mut Steps) -> anyhow::Result<bool> {
    let measures = |part| options.only.is_none_or(|only| only == part);
    let server = steps.run("Start the server", |_| {
        Server::start(&workspace.executable("release", "blis"))
    })?;
    if measures(BenchPart::Compare) {
        let result = steps.run("Measure comparisons", |_| {
            compare::measure(server.address(), options.requests)
        })?;
        println!("{result}");
    }
    if !measures(BenchPart::Redraw) {
        return Ok(true);
    }
    let result = steps.run("Measure redraws", |step| {
        redraw::measure(workspace, server.url(), step)
    })?;
    println!("{}", result.report);
    Ok(result.good)
}

/// Pushes, on both databases.
fn measure_feed(workspace: &Workspace, options: &BenchOptions, steps: &mut Steps) -> anyhow::Result<bool> {
    let program = workspace.executable("release", "blis");
    let postgres = steps.run("Have PostgreSQL and the loaders", |step| {
        needs::sqlite(step)?;
        Postgres::have(step)
    })?;
    let sqlite = steps.run("Measure a feed on SQLite", |step| {
        feed::on_sqlite(&program, options.rows, step)
    })?;
    println!("{sqlite}");
    let postgres = steps.run("Measure a feed on PostgreSQL", |step| {
        feed::on_postgres(&program, postgres.url(), options.rows, step)
    })?;
    println!("{postgres}");
    Ok(sqlite.good() && postgres.good())
}
