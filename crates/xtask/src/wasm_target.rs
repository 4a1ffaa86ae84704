//! The compiler's WebAssembly target, added when it is missing.
//!
//! rust-toolchain.toml names it too, but that line is acted on only where rustup installs by itself.

use std::path::Path;
use std::process::Command;

use anyhow::Context;

use crate::cargo::WASM;
use crate::process;
use crate::steps::Step;

/// Adds the target when it is not there.
pub(crate) fn ensure(step: &Step) -> anyhow::Result<()> {
    if is_installed() {
        step.note("already there");
        return Ok(());
    }
    step.tell(&format!(
        "Installing the compiler's target {WASM} (rustup target add)"
    ));
    let mut command = Command::new("rustup");
    command.args(["target", "add", WASM]);
    process::run_checked(command, step)
        .map(drop)
        .with_context(|| format!("the page needs the compiler's target {WASM}; with a toolchain that is not from rustup, install its package"))
}

/// Asks the compiler rather than rustup, so that a toolchain from elsewhere serves as well.
fn is_installed() -> bool {
    let libraries =
        process::capture(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    libraries.is_ok_and(|directory| Path::new(&directory).exists())
}
