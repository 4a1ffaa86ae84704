//! Where things are in the repository.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The paths every chore starts from.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace this program was built in.
    pub(crate) fn find() -> anyhow::Result<Self> {
        // Cargo sets the variable when it runs the program; the fallback serves a directly started executable.
        let package =
            env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&package)
            .ancestors()
            .nth(2)
            .context("xtask must lie two folders below the workspace root")?
            .to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(directory) => root.join(directory),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's output directory.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// What this program keeps between its runs: logs, reports, stamps.
    pub(crate) fn notes(&self) -> PathBuf {
        self.target.join("xtask")
    }

    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }

    /// The finished page. blis-api embeds this very folder, wherever Cargo's output goes.
    pub(crate) fn spa(&self) -> PathBuf {
        self.root.join("target/spa")
    }

    /// An executable of the workspace built with the given Cargo profile.
    pub(crate) fn executable(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile_directory(profile))
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// Makes sure that the folder blis-api embeds is there with something in it, so that the server can be
    /// built and tested before anybody has built the page.
    pub(crate) fn ensure_placeholder(&self) -> anyhow::Result<()> {
        let index = self.spa().join("index.html");
        if index.exists() {
            return Ok(());
        }
        fs::create_dir_all(self.spa()).with_context(|| format!("cannot create {}", self.spa().display()))?;
        fs::write(&index, PLACEHOLDER).with_context(|| format!("cannot write {}", index.display()))
    }
}

const PLACEHOLDER: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>BLIS</title>\n\
    <p>The page has not been built yet: run <code>cargo xtask spa</code>.</p>\n</html>\n";

/// The directory below Cargo's output that holds what a profile builds.
pub(crate) fn profile_directory(profile: &str) -> &str {
    match profile {
        "dev" | "test" => "debug",
        "bench" => "release",
        other => other,
    }
}
