//! A throw-away PostgreSQL cluster in a temporary folder, on a free port of this machine alone.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::process::Signal;
use tempfile::TempDir;

use super::account::Account;
use crate::interrupt;
use crate::port;
use crate::process::{self, Group};
use crate::steps::Step;

const PATIENCE: Duration = Duration::from_secs(60);

/// How many ports are tried: another program may take a free one between our look and the server's start.
const ATTEMPTS: usize = 3;

/// Speed before safety: what is lost in a power cut here is nothing.
const SETTINGS: [&str; 8] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=127.0.0.1",
    // A socket's path has a length limit that a long TMPDIR would break.
    "unix_socket_directories=",
    // Each test keeps a pool of its own.
    "max_connections=300",
    // Many tests create and drop schemas at once; each holds locks on all its tables.
    "max_locks_per_transaction=256",
    "log_min_messages=warning",
];

/// A running cluster; dropping it stops it and removes its folder.
#[derive(Debug)]
pub(crate) struct Cluster {
    server: Group,
    url: String,
    // Held for its end: the folder goes after the server.
    _folder: TempDir,
}

impl Cluster {
    /// Sets up and starts a cluster with the given server programs.
    pub(crate) fn start(programs: &Path, step: &Step) -> anyhow::Result<Self> {
        let account = Account::needed()?;
        let folder = tempfile::Builder::new()
            .prefix("blis-postgres-")
            .tempdir()
            .context("cannot create a folder")?;
        if let Some(account) = account {
            account.own(folder.path())?;
        }
        let data = folder.path().join("data");
        let command = |program: &str| {
            let mut command = Command::new(programs.join(program));
            // The folder this program was started in may be closed to the account.
            command.current_dir(folder.path());
            if let Some(account) = account {
                account.run(&mut command);
            }
            command
        };

        let mut initdb = command("initdb");
        initdb
            .arg("--pgdata")
            .arg(&data)
            .args(["--auth=trust", "--username=postgres"]);
        initdb.args(["--encoding=UTF8", "--locale=C", "--no-sync"]);
        process::run_checked(initdb, step)?;

        for _ in 0..ATTEMPTS {
            let port = port::free()?;
            let log = folder.path().join("log");
            let mut postgres = command("postgres");
            postgres.arg("-D").arg(&data).args(["-p", &port.to_string()]);
            for setting in SETTINGS {
                postgres.args(["-c", setting]);
            }
            let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
            postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
            let mut server = Group::spawn(postgres)?;
            match wait_until_ready(&mut server, &data)? {
                Readiness::Ready => {
                    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
                    return Ok(Self {
                        server,
                        url,
                        _folder: folder,
                    });
                }
                Readiness::Ended => {
                    step.tell(&format!(
                        "PostgreSQL did not start: {}",
                        fs::read_to_string(&log).unwrap_or_default()
                    ));
                }
            }
        }
        bail!("PostgreSQL did not start in {ATTEMPTS} attempts")
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // "Fast shutdown": connections are closed rather than waited for.
        self.server.ask(Signal::INT, Duration::from_secs(10));
    }
}

enum Readiness {
    Ready,
    Ended,
}

fn wait_until_ready(server: &mut Group, data: &Path) -> anyhow::Result<Readiness> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        interrupt::check()?;
        if !server.is_running() {
            return Ok(Readiness::Ended);
        }
        if fs::read_to_string(data.join("postmaster.pid")).is_ok_and(|file| says_ready(&file)) {
            return Ok(Readiness::Ready);
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!("PostgreSQL was not ready after {} seconds", PATIENCE.as_secs())
}

/// The eighth line of `postmaster.pid` is the server's state; `pg_ctl` waits for the same word.
fn says_ready(postmaster_pid: &str) -> bool {
    postmaster_pid
        .lines()
        .nth(7)
        .is_some_and(|state| state.trim() == "ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readiness_is_read_from_the_state_line() {
        let file = "4711\n/tmp/data\n1700000000\n5433\n/tmp\n127.0.0.1\n  5433001   12\n";
        assert!(!says_ready(file));
        assert!(!says_ready(&format!("{file}starting\n")));
        assert!(says_ready(&format!("{file}ready   \n")));
    }
}
