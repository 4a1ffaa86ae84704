//! Cutting the compiled page: what a first visit needs, and what is loaded later, a file for each piece.
//!
//! The page marks where to cut (`wasm_split` in `frontend/src/pages/later.rs`). What is reached from a piece alone
//! goes into its file; what two pieces share and the rest does not need goes into a file of its own. The linker has
//! to leave its relocations in for that (`LINK_ARGUMENTS`).

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use wasm_split_cli_support::Options;

use super::Profile;

/// What rustc has to tell the linker of a page that is to be cut.
pub(crate) const LINK_ARGUMENTS: [&str; 2] = ["-C", "link-arg=--emit-relocs"];

/// How the main file imports the module that loads pieces, and that module the main one. The names are replaced by
/// those with hashes when all is put together.
pub(crate) const LOADER: &str = "./loader.js";
pub(crate) const MAIN: &str = "./main.js";

/// The compiled page in pieces.
pub(crate) struct Cut {
    /// What is loaded first, still to be bound
    pub(crate) main: Vec<u8>,
    /// The module that loads pieces
    pub(crate) loader: String,
    /// The pieces, by the names the loader knows them by
    pub(crate) pieces: Vec<(String, Vec<u8>)>,
}

/// Cuts the compiled page.
pub(crate) fn cut(wasm: &[u8], profile: Profile) -> anyhow::Result<Cut> {
    let directory = tempfile::tempdir().context("cannot create a temporary directory")?;
    let main = directory.path().join("main.wasm");
    let mut options = Options::new(wasm);
    options.output_dir = directory.path();
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = MAIN;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .context("cannot cut the page into pieces")?;
    let mut paths = split.split_modules;
    paths.sort();
    let mut pieces = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes = read(&path)?;
        let name = path.file_name().and_then(|name| name.to_str());
        let name =
            name.with_context(|| format!("{} has a name that cannot be an address", path.display()))?;
        pieces.push((
            name.to_owned(),
            match profile {
                Profile::Wasm => without_names(&bytes).with_context(|| format!("in {name}"))?,
                Profile::Dev => bytes,
            },
        ));
    }
    Ok(Cut {
        main: read(&main)?,
        loader: String::from_utf8(read(&directory.path().join(LOADER))?).context("the loader is no text")?,
        pieces,
    })
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cutting the page left no {}", path.display()))
}

/// A WebAssembly module without its custom sections, which hold names and the like and do nothing.
fn without_names(wasm: &[u8]) -> anyhow::Result<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let Some((header, mut rest)) = wasm.split_at_checked(HEADER) else {
        bail!("it is no WebAssembly");
    };
    let mut kept = header.to_vec();
    while let Some((&kind, after)) = rest.split_first() {
        let (length, content) = leb128(after).context("a section without a length")?;
        let Some((_, next)) = content.split_at_checked(length) else {
            bail!("a section is cut short");
        };
        if kind != CUSTOM {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok(kept)
}

/// A number as WebAssembly writes it, and what comes after it.
fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)? + 1;
    let digits = bytes[..end].iter().rev();
    let number = digits.fold(0, |number: usize, byte| number << 7 | usize::from(byte & 0x7f));
    Some((number, &bytes[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_left_out_and_nothing_else() {
        let header = *b"\0asm\x01\0\0\0";
        let code = [10, 2, 1, 0];
        // A name section of 200 bytes: its length takes two.
        let mut names = vec![0, 0xc8, 0x01];
        names.extend([7; 200]);
        let whole = [header.as_slice(), &names, &code].concat();
        assert_eq!(
            without_names(&whole).unwrap(),
            [header.as_slice(), &code].concat()
        );
        assert!(without_names(&whole[..100]).is_err(), "a module cut short");
        assert!(without_names(b"no").is_err());
    }
}
