//! The account a cluster runs under: PostgreSQL refuses to run as root.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::Context;

use crate::process;

/// An unprivileged account.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Account {
    user: u32,
    group: u32,
}

impl Account {
    /// None when this program is not root and PostgreSQL can simply run as whoever started it.
    pub(crate) fn needed() -> anyhow::Result<Option<Self>> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        // `nobody` exists on every system; its drawback, files of other services, is none in a folder of our own.
        let account = ["postgres", "nobody"].into_iter().find_map(Self::named);
        account
            .map(Some)
            .context("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`")
    }

    fn named(name: &str) -> Option<Self> {
        let id = |kind: &str| {
            process::capture(Command::new("id").args([kind, name]))
                .ok()?
                .parse()
                .ok()
        };
        Some(Self {
            user: id("-u")?,
            group: id("-g")?,
        })
    }

    /// Makes the command run under this account.
    pub(crate) fn run(self, command: &mut Command) {
        command.uid(self.user).gid(self.group);
    }

    /// Gives the file or folder to this account.
    pub(crate) fn own(self, path: &Path) -> anyhow::Result<()> {
        std::os::unix::fs::chown(path, Some(self.user), Some(self.group))
            .with_context(|| format!("cannot give {} to the account of PostgreSQL", path.display()))
    }
}
