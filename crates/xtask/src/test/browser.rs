//! The browser journeys: Playwright drives Chromium against the real binary, on each
//! database: as on a desktop on both, as on a phone on SQLite.

use std::fs;
use std::process::Command;

use anyhow::Context;

use super::Journeys;
use super::counts::Counts;
use crate::hash;
use crate::postgres;
use crate::process;
use crate::spa::{self, Profile};
use crate::steps::{Step, Steps};
use crate::workspace::Workspace;

/// How many steps come after the page is built and before the journeys.
pub(crate) const PREPARING_STEPS: usize = 2;

/// Builds the page and runs the journeys.
pub(crate) fn run(
    workspace: &Workspace,
    steps: &mut Steps,
    journeys: &Journeys<'_>,
) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    let size = spa::build(workspace, steps, Profile::Wasm)?;
    counts.attempt(size.check(Profile::Wasm).map(|()| Counts::default()))?;
    steps.run("Install the packages of the journeys", |step| {
        install_packages(workspace, step)
    })?;

    let mut counts = Counts::default();
    counts += steps.run("Check the types of the journeys", |step| {
        let mut command = Command::new("npm");
        command
            .args(["run", "--silent", "typecheck"])
            .current_dir(workspace.e2e());
        let finished = process::run(command, step)?;
        if finished.success() {
            return Ok(Counts::default());
        }
        step.mark_failed();
        step.show(&finished.output);
        Ok(Counts::BROKEN)
    })?;
    counts += steps.run("Browser journeys on SQLite", |step| {
        run_on(workspace, journeys, "sqlite", &[], step)
    })?;
    if journeys.postgres_url.is_some() {
        counts += steps.run("Browser journeys on PostgreSQL", |step| {
            // How a page looks, and fits a phone, does not hang on the database.
            run_on(workspace, journeys, "postgres", &["api", "desktop"], step)
        })?;
    }
    Ok(counts)
}

/// Installs what package-lock.json names, unless that is what is there.
pub(crate) fn install_packages(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    let lock = workspace.e2e().join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let wanted = hash::of(&lock);
    let stamp = workspace.e2e().join("node_modules/.blis-lock-hash");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        step.note("nothing changed");
        return Ok(());
    }
    let mut command = Command::new("npm");
    // Without scripts no package downloads a browser, or does anything else, while being installed.
    command
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(workspace.e2e());
    process::run_checked(command, step)?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Runs the journeys of some projects; of all where none is named.
fn run_on(
    workspace: &Workspace,
    journeys: &Journeys<'_>,
    database: &str,
    projects: &[&str],
    step: &Step,
) -> anyhow::Result<Counts> {
    let report = workspace.notes().join(format!("journeys-{database}.json"));
    // The report of an earlier run must not be taken for one of this run.
    if report.exists() {
        fs::remove_file(&report).with_context(|| format!("cannot remove {}", report.display()))?;
    }
    let mut command = Command::new("npx");
    command
        .args(["--no-install", "playwright", "test"])
        .args(projects.iter().flat_map(|project| ["--project", project]))
        .current_dir(workspace.e2e())
        .env("BLIS_E2E_DATABASE", database)
        .env("BLIS_E2E_BINARY", workspace.executable("dev", "blis"))
        .env("BLIS_E2E_REPORT", &report)
        .env("BLIS_TEST_CHROMIUM", &journeys.chromium);
    if let Some(url) = journeys.postgres_url {
        command.env(postgres::URL, url);
    }
    let finished = process::run(command, step)?;
    let counts = match fs::read_to_string(&report) {
        Ok(report) => Counts::of_playwright(&report, finished.success())?,
        Err(_) => Counts::BROKEN,
    };
    step.note(counts.to_string());
    if counts.failed > 0 {
        step.mark_failed();
        step.show(&finished.output);
    }
    Ok(counts)
}
