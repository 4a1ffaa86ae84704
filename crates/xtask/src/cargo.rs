//! Calling Cargo from within Cargo.

use std::env;
use std::io::IsTerminal;
use std::process::Command;

use crate::workspace::Workspace;

/// A Cargo command in the workspace root.
pub(crate) fn cargo<const N: usize>(workspace: &Workspace, arguments: [&str; N]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace.root()).args(arguments);
    // `cargo xtask` describes this package in the environment. Build scripts that watch such a variable would
    // find it changed against a plain `cargo build` and rebuild half of the tree each time the two alternate.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let of_this_package = [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
            "CARGO_PRIMARY_",
        ];
        if of_this_package.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

/// The crates that also run in the browser.
pub(crate) const BROWSER_CRATES: [&str; 4] = ["blis-domain", "blis-charts", "blis-client", "blis-frontend"];

/// What makes the program as it is released: it can send traces.
pub(crate) const WITH_TRACES: [&str; 2] = ["--features", "blis/otel"];

/// The target the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
