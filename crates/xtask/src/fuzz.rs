//! `cargo xtask fuzz`: the long runs of the fuzz targets, under libFuzzer.
//!
//! The compiler of the tests builds them: its passes that count the ways through the code are stable, and without
//! `unsafe` in our crates there is little left for a sanitizer to find. The short run is a test of `blis-fuzz`.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::apt;
use crate::cargo::cargo;
use crate::cli::FuzzOptions;
use crate::interrupt;
use crate::needs;
use crate::process::{self, Group};
use crate::steps::{Step, Steps};
use crate::workspace::Workspace;

/// What makes rustc put libFuzzer's counters into the code.
const COUNTED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// The longest input, and the longest that is kept in the repository.
const LONGEST: &str = "-max_len=8192";
const LONGEST_KEPT: &str = "-max_len=2048";

const POLL: Duration = Duration::from_millis(200);

/// `cargo xtask fuzz`
pub(crate) fn run(workspace: &Workspace, options: &FuzzOptions) -> anyhow::Result<ExitCode> {
    let targets = targets(workspace, &options.targets)?;
    let mut steps = Steps::new(workspace, 3)?;
    let program = steps.run("Build the fuzz targets", |step| build(workspace, step))?;
    let fuzzer = Fuzzer {
        program,
        home: workspace.root().join("crates/fuzz"),
        work: workspace.target().join("fuzz/work"),
    };
    let name = format!("Run {} targets, {} minutes each", targets.len(), options.minutes);
    let found = steps.run(&name, |step| fuzzer.run_all(&targets, options, step))?;
    steps.run("Keep the inputs that found new ways", |step| {
        let kept = targets.iter().map(|target| fuzzer.keep(target, step));
        let kept: usize = kept.sum::<anyhow::Result<usize>>()?;
        step.note(format!("{kept} new files in crates/fuzz/corpus"));
        Ok(())
    })?;
    for finding in &found {
        println!("{finding}");
    }
    Ok(match found.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// The targets asked for, or all of them. A test of `blis-fuzz` holds its list against the folders of kept inputs.
fn targets(workspace: &Workspace, wanted: &[String]) -> anyhow::Result<Vec<String>> {
    let folder = workspace.root().join("crates/fuzz/corpus");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    if let Some(unknown) = wanted.iter().find(|wanted| !names.contains(wanted)) {
        bail!("there is no target `{unknown}`; there are {}", names.join(", "));
    }
    if !wanted.is_empty() {
        names.retain(|name| wanted.contains(name));
    }
    Ok(names)
}

fn build(workspace: &Workspace, step: &Step) -> anyhow::Result<PathBuf> {
    if needs::find_in_path("c++").is_none() {
        apt::install(&["g++"], "building libFuzzer", step)?;
    }
    let version = process::capture(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say what machine this is")?;
    let folder = workspace.target().join("fuzz");
    let mut command = cargo(
        workspace,
        ["build", "--package", "blis-fuzz", "--bin", "blis-fuzz"],
    );
    command
        .args(["--features", "engine", "--profile", "fuzz"])
        // With a target of its own, build scripts and macros go without counters.
        .args(["--target", host, "--target-dir"])
        .arg(&folder)
        .env("RUSTFLAGS", COUNTED);
    process::run_checked(command, step)?;
    Ok(folder.join(host).join("fuzz/blis-fuzz"))
}

struct Fuzzer {
    program: PathBuf,
    /// `crates/fuzz`
    home: PathBuf,
    /// What is found lies here, below Cargo's output, until it is kept.
    work: PathBuf,
}

impl Fuzzer {
    /// Runs the targets, so many at a time, and answers what broke.
    fn run_all(&self, targets: &[String], options: &FuzzOptions, step: &Step) -> anyhow::Result<Vec<String>> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let mut waiting: VecDeque<&String> = targets.iter().collect();
        let mut running: Vec<(&String, Group)> = Vec::new();
        let mut found = Vec::new();
        while !(waiting.is_empty() && running.is_empty()) {
            interrupt::check()?;
            while running.len() < cores
                && let Some(target) = waiting.pop_front()
            {
                running.push((target, self.start(target, options.minutes)?));
                step.line(&format!("{target} begins"));
            }
            let (going, ended): (Vec<_>, Vec<_>) = running
                .into_iter()
                .map(|(target, mut group)| (group.is_running(), target, group))
                .partition(|(going, _, _)| *going);
            for (_, target, mut group) in ended {
                let outcome = self.outcome(target, group.wait()?.success())?;
                step.tell(&format!("{target}: {}", outcome.summary));
                found.extend(outcome.finding);
            }
            running = going
                .into_iter()
                .map(|(_, target, group)| (target, group))
                .collect();
            step.tick();
            thread::sleep(POLL);
        }
        if !found.is_empty() {
            step.mark_failed();
        }
        Ok(found)
    }

    fn start(&self, target: &str, minutes: u64) -> anyhow::Result<Group> {
        let work = self.work.join(target);
        for folder in ["new", "broke"] {
            let folder = work.join(folder);
            fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        let log = self.log(target);
        let log = File::create(&log).with_context(|| format!("cannot create {}", log.display()))?;
        let mut command = self.command(target);
        command
            .arg(format!("-max_total_time={}", minutes * 60))
            .args([
                LONGEST,
                "-timeout=20",
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
            ])
            .arg(format!(
                "-dict={}",
                self.home.join(format!("words/{target}.dict")).display()
            ))
            .arg(format!("-artifact_prefix={}/", work.join("broke").display()))
            .arg(work.join("new"))
            .arg(self.corpus(target))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        Group::spawn(command)
    }

    fn outcome(&self, target: &str, success: bool) -> anyhow::Result<Outcome> {
        let path = self.log(target);
        let log = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let log = String::from_utf8_lossy(&log);
        let summary = log
            .lines()
            .rev()
            .find(|line| line.starts_with("Done "))
            .unwrap_or("broke");
        Ok(Outcome {
            summary: summary.to_owned(),
            finding: (!success).then(|| {
                let why = log
                    .lines()
                    .skip_while(|line| !line.contains("panicked at"))
                    .take(4);
                let why: Vec<&str> = why.collect();
                let input = log
                    .lines()
                    .find_map(|line| line.split_once("Test unit written to "));
                let input = input.map_or("no input was written", |(_, path)| path);
                format!(
                    "{target} broke a promise:\n{}\nThe input: {input}\nThe whole output: {}\n\
                     Keep the input in crates/fuzz/corpus/{target} together with what mends it.\n",
                    why.join("\n"),
                    path.display()
                )
            }),
        })
    }

    /// Adds to the kept inputs those that go where none of them goes; how many these are.
    fn keep(&self, target: &str, step: &Step) -> anyhow::Result<usize> {
        let (kept, new) = (self.corpus(target), self.work.join(target).join("new"));
        let before = files(&kept)?;
        let mut command = self.command(target);
        // Ways alone and not how often each is gone: a few inputs in place of some thousand.
        command
            .args(["-set_cover_merge=1", "-use_counters=0", LONGEST_KEPT])
            .args([&kept, &new]);
        process::run_checked(command, step)?;
        let after = files(&kept)?;
        if after < before {
            bail!("libFuzzer lost inputs of {target}");
        }
        Ok(after - before)
    }

    fn command(&self, target: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.env("BLIS_FUZZ_TARGET", target).current_dir(&self.work);
        command
    }

    fn corpus(&self, target: &str) -> PathBuf {
        self.home.join("corpus").join(target)
    }

    fn log(&self, target: &str) -> PathBuf {
        self.work.join(target).join("log")
    }
}

/// How a run ended.
struct Outcome {
    summary: String,
    finding: Option<String>,
}

fn files(folder: &Path) -> anyhow::Result<usize> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    Ok(entries.count())
}
