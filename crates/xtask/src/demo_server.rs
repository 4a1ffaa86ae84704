//! A server to measure or to try: its own data directory, its own port, no limit of requests.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::process::Group;

/// What the server prints once it answers, before its address.
const READY: &str = "BLIS ready at ";

/// A running server; dropping it stops it and removes its data.
#[derive(Debug)]
pub(crate) struct Server {
    process: Group,
    url: String,
    /// What it printed after the line that says it is ready.
    printed: Receiver<String>,
    // Held for its end: the data goes after the server.
    data: TempDir,
    database_url: Option<String>,
}

/// Says where the data lie.
fn place(command: &mut Command, data: &Path, database_url: Option<&str>) {
    command.arg("--data-dir").arg(data);
    if let Some(url) = database_url {
        command.args(["--database-url", url]);
    }
}

/// The longest that a server takes to print what it has printed.
const PATIENCE: Duration = Duration::from_secs(30);

impl Server {
    /// One with the demonstration data.
    pub(crate) fn start(program: &Path) -> anyhow::Result<Self> {
        Self::serve(program, &["--demo"], None)
    }

    /// One with nothing in it, in a database of that address or in one of its own.
    pub(crate) fn start_empty(program: &Path, database_url: Option<&str>) -> anyhow::Result<Self> {
        Self::serve(program, &[], database_url)
    }

    fn serve(program: &Path, words: &[&str], database_url: Option<&str>) -> anyhow::Result<Self> {
        let data = tempfile::Builder::new()
            .prefix("blis-demo-")
            .tempdir()
            .context("cannot create a folder")?;
        let mut command = Command::new(program);
        command
            .arg("serve")
            .args(words)
            .args(["--listen", "127.0.0.1:0", "--rate-per-minute", "0"]);
        place(&mut command, data.path(), database_url);
        // Every request would be a line of log; what is measured is the answer.
        command.env("RUST_LOG", "warn").current_dir(data.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = Group::spawn(command)?;
        let stdout = process.child.stdout.take().context("the server has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        let url = loop {
            match lines.next() {
                Some(Ok(line)) => {
                    if let Some((_, url)) = line.split_once(READY) {
                        break url.trim().to_owned();
                    }
                }
                Some(Err(error)) => return Err(error).context("cannot read the server's output"),
                None => bail!("the server ended before it was ready"),
            }
        };
        // A full pipe would stop the server: go on reading.
        let (sender, printed) = mpsc::channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                // Nobody may be listening any more; the line is read all the same.
                let _ = sender.send(line);
            }
        });
        Ok(Self {
            process,
            url,
            printed,
            data,
            database_url: database_url.map(str::to_owned),
        })
    }

    /// Lets another command of the program work on its data.
    pub(crate) fn of_its_data(&self, command: &mut Command) {
        place(command, self.data.path(), self.database_url.as_deref());
    }

    /// What the server printed since it was ready, up to a line that holds `last`.
    pub(crate) fn printed_up_to(&self, last: &str) -> anyhow::Result<String> {
        let mut text = String::new();
        loop {
            let line = self.printed.recv_timeout(PATIENCE);
            let line = line.with_context(|| format!("the server did not print `{last}`, but:\n{text}"))?;
            text.push_str(&line);
            text.push('\n');
            if line.contains(last) {
                return Ok(text);
            }
        }
    }

    /// Its data directory.
    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    /// `http://127.0.0.1:PORT`
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// `127.0.0.1:PORT`
    pub(crate) fn address(&self) -> &str {
        self.url.trim_start_matches("http://").trim_end_matches('/')
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.ask(Signal::TERM, Duration::from_secs(5));
    }
}
