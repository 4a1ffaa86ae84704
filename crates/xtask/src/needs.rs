//! What the chores need from the system, found or installed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::apt;
use crate::process;
use crate::steps::Step;

/// The oldest Node.js that runs the browser journeys.
const OLDEST_NODE: u32 = 20;

/// The headers of OpenSSL, which the bundled PostgreSQL client library is compiled against.
pub(crate) fn openssl(step: &Step) -> anyhow::Result<()> {
    let compiler = find_in_path("cc").is_some() || env::var_os("CC").is_some();
    let headers = env::var_os("OPENSSL_DIR").is_some()
        || process::succeeds(Command::new("pkg-config").args(["--exists", "openssl"]));
    if compiler && headers {
        step.note("already there");
        return Ok(());
    }
    apt::install(
        &["gcc", "libc6-dev", "pkg-config", "libssl-dev"],
        "building the database drivers",
        step,
    )
}

/// A Chromium to drive.
pub(crate) fn chromium(step: &Step) -> anyhow::Result<PathBuf> {
    if let Some(path) = env::var_os("BLIS_TEST_CHROMIUM") {
        return Ok(path.into());
    }
    if let Some(path) = installed_chromium() {
        return Ok(path);
    }
    apt::install(&["chromium"], "the browser journeys", step)?;
    installed_chromium().context("chromium was installed and still cannot be found in PATH")
}

fn installed_chromium() -> Option<PathBuf> {
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ]
    .into_iter()
    .find_map(find_in_path)
}

/// The program of SQLite.
pub(crate) fn sqlite(step: &Step) -> anyhow::Result<()> {
    if find_in_path("sqlite3").is_some() {
        return Ok(());
    }
    apt::install(&["sqlite3"], "measuring beside the loader of SQLite", step)
}

/// Node.js and npm.
pub(crate) fn node(step: &Step) -> anyhow::Result<()> {
    let mut missing = Vec::new();
    if find_in_path("node").is_none() {
        missing.push("nodejs");
    }
    if find_in_path("npm").is_none() {
        missing.push("npm");
    }
    if !missing.is_empty() {
        apt::install(&missing, "the browser journeys", step)?;
    }
    let version = process::capture(Command::new("node").arg("--version"))?;
    match major(&version) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => bail!(
            "the browser journeys need Node.js {OLDEST_NODE} or newer, and this is {version}: \
             install one from https://nodejs.org or from a newer release of your system, and put it first in PATH"
        ),
    }
}

/// The major number of a version such as `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// The first executable of that name in PATH.
pub(crate) fn find_in_path(name: &str) -> Option<PathBuf> {
    let directories = env::var_os("PATH")?;
    env::split_paths(&directories)
        .map(|directory| directory.join(name))
        .find(|path| is_executable(path))
}

fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_number_of_a_version_is_read() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("22"), Some(22));
        assert_eq!(major("next"), None);
    }

    #[test]
    fn programs_are_found_in_path() {
        assert!(find_in_path("sh").is_some());
        assert!(find_in_path("no-program-has-this-name").is_none());
    }
}
