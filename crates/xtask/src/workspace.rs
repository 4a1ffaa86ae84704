//! Where things are in the repository.

use std::env;
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
}

/// The directory below Cargo's output that holds what a profile builds.
pub(crate) fn profile_directory(profile: &str) -> &str {
    match profile {
        "dev" | "test" => "debug",
        "bench" => "release",
        other => other,
    }
}
