//! Remembering from what the page in place was made, so that it is not made again from the same.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::Size;
use super::assemble::{Asset, Source};
use crate::workspace::Workspace;

#[derive(Debug, Serialize, Deserialize)]
struct Stamp {
    source: String,
    size: Size,
    /// Path and length of each file, to notice a folder that was emptied or replaced.
    files: Vec<(String, u64)>,
}

/// The size of the page in place when it was made from this very source.
pub(crate) fn fresh_size(workspace: &Workspace, source: &Source) -> Option<Size> {
    let stamp: Stamp = serde_json::from_slice(&fs::read(path(workspace)).ok()?).ok()?;
    let spa = workspace.spa();
    let complete = stamp
        .files
        .iter()
        .all(|(name, length)| fs::metadata(spa.join(name)).is_ok_and(|file| file.len() == *length));
    (complete && stamp.source == source.hash()).then_some(stamp.size)
}

/// Notes what the page in place was made from.
pub(crate) fn write(
    workspace: &Workspace,
    source: &Source,
    assets: &[Asset],
    size: Size,
) -> anyhow::Result<()> {
    let files = assets
        .iter()
        .map(|asset| (asset.name.clone(), asset.bytes.len() as u64))
        .collect();
    let stamp = Stamp {
        source: source.hash(),
        size,
        files,
    };
    let path = path(workspace);
    fs::create_dir_all(workspace.notes())
        .with_context(|| format!("cannot create {}", workspace.notes().display()))?;
    fs::write(&path, serde_json::to_vec(&stamp)?).with_context(|| format!("cannot write {}", path.display()))
}

fn path(workspace: &Workspace) -> PathBuf {
    workspace.notes().join("spa.json")
}
