//! wasm-bindgen as a library: the JavaScript around the compiled page.
//!
//! Cargo.lock pins it to the wasm-bindgen the page is compiled with; the two speak a private format and must be
//! of one release.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::{Profile, split};

/// What wasm-bindgen makes of the compiled page.
pub(crate) struct Bound {
    /// The module that loads the page
    pub(crate) javascript: Vec<u8>,
    /// The WebAssembly, adapted
    pub(crate) wasm: Vec<u8>,
    /// The module that loads pieces of the page later
    pub(crate) loader: String,
    /// These pieces, by the names the loader knows them by
    pub(crate) pieces: Vec<(String, Vec<u8>)>,
    /// Pieces of JavaScript that crates bring along, by their path below the module
    pub(crate) snippets: Vec<(String, Vec<u8>)>,
}

/// Cuts the compiled page into pieces and binds what is loaded first; the pieces speak to that alone.
pub(crate) fn bind(wasm: &[u8], profile: Profile) -> anyhow::Result<Bound> {
    const NAME: &str = "page";
    let directory = tempfile::tempdir().context("cannot create a temporary directory")?;
    let names = profile == Profile::Dev;
    let cut = split::cut(wasm, profile)?;
    Bindgen::new()
        .input_bytes(NAME, cut.main)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(true)
                // What pieces share with the main file, its memory and the like.
                .keep_lld_exports(true)
                .remove_name_section(!names)
                .remove_producers_section(!names)
                .generate(directory.path())
        })
        .context("wasm-bindgen cannot bind the page")?;
    let read = |name: String| {
        let path = directory.path().join(name);
        fs::read(&path).with_context(|| format!("wasm-bindgen left no {}", path.display()))
    };
    let javascript = read(format!("{NAME}.js"))?;
    let wasm = read(format!("{NAME}_bg.wasm"))?;
    let mut snippets = files_below(&directory.path().join("snippets"))?;
    for (name, _) in &mut snippets {
        name.insert_str(0, "snippets/");
    }
    Ok(Bound {
        javascript,
        wasm,
        loader: cut.loader,
        pieces: cut.pieces,
        snippets,
    })
}

/// All files of a folder and its folders, by their path below it in a fixed order; none when it does not exist.
pub(crate) fn files_below(folder: &Path) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(directory) = waiting.pop() {
        if !directory.exists() {
            continue;
        }
        for entry in
            fs::read_dir(&directory).with_context(|| format!("cannot read {}", directory.display()))?
        {
            let path = entry
                .with_context(|| format!("cannot read {}", directory.display()))?
                .path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let Some(name) = path.strip_prefix(folder).ok().and_then(Path::to_str) else {
                bail!("{} has a name that cannot be an address", path.display());
            };
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.push((name.replace('\\', "/"), bytes));
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binder_is_of_the_release_the_page_is_compiled_with() {
        let lock = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock")).unwrap();
        let lock: toml::Table = lock.parse().unwrap();
        let version = |name: &str| {
            let packages = lock["package"].as_array().unwrap();
            let of_name: Vec<_> = packages
                .iter()
                .filter(|package| package["name"].as_str() == Some(name))
                .collect();
            assert_eq!(of_name.len(), 1, "{name} must be in Cargo.lock exactly once");
            of_name[0]["version"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            version("wasm-bindgen"),
            version("wasm-bindgen-cli-support"),
            "update both together: cargo update -p wasm-bindgen -p wasm-bindgen-cli-support"
        );
    }

    #[test]
    fn files_are_listed_with_their_folders() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("icons")).unwrap();
        fs::write(folder.path().join("icons/b.svg"), "b").unwrap();
        fs::write(folder.path().join("a.txt"), "a").unwrap();
        let files = files_below(folder.path()).unwrap();
        assert_eq!(
            files,
            [
                ("a.txt".to_owned(), b"a".to_vec()),
                ("icons/b.svg".to_owned(), b"b".to_vec())
            ]
        );
        assert_eq!(files_below(&folder.path().join("none")).unwrap(), []);
    }
}
