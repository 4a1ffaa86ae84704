//! `pg_dump` and `pg_restore`: found, asked for their release, run.

use super::error::BackupError;
use super::login::Login;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The most that is told of what a program said.
const MOST_TOLD: usize = 2000;

/// A program of PostgreSQL.
pub(super) struct Program {
    name: &'static str,
    path: PathBuf,
}

impl Program {
    /// The program in a folder, or where programs are found.
    pub(super) fn named(name: &'static str, folder: Option<&Path>) -> Program {
        let path = match folder {
            Some(folder) => folder.join(name),
            None => PathBuf::from(name),
        };
        Program { name, path }
    }

    /// Its main release.
    pub(super) fn release(&self) -> Result<u32, BackupError> {
        let output = Command::new(&self.path)
            .arg("--version")
            .stdin(Stdio::null())
            .output()
            .map_err(|source| self.missing(source))?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        match release(&told) {
            Some(release) if output.status.success() => Ok(release),
            _ => Err(self.failed(&[output.stderr, output.stdout].concat())),
        }
    }

    /// That it can dump a server, which has its own release.
    pub(super) fn require_release(&self, server: u32) -> Result<(), BackupError> {
        let release = self.release()?;
        match release < server {
            true => Err(BackupError::ProgramTooOld {
                program: self.name,
                release,
                server,
            }),
            false => Ok(()),
        }
    }

    /// Starts it on a database. It asks nobody for a password.
    pub(super) fn start(
        &self,
        url: &str,
        arguments: impl IntoIterator<Item = std::ffi::OsString>,
    ) -> Result<Running<'_>, BackupError> {
        let login = Login::of(url)?;
        let mut command = Command::new(&self.path);
        command
            .arg("--no-password")
            .arg(format!("--dbname={}", login.address))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if let Some(password) = login.password {
            command.env("PGPASSWORD", password);
        }
        let child = command.spawn().map_err(|source| self.missing(source))?;
        Ok(Running {
            program: self,
            child: Some(child),
        })
    }

    fn missing(&self, source: io::Error) -> BackupError {
        BackupError::ProgramMissing {
            program: self.path.display().to_string(),
            source,
        }
    }

    fn failed(&self, told: &[u8]) -> BackupError {
        let told = String::from_utf8_lossy(told);
        BackupError::ProgramFailed {
            program: self.name,
            told: told.trim().chars().take(MOST_TOLD).collect(),
        }
    }
}

/// A program that runs. Dropped before it has ended, it is ended: nobody waits for what it does.
pub(super) struct Running<'p> {
    program: &'p Program,
    child: Option<Child>,
}

impl Running<'_> {
    /// Waits until it has done its work.
    pub(super) fn finish(mut self) -> Result<(), BackupError> {
        let Some(child) = self.child.take() else {
            return Ok(());
        };
        let output = child
            .wait_with_output()
            .map_err(|source| self.program.missing(source))?;
        match output.status.success() {
            true => Ok(()),
            false => Err(self.program.failed(&output.stderr)),
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // Either fails only when it has ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The main release in `pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`.
fn release(told: &str) -> Option<u32> {
    let (_, version) = told.split_once("(PostgreSQL) ")?;
    let digits = version.split(|sign: char| !sign.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_read_however_it_is_packaged() {
        for (told, expected) in [
            ("pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n", Some(15)),
            ("pg_dump (PostgreSQL) 18devel\n", Some(18)),
            ("pg_dump (PostgreSQL) 9.6.24", Some(9)),
            ("command not found", None),
        ] {
            assert_eq!(release(told), expected, "{told}");
        }
    }
}
