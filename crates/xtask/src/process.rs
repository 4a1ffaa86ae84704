//! Running other programs: their output, their end, and ours when the developer interrupts.
//!
//! Every program started here leads a process group of its own. Stopping it stops what it started in turn (a test
//! run starts test programs, a browser starts many helpers), and nothing is left behind after Ctrl-C.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::process::{Pid, Signal};

use crate::ansi;
use crate::interrupt;
use crate::steps::Step;

const POLL: Duration = Duration::from_millis(100);

/// A program that has ended, with what it printed.
#[derive(Debug)]
pub(crate) struct Finished {
    status: ExitStatus,
    /// What went to standard output.
    pub(crate) stdout: String,
    /// Both streams in the order they arrived, with their colours.
    pub(crate) output: String,
}

impl Finished {
    pub(crate) fn success(&self) -> bool {
        self.status.success()
    }
}

/// Runs a program to its end, showing its lines in the step. A bad exit code is not an error here.
pub(crate) fn run(mut command: Command, step: &Step) -> anyhow::Result<Finished> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut group = Group::spawn(command)?;
    let (sender, lines) = mpsc::channel();
    if let Some(stdout) = group.child.stdout.take() {
        forward(stdout, Stream::Out, sender.clone());
    }
    if let Some(stderr) = group.child.stderr.take() {
        forward(stderr, Stream::Err, sender);
    }
    let mut stdout = String::new();
    let mut output = String::new();
    loop {
        interrupt::check()?;
        match lines.recv_timeout(POLL) {
            Ok((stream, line)) => {
                step.line(&ansi::strip(&line));
                if stream == Stream::Out {
                    stdout.push_str(&line);
                    stdout.push('\n');
                }
                output.push_str(&line);
                output.push('\n');
            }
            Err(RecvTimeoutError::Timeout) => step.tick(),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = group.wait()?;
    Ok(Finished {
        status,
        stdout,
        output,
    })
}

/// Runs a program that must succeed; when it does not, the error holds its output.
pub(crate) fn run_checked(command: Command, step: &Step) -> anyhow::Result<Finished> {
    let shown = describe(&command);
    let finished = run(command, step)?;
    if !finished.success() {
        bail!(
            "`{shown}` failed ({}):\n\n{}\nThe whole output is in {}",
            finished.status,
            telling_lines(&finished.output),
            step.log_path().display()
        );
    }
    Ok(finished)
}

/// What a short program prints on standard output, without the line end; an error when it fails.
pub(crate) fn capture(command: &mut Command) -> anyhow::Result<String> {
    let shown = describe(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run `{shown}`"))?;
    if !output.status.success() {
        bail!(
            "`{shown}` failed ({}): {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a short program can be run and says yes.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A running program with all it has started; dropping it stops them.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) child: Child,
    name: String,
    ended: bool,
}

impl Group {
    pub(crate) fn spawn(mut command: Command) -> anyhow::Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start `{name}`"))?;
        Ok(Self {
            child,
            name,
            ended: false,
        })
    }

    pub(crate) fn wait(&mut self) -> anyhow::Result<ExitStatus> {
        let status = self
            .child
            .wait()
            .with_context(|| format!("cannot wait for `{}`", self.name))?;
        self.ended = true;
        Ok(status)
    }

    /// Whether the program still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks the leading program alone to end, in its own way, and waits for that; then stops what is left.
    pub(crate) fn ask(&mut self, signal: Signal, patience: Duration) {
        if let Some(pid) = self.pid() {
            let _ = rustix::process::kill_process(pid, signal);
        }
        self.wait_at_most(patience);
        self.stop();
    }

    fn stop(&mut self) {
        if self.ended {
            return;
        }
        for (signal, patience) in [
            (Signal::TERM, Duration::from_secs(5)),
            (Signal::KILL, Duration::from_secs(5)),
        ] {
            if let Some(pid) = self.pid() {
                let _ = rustix::process::kill_process_group(pid, signal);
            }
            if self.wait_at_most(patience) {
                return;
            }
        }
    }

    fn wait_at_most(&mut self, patience: Duration) -> bool {
        let begun = Instant::now();
        while !self.ended && begun.elapsed() < patience {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(20)),
                Ok(Some(_)) | Err(_) => self.ended = true,
            }
        }
        self.ended
    }

    fn pid(&self) -> Option<Pid> {
        i32::try_from(self.child.id()).ok().and_then(Pid::from_raw)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.stop();
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    Out,
    Err,
}

fn forward(stream: impl Read + Send + 'static, name: Stream, lines: Sender<(Stream, String)>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        // Bytes rather than text: one stray byte of a test must not end the reading.
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let line = String::from_utf8_lossy(&bytes)
                .trim_end_matches(['\n', '\r'])
                .to_owned();
            bytes.clear();
            if lines.send((name, line)).is_err() {
                return;
            }
        }
    });
}

/// The output less the lines that only say that something went well.
pub(crate) fn telling_lines(output: &str) -> String {
    const SILENT: [&str; 9] = [
        "Compiling ",
        "Checking ",
        "Downloaded ",
        "Downloading ",
        "Documenting ",
        "Fresh ",
        "Running ",
        "running ",
        "test result: ok.",
    ];
    let mut telling = String::new();
    for line in output.lines() {
        let bare = ansi::strip(line);
        let bare = bare.trim();
        let silent = SILENT.iter().any(|word| bare.starts_with(word))
            || (bare.starts_with("test ") && bare.ends_with("... ok"))
            // One empty line separates as well as many.
            || (bare.is_empty() && (telling.is_empty() || telling.ends_with("\n\n")));
        if !silent {
            telling.push_str(line);
            telling.push('\n');
        }
    }
    telling
}

/// The command as one would type it.
fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_telling_lines_are_shown() {
        let output = "\u{1b}[1m   Compiling\u{1b}[0m diesel v2.3.0\n\nrunning 2 tests\ntest a::b ... ok\n\n\ntest a::c ... FAILED\n\nerror: one failed\n";
        assert_eq!(
            telling_lines(output),
            "test a::c ... FAILED\n\nerror: one failed\n"
        );
    }

    #[test]
    fn a_dropped_group_ends_with_what_it_started() {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "sleep 600 & echo $!; wait"])
            .stdout(Stdio::piped());
        let mut group = Group::spawn(shell).unwrap();
        let mut line = String::new();
        BufReader::new(group.child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let sleeper = Pid::from_raw(line.trim().parse().unwrap()).unwrap();
        drop(group);
        // The orphan is reaped by the system a moment after its end.
        let gone = (0..200).any(|_| {
            thread::sleep(Duration::from_millis(10));
            rustix::process::test_kill_process(sleeper).is_err() || is_zombie(sleeper)
        });
        assert!(gone, "a program started by the stopped one is still running");
    }

    fn is_zombie(pid: Pid) -> bool {
        let status =
            std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
        status.contains(") Z ")
    }

    #[test]
    fn capture_reports_why_a_program_failed() {
        let error = capture(Command::new("sh").args(["-c", "echo no such thing >&2; exit 3"])).unwrap_err();
        assert!(error.to_string().contains("no such thing"), "{error}");
    }
}
