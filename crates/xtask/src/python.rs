//! A Python of our own with what the tests run beside BLIS: the mail server that letters are sent to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::apt;
use crate::hash;
use crate::needs;
use crate::process;
use crate::steps::Step;
use crate::workspace::Workspace;

/// The variable that names a Python which has all of it already.
pub(crate) const PYTHON: &str = "BLIS_TEST_PYTHON";

/// Has the Python that the tests use: the one that is named, or an environment below Cargo's output with what
/// requirements.txt names.
pub(crate) fn have(workspace: &Workspace, step: &Step) -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os(PYTHON) {
        step.note("the one that is named");
        return Ok(named.into());
    }
    have_programs(step)?;
    let environment = workspace.notes().join("python");
    let python = environment.join("bin/python");
    let list = workspace.root().join("crates/testing/smtp/requirements.txt");
    let wanted = fs::read(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let wanted = hash::of(&wanted);
    let stamp = environment.join("requirements-hash");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        step.note("nothing changed");
        return Ok(python);
    }
    make(&environment, step)?;
    let mut install = Command::new(&python);
    install
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
        ])
        .arg(&list);
    process::run_checked(install, step)?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(python)
}

/// Makes an empty environment. Debian keeps what that takes in a package of its own, and says so only when asked.
fn make(environment: &Path, step: &Step) -> anyhow::Result<()> {
    let command = || {
        let mut command = Command::new("python3");
        command.args(["-m", "venv", "--clear"]).arg(environment);
        command
    };
    if process::run(command(), step)?.success() {
        return Ok(());
    }
    apt::install(&["python3-venv"], "the tests of letters", step)?;
    process::run_checked(command(), step).map(drop)
}

fn have_programs(step: &Step) -> anyhow::Result<()> {
    let mut missing = Vec::new();
    if needs::find_in_path("python3").is_none() {
        missing.extend(["python3", "python3-venv"]);
    }
    if needs::find_in_path("openssl").is_none() {
        missing.push("openssl");
    }
    match missing.is_empty() {
        true => Ok(()),
        false => apt::install(&missing, "the tests of letters", step),
    }
}
