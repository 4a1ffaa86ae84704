//! Finding PostgreSQL's server programs, which Debian keeps out of PATH.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::needs::find_in_path;
use crate::process;

/// The folder with `initdb` and `postgres`, when they are installed.
pub(crate) fn find() -> Option<PathBuf> {
    let named = process::capture(Command::new("pg_config").arg("--bindir"))
        .ok()
        .map(PathBuf::from);
    let packaged = versions(Path::new("/usr/lib/postgresql"));
    // Beside `initdb` rather than in PATH itself: a link there may lead to the folder with all programs.
    let linked =
        find_in_path("initdb").and_then(|path| fs::canonicalize(path).ok()?.parent().map(Path::to_owned));
    named
        .into_iter()
        .chain(packaged)
        .chain(linked)
        .find(|directory| has_server(directory))
}

/// The same, where they have just been installed.
pub(crate) fn find_installed() -> anyhow::Result<PathBuf> {
    find().context("PostgreSQL was installed and its server programs still cannot be found")
}

fn has_server(directory: &Path) -> bool {
    ["initdb", "postgres"]
        .iter()
        .all(|program| directory.join(program).exists())
}

/// Debian's folders of programs, one a major version, the newest first.
fn versions(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin")))
        })
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found.into_iter().map(|(_, directory)| directory).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["9", "15", "common"] {
            fs::create_dir(folder.path().join(version)).unwrap();
        }
        let found = versions(folder.path());
        assert_eq!(found, [folder.path().join("15/bin"), folder.path().join("9/bin")]);
        assert!(versions(&folder.path().join("none")).is_empty());
    }
}
