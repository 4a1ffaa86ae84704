//! The Rust tests.
//!
//! Cargo compiles a dependency once per set of features, and the set depends on the packages and targets asked
//! for. The tests and the binary for the browser journeys are therefore built by one command over one selection,
//! so that each dependency is built once.

use std::path::Path;
use std::process::Command;

use super::counts::Counts;
use crate::cargo::{WITH_TRACES, cargo};
use crate::postgres;
use crate::process;
use crate::python::PYTHON;
use crate::steps::{Step, Steps};
use crate::workspace::Workspace;

/// The crates of the server's side. The page and this program are tested by themselves: their dependencies would
/// change the features of everybody else's.
const SERVER_SIDE: [&str; 5] = ["--workspace", "--exclude", "blis-frontend", "--exclude", "xtask"];

/// What is built before the tests run.
pub(crate) enum Scope {
    /// All tests, and the binary
    Everything,
    /// The binary for the browser journeys
    BinaryAlone,
}

/// Builds as one step.
pub(crate) fn build(workspace: &Workspace, steps: &mut Steps, scope: Scope) -> anyhow::Result<Counts> {
    let (name, command) = match scope {
        Scope::Everything => {
            let mut command = cargo(workspace, ["build", "--bins", "--tests"]);
            command.args(SERVER_SIDE).args(WITH_TRACES);
            ("Build the tests and the server", command)
        }
        Scope::BinaryAlone => {
            let mut command = cargo(workspace, ["build", "--package", "blis"]);
            command.args(WITH_TRACES);
            ("Build the server", command)
        }
    };
    steps.run(name, |step| {
        process::run_checked(command, step).map(|_| Counts::default())
    })
}

/// The packages tested by themselves: what is shown, and the package.
pub(crate) const TESTED_ALONE: [(&str, &str); 2] = [
    ("Test the page's logic", "blis-frontend"),
    ("Test the task runner", "xtask"),
];

/// Tests the server's side; the store and the API on PostgreSQL too when there is an address of one.
pub(crate) fn test_server_side(
    workspace: &Workspace,
    steps: &mut Steps,
    postgres_url: Option<&str>,
    python: Option<&Path>,
) -> anyhow::Result<Counts> {
    steps.run("Test the server's side", |step| {
        let mut command = cargo(workspace, ["test", "--no-fail-fast"]);
        command.args(SERVER_SIDE).args(WITH_TRACES);
        if let Some(python) = python {
            command.env(PYTHON, python);
        }
        match postgres_url {
            Some(url) => command.env(postgres::URL, url),
            None => command.env_remove(postgres::URL).env(postgres::SKIP, "1"),
        };
        count(command, step)
    })
}

/// Tests one package.
pub(crate) fn test_package(
    workspace: &Workspace,
    steps: &mut Steps,
    name: &str,
    package: &str,
) -> anyhow::Result<Counts> {
    steps.run(name, |step| {
        count(
            cargo(workspace, ["test", "--no-fail-fast", "--package", package]),
            step,
        )
    })
}

fn count(command: Command, step: &Step) -> anyhow::Result<Counts> {
    let finished = process::run(command, step)?;
    let counts = Counts::of_cargo(&finished.output, finished.success());
    step.note(counts.to_string());
    if counts.failed > 0 {
        step.mark_failed();
        step.show(&process::telling_lines(&finished.output));
    }
    Ok(counts)
}
