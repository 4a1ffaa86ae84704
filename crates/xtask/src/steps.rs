//! Showing what is being done: one line a step, with its time.
//!
//! In a terminal the running step has a spinner and the latest line of the program it runs. Elsewhere the lines
//! are plain, and a step that takes long reports now and then, so that a watcher of logs sees it alive.

use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use crate::interrupt;
use crate::workspace::Workspace;

/// How often a long step speaks up where there is no terminal.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// A numbered sequence of steps.
#[derive(Debug)]
pub(crate) struct Steps {
    total: usize,
    begun: usize,
    logs: PathBuf,
}

impl Steps {
    pub(crate) fn new(workspace: &Workspace, total: usize) -> anyhow::Result<Self> {
        let logs = workspace.notes().join("logs");
        fs::create_dir_all(&logs).with_context(|| format!("cannot create {}", logs.display()))?;
        Ok(Self {
            total,
            begun: 0,
            logs,
        })
    }

    /// Does the work as the next step. The name says what is being done, in the imperative.
    pub(crate) fn run<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&Step) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        interrupt::check()?;
        self.begun += 1;
        let step = Step::begin(
            format!("[{}/{}] {name}", self.begun, self.total),
            &self.logs,
            name,
        );
        let outcome = work(&step);
        if outcome.is_err() {
            step.mark_failed();
        }
        step.end();
        outcome
    }
}

/// A step under way.
#[derive(Debug)]
pub(crate) struct Step {
    title: String,
    started: Instant,
    spinner: Option<ProgressBar>,
    spoke: Cell<Instant>,
    latest: RefCell<String>,
    note: RefCell<String>,
    failed: Cell<bool>,
    log_path: PathBuf,
    log: RefCell<Option<File>>,
}

impl Step {
    fn begin(title: String, logs: &Path, name: &str) -> Self {
        let spinner = std::io::stdout().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner().with_prefix(title.clone());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg:.dim}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        if spinner.is_none() {
            println!("{title} …");
        }
        let log_path = logs.join(format!("{}.log", slug(name)));
        // A log that cannot be written must not keep anybody from working: the output is shown on failure anyway.
        let log = File::create(&log_path).ok();
        Self {
            title,
            started: Instant::now(),
            spinner,
            spoke: Cell::new(Instant::now()),
            latest: RefCell::default(),
            note: RefCell::default(),
            failed: Cell::default(),
            log_path,
            log: RefCell::new(log),
        }
    }

    /// Takes in a line of the program that runs.
    pub(crate) fn line(&self, line: &str) {
        if let Some(log) = self.log.borrow_mut().as_mut() {
            let _ = writeln!(log, "{line}");
        }
        let line = line.trim();
        if !line.is_empty() {
            if let Some(spinner) = &self.spinner {
                spinner.set_message(line.to_owned());
            }
            line.clone_into(&mut self.latest.borrow_mut());
        }
        self.tick();
    }

    /// Called often while waiting: says that the step is alive when it has been silent for long.
    pub(crate) fn tick(&self) {
        if self.spinner.is_none() && self.spoke.get().elapsed() >= HEARTBEAT {
            self.spoke.set(Instant::now());
            println!("      {} {}", clock(self.started.elapsed()), self.latest.borrow());
        }
    }

    /// Says something the developer should know, at once.
    pub(crate) fn tell(&self, message: &str) {
        self.show(&format!("      {message}"));
    }

    /// Shows text as it is, above the line of the step.
    pub(crate) fn show(&self, text: &str) {
        match &self.spinner {
            Some(spinner) => spinner.println(text),
            None => println!("{text}"),
        }
    }

    /// The step did its work, and what it looked at is not well.
    pub(crate) fn mark_failed(&self) {
        self.failed.set(true);
    }

    /// Adds a few words to the line that closes the step.
    pub(crate) fn note(&self, words: impl Into<String>) {
        *self.note.borrow_mut() = words.into();
    }

    /// Where all the output of the step is kept.
    pub(crate) fn log_path(&self) -> &Path {
        &self.log_path
    }

    fn end(self) {
        if let Some(spinner) = &self.spinner {
            spinner.finish_and_clear();
        }
        let sign = if self.failed.get() { "✗" } else { "✓" };
        let note = self.note.borrow();
        let note = if note.is_empty() {
            String::new()
        } else {
            format!(" · {note}")
        };
        println!("{sign} {} · {}{note}", self.title, clock(self.started.elapsed()));
    }
}

/// A duration as people read it: `0:07`, `12:30`.
pub(crate) fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn slug(name: &str) -> String {
    let letters = name.chars().map(|letter| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            ' '
        }
    });
    letters
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_shown_in_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_millis(7_900)), "0:07");
        assert_eq!(clock(Duration::from_secs(750)), "12:30");
    }

    #[test]
    fn a_log_is_named_after_its_step() {
        assert_eq!(
            slug("Browser journeys (PostgreSQL)"),
            "browser-journeys-postgresql"
        );
    }
}
