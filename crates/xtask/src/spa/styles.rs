//! The style sheets of the page as one.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

/// The `.css` files of a folder, in the order of their names (hence `00-tokens.css`), one after the other.
pub(crate) fn concatenate(folder: &Path) -> anyhow::Result<String> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry
            .with_context(|| format!("cannot read {}", folder.display()))?
            .path();
        if path.extension().is_some_and(|extension| extension == "css") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        bail!("{} has no style sheet", folder.display());
    }
    paths.sort();
    let mut sheet = String::new();
    for path in paths {
        sheet
            .push_str(&fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?);
        sheet.push('\n');
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_follow_each_other_by_name() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("10-page.css"), "b{}").unwrap();
        fs::write(folder.path().join("00-tokens.css"), "a{}").unwrap();
        fs::write(folder.path().join("notes.txt"), "no").unwrap();
        assert_eq!(concatenate(folder.path()).unwrap(), "a{}\nb{}\n");
    }

    #[test]
    fn a_page_without_styles_is_an_error() {
        assert!(concatenate(tempfile::tempdir().unwrap().path()).is_err());
    }
}
