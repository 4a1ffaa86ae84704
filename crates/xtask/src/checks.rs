//! `cargo xtask ci`: what is checked without running the product.

use std::process::{Command, ExitCode};

use crate::cargo::{BROWSER_CRATES, WASM, WITH_TRACES, cargo};
use crate::dependency_rule;
use crate::interrupt::Interrupted;
use crate::needs;
use crate::process;
use crate::steps::{Step, Steps};
use crate::wasm_target;
use crate::workspace::Workspace;

/// `cargo xtask ci`
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let mut steps = Steps::new(workspace, 2 + CHECKS.len())?;
    steps.run("Have the WebAssembly target", wasm_target::ensure)?;
    steps.run("Have a C compiler and the headers of OpenSSL", needs::openssl)?;
    let failed = run_all(workspace, &mut steps)?;
    if failed > 0 {
        println!("\n{failed} of {} checks failed", CHECKS.len());
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// A check: what is shown while it runs, and the check.
type Check = (&'static str, fn(&Workspace, &Step) -> anyhow::Result<()>);

/// Every check, the quick ones first.
pub(crate) const CHECKS: [Check; 8] = [
    ("Check the format", format),
    ("Check the dependency rule", dependency_rule::check),
    ("Lint the server's side", lint_host),
    ("Lint the program with traces", lint_traces),
    ("Check what is only in the optimised build", optimised),
    ("Lint the browser's side", lint_wasm),
    ("Check the documentation", documentation),
    ("Check each database alone", databases_alone),
];

/// Runs all checks, also after one failed, and answers how many did.
pub(crate) fn run_all(workspace: &Workspace, steps: &mut Steps) -> anyhow::Result<usize> {
    let mut failed = 0;
    for (name, check) in CHECKS {
        match steps.run(name, |step| check(workspace, step)) {
            Ok(()) => {}
            Err(error) if error.is::<Interrupted>() => return Err(error),
            Err(error) => {
                failed += 1;
                eprintln!("\n{error:#}\n");
            }
        }
    }
    Ok(failed)
}

fn format(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    process::run_checked(cargo(workspace, ["fmt", "--all", "--check"]), step).map(drop)
}

fn lint_host(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    let arguments = [
        "clippy",
        "--workspace",
        "--exclude",
        "blis-frontend",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    process::run_checked(cargo(workspace, arguments), step).map(drop)
}

/// The feature of released programs, which the everyday build is without.
fn lint_traces(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    let mut command = cargo(workspace, ["clippy", "--package", "blis", "--all-targets"]);
    command.args(WITH_TRACES).args(["--", "-D", "warnings"]);
    process::run_checked(command, step).map(drop)
}

/// Optimised programs have the page inside, and no debug assertions. That is all in our own code that depends on the
/// build, so our own crates and those that embed the page are compiled as they are there: a minute, where a whole
/// second build would be many.
fn optimised(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    let mut command = cargo(workspace, ["check", "--package", "blis"]);
    for package in [
        "rust-embed",
        "rust-embed-utils",
        "blis-domain",
        "blis-charts",
        "blis-store",
        "blis-api",
        "blis-client",
        "blis",
    ] {
        let setting = format!("profile.dev.package.{package}.debug-assertions=false");
        command.args(["--config", &setting]);
    }
    process::run_checked(command, step).map(drop)
}

fn lint_wasm(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    let lint = |packages: &[&str], targets: &[&str]| {
        let mut command = cargo(workspace, ["clippy", "--target", WASM]);
        for package in packages {
            command.args(["--package", package]);
        }
        command.args(targets).args(["--", "-D", "warnings"]);
        process::run_checked(command, step).map(drop)
    };
    lint(&BROWSER_CRATES, &[])?;
    // The tests of the page are not linted with the server's side; those of the other crates are.
    lint(&["blis-frontend"], &["--all-targets"])
}

fn documentation(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    let document = |mut command: Command| {
        command.env("RUSTDOCFLAGS", "-D warnings");
        process::run_checked(command, step).map(drop)
    };
    let host = [
        "doc",
        "--workspace",
        "--exclude",
        "blis-frontend",
        "--no-deps",
        "--document-private-items",
    ];
    document(cargo(workspace, host))?;
    document(cargo(
        workspace,
        [
            "doc",
            "--package",
            "blis-frontend",
            "--no-deps",
            "--document-private-items",
            "--target",
            WASM,
        ],
    ))
}

/// Code that only compiles while both databases are there would take the choice away.
fn databases_alone(workspace: &Workspace, step: &Step) -> anyhow::Result<()> {
    for database in ["sqlite", "postgres"] {
        let mut command = cargo(
            workspace,
            ["check", "--package", "blis-store", "--no-default-features"],
        );
        command.args(["--features", database]);
        process::run_checked(command, step)?;
    }
    Ok(())
}
