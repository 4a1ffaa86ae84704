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
    if needs::find_in_path("openssl").is_none() {
        apt::install(&["openssl"], "the tests of letters", step)?;
    }
    let list = workspace.root().join("crates/testing/smtp/requirements.txt");
    environment(workspace, "python", &list, "the tests of letters", step)
}

/// An environment of Python below Cargo's output, with what a list names and nothing else; made anew when the list is
/// another. Answers its `python`. `why` is told when Python has to be installed.
pub(crate) fn environment(
    workspace: &Workspace,
    name: &str,
    list: &Path,
    why: &str,
    step: &Step,
) -> anyhow::Result<PathBuf> {
    let environment = workspace.notes().join(name);
    let python = environment.join("bin/python");
    let wanted = fs::read(list).with_context(|| format!("cannot read {}", list.display()))?;
    let wanted = hash::of(&wanted);
    let stamp = environment.join("requirements-hash");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        step.note("nothing changed");
        return Ok(python);
    }
    // Debian keeps what an environment takes in a package of its own.
    if !process::succeeds(Command::new("python3").args(["-c", "import ensurepip, venv"])) {
        apt::install(&["python3", "python3-venv"], why, step)?;
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv", "--clear"]).arg(&environment);
    process::run_checked(make, step)?;
    let mut fill = Command::new(&python);
    fill.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(["--no-deps", "--requirement"])
        .arg(list);
    process::run_checked(fill, step)?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(python)
}
