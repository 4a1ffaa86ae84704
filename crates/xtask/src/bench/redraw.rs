//! How long the page takes from a change of year or peers to the new drawing, in Chromium.
//!
//! The page marks each redraw as a `blis:redraw` measure of the browser's performance timeline; the script in
//! e2e/bench changes the year and the peers as a person would and reads them.

use std::process::Command;

use crate::needs;
use crate::process;
use crate::steps::Step;
use crate::test;
use crate::workspace::Workspace;

/// What the script found.
pub(crate) struct Redraw {
    /// Median, 95th percentile, and their ratio to a frame, as the script words them
    pub(crate) report: String,
    /// Whether the median redraw fits a frame
    pub(crate) good: bool,
}

/// Measures through Chromium against a running server.
pub(crate) fn measure(workspace: &Workspace, url: &str, step: &Step) -> anyhow::Result<Redraw> {
    needs::node(step)?;
    let chromium = needs::chromium(step)?;
    test::install_packages(workspace, step)?;
    let mut command = Command::new("node");
    command
        .args(["bench/redraw.mjs", url])
        .current_dir(workspace.e2e())
        .env("BLIS_TEST_CHROMIUM", chromium);
    let finished = process::run(command, step)?;
    step.note("");
    if !finished.success() {
        step.mark_failed();
    }
    Ok(Redraw {
        report: finished.output.trim_end().to_owned(),
        good: finished.success(),
    })
}
