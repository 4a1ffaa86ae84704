//! Building the page: WebAssembly, its JavaScript, the styles and the document that loads them, into target/spa.
//!
//! The WebAssembly is cut: what the first comparison needs, and pieces that are loaded when they are asked for.
//! File names carry the hash of their content, so that a browser may keep them for ever; every file has a brotli
//! copy beside it, so that the server never compresses one. What is already built from the same input stays.

mod assemble;
mod bindgen;
mod compress;
mod split;
mod stamp;
mod styles;
mod template;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::cargo::{WASM, cargo};
use crate::cli::SpaOptions;
use crate::process;
use crate::steps::{Step, Steps};
use crate::wasm_target;
use crate::workspace::{Workspace, profile_directory};

/// How many bytes of brotli the first comparison may take: what a visitor on a slow line waits for. Pieces that are
/// loaded later do not count.
const LIMIT_BYTES: u64 = 350_000;

/// How the page is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// Small above all: what is shipped
    Wasm,
    /// Quick to build, with names
    Dev,
}

impl Profile {
    fn cargo_name(self) -> &'static str {
        match self {
            Self::Wasm => "wasm",
            Self::Dev => "dev",
        }
    }

    /// Brotli's effort: the last per cent for what is shipped, speed for what is looked at once.
    fn compression(self) -> i32 {
        match self {
            Self::Wasm => 11,
            Self::Dev => 5,
        }
    }
}

/// `cargo xtask spa`
pub(crate) fn run(workspace: &Workspace, options: &SpaOptions) -> anyhow::Result<ExitCode> {
    let mut steps = Steps::new(workspace, 1 + STEPS)?;
    steps.run("Have the WebAssembly target", wasm_target::ensure)?;
    let size = build(workspace, &mut steps, options.profile)?;
    size.check(options.profile)?;
    Ok(ExitCode::SUCCESS)
}

/// How many steps `build` takes.
pub(crate) const STEPS: usize = 2;

/// Builds the page. What it may weigh is for the caller to check: a page that grew too heavy is still one to look at.
pub(crate) fn build(workspace: &Workspace, steps: &mut Steps, profile: Profile) -> anyhow::Result<Size> {
    let wasm = steps.run("Compile the page to WebAssembly", |step| {
        compile(workspace, profile, step)
    })?;
    steps.run("Bind, hash and compress the page", |step| {
        let source = assemble::Source::read(workspace, &wasm, profile)?;
        let (size, fresh) = match stamp::fresh_size(workspace, &source) {
            Some(size) => (size, " · nothing changed"),
            None => (assemble::write(workspace, &source)?, ""),
        };
        if size.check(profile).is_err() {
            step.mark_failed();
        }
        step.note(format!(
            "{} KB of {} KB brotli, {} KB later{fresh}",
            size.first.div_ceil(1000),
            LIMIT_BYTES / 1000,
            size.later.div_ceil(1000)
        ));
        Ok(size)
    })
}

/// How many bytes of the page travel to a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Size {
    /// Before the first comparison is there
    first: u64,
    /// When other pages are asked for, all of them together
    later: u64,
}

impl Size {
    /// An error when the shipped page is heavier than it may be.
    pub(crate) fn check(self, profile: Profile) -> anyhow::Result<()> {
        if profile == Profile::Wasm && self.first > LIMIT_BYTES {
            bail!(
                "the first comparison takes {} bytes of brotli, more than the {LIMIT_BYTES} it may take. \
                 Find what grew (a new dependency? a feature of one? a page that could be loaded later?) before \
                 thinking of the limit: it is the wait of somebody on a slow line.",
                self.first
            );
        }
        Ok(())
    }
}

fn compile(workspace: &Workspace, profile: Profile, step: &Step) -> anyhow::Result<PathBuf> {
    let mut command = cargo(
        workspace,
        ["rustc", "--package", "blis-frontend", "--target", WASM],
    );
    command.args(["--bin", "blis-frontend", "--profile", profile.cargo_name(), "--"]);
    command.args(split::LINK_ARGUMENTS);
    process::run_checked(command, step)?;
    let directory = workspace
        .target()
        .join(WASM)
        .join(profile_directory(profile.cargo_name()));
    let wasm = directory.join("blis-frontend.wasm");
    fs::metadata(&wasm).with_context(|| format!("the build left no {}", wasm.display()))?;
    Ok(wasm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_loaded_first_of_the_shipped_page_is_held_to_the_limit() {
        let of = |first, later| Size { first, later };
        assert!(of(LIMIT_BYTES, LIMIT_BYTES * 9).check(Profile::Wasm).is_ok());
        assert!(of(LIMIT_BYTES + 1, 0).check(Profile::Wasm).is_err());
        assert!(of(LIMIT_BYTES * 9, 0).check(Profile::Dev).is_ok());
    }
}
