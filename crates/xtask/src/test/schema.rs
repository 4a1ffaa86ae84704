//! The API against its document: schemathesis asks every operation, as each caller there is.
//!
//! What it is told lies in `api-spec/schemathesis`: who calls how, and what counts as right.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;

use super::counts::Counts;
use crate::demo_server::Server;
use crate::process;
use crate::python;
use crate::steps::{Step, Steps};
use crate::workspace::Workspace;

/// How many steps it takes.
pub(crate) const STEPS: usize = 3;

/// The last of the demonstration's accounts that the server prints.
const LAST_ACCOUNT: &str = "  admin@";

/// Who is asked with every combination of inputs that the document allows: a stranger, a machine, and the two who between
/// them may do everything. The others get the same answers or a refusal, and fewer cases tell which.
const ASKED_IN_FULL: [&str; 4] = ["nobody", "client", "steward", "admin"];

/// Installs schemathesis and runs it, once for each caller.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps) -> anyhow::Result<Counts> {
    let home = workspace.root().join("api-spec/schemathesis");
    let python = steps.run("Have schemathesis", |step| {
        let (list, why) = (
            home.join("requirements.txt"),
            "trying the API against its document",
        );
        python::environment(workspace, "schemathesis", &list, why, step)
    })?;
    let program = workspace.executable("dev", "blis");
    // Held to the end: the server stops with it.
    let (server, callers) = steps.run("Start a server and sign in as everybody", |step| {
        let server = Server::start(&program)?;
        let callers = sign_in(workspace, &server, &program, &python, step)?;
        Ok((server, callers))
    })?;
    steps.run("Ask every operation as each caller", |step| {
        let mut counts = Counts::default();
        for caller in &callers.names {
            let asked = ask(workspace, &server, &python, &callers.file, caller, step)?;
            step.tell(&format!("{caller}: {}", asked.summary));
            if !asked.well {
                step.mark_failed();
                step.show(&asked.output);
            }
            counts += Counts {
                passed: usize::from(asked.well),
                failed: usize::from(!asked.well),
            };
        }
        step.note(counts.to_string());
        Ok(counts)
    })
}

/// Who calls, and the file that says how each of them does.
struct Callers {
    names: Vec<String>,
    file: PathBuf,
}

fn sign_in(
    workspace: &Workspace,
    server: &Server,
    program: &Path,
    python: &Path,
    step: &Step,
) -> anyhow::Result<Callers> {
    let accounts = server.data().join("accounts.txt");
    fs::write(&accounts, server.printed_up_to(LAST_ACCOUNT)?).context("cannot write the accounts down")?;
    let mut add = Command::new(program);
    add.args(["client", "add", "schemathesis", "--json", "--feed", "srda"])
        .args(["--scope", "feed:write", "--scope", "data:read", "--data-dir"])
        .arg(server.data());
    let client = process::capture(&mut add)?;

    let file = server.data().join("callers.json");
    let mut sign_in = Command::new(python);
    sign_in
        .arg(workspace.root().join("api-spec/schemathesis/callers.py"))
        .args([server.url(), &client])
        .args([&accounts, &file]);
    let printed = process::run_checked(sign_in, step)?.stdout;
    let names: Vec<String> = printed.lines().map(str::to_owned).collect();
    step.note(format!("{} callers", names.len()));
    Ok(Callers { names, file })
}

/// What schemathesis said of one caller.
struct Asked {
    well: bool,
    summary: String,
    output: String,
}

fn ask(
    workspace: &Workspace,
    server: &Server,
    python: &Path,
    callers: &Path,
    caller: &str,
    step: &Step,
) -> anyhow::Result<Asked> {
    let home = workspace.root().join("api-spec/schemathesis");
    let mut command = Command::new(python);
    command
        .args(["-m", "schemathesis.cli", "--config-file"])
        .arg(home.join("schemathesis.toml"))
        .arg("run")
        .arg(server.data().join("openapi.json"))
        .args(["--url", server.url(), "--workers", "2", "--no-color"])
        .args(if ASKED_IN_FULL.contains(&caller) {
            ["--phases", "examples,coverage,fuzzing"]
        } else {
            ["--phases", "examples,fuzzing"]
        })
        .env("SCHEMATHESIS_HOOKS", home.join("hooks.py"))
        .env("BLIS_CALLERS", callers)
        .env("BLIS_CALLER", caller)
        .current_dir(server.data())
        .stdin(Stdio::null());
    let finished = process::run(command, step)?;
    // Its last line sums up: `==== 2 warnings in 20.1s ====`.
    let summary = finished.stdout.lines().rev().find(|line| line.starts_with("==="));
    let asked = finished.stdout.lines().find(|line| line.contains(" generated, "));
    Ok(Asked {
        // Silence must not look like success: no summary, no case tried.
        well: finished.success() && asked.is_some() && summary.is_some(),
        summary: match (asked, summary) {
            (Some(asked), Some(summary)) => format!("{}; {}", asked.trim(), summary.trim_matches(['=', ' '])),
            _ => "it broke".to_owned(),
        },
        output: finished.output,
    })
}
