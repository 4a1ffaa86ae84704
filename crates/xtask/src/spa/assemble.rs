//! Putting the page together: names by content, the documents that use them, and the swap into place.

use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Context, anyhow};

use super::bindgen::{self, Bound, files_below};
use super::{Profile, compress, stamp, styles, template};
use crate::hash;
use crate::workspace::Workspace;

/// Everything the finished page is made from.
pub(crate) struct Source {
    pub(crate) profile: Profile,
    wasm: Vec<u8>,
    index: String,
    boot: String,
    styles: String,
    public: Vec<(String, Vec<u8>)>,
}

impl Source {
    pub(crate) fn read(workspace: &Workspace, wasm: &Path, profile: Profile) -> anyhow::Result<Self> {
        let frontend = workspace.root().join("frontend");
        let text = |name: &str| {
            let path = frontend.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        Ok(Self {
            profile,
            wasm: fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?,
            index: text("index.html")?,
            boot: text("boot.js")?,
            styles: styles::concatenate(&frontend.join("styles"))?,
            public: files_below(&frontend.join("public"))?,
        })
    }

    /// A hash that changes whenever the finished page would.
    pub(crate) fn hash(&self) -> String {
        let fixed = [
            // This program's own part in the result.
            ("recipe", [4, self.profile as u8].to_vec()),
            ("wasm", self.wasm.clone()),
            ("index", self.index.clone().into_bytes()),
            ("boot", self.boot.clone().into_bytes()),
            ("styles", self.styles.clone().into_bytes()),
        ];
        let public = self
            .public
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        hash::of_parts(
            fixed
                .iter()
                .map(|(name, bytes)| (*name, bytes.as_slice()))
                .chain(public),
        )
    }
}

/// A file of the finished page: its path and what it holds.
type Asset = (String, Vec<u8>);

/// Makes the page and puts it into place; the answer is its size in brotli.
pub(crate) fn write(workspace: &Workspace, source: &Source) -> anyhow::Result<u64> {
    let bound = bindgen::bind(source.wasm.clone(), source.profile)?;
    let assets = assets(source, bound)?;
    let packed = pack(&assets, source.profile.compression())?;

    // Written beside and swapped, so that a running server never serves half of a page.
    let next = workspace.spa().with_extension("next");
    let old = workspace.spa().with_extension("old");
    remove(&next)?;
    for ((name, bytes), packed) in assets.iter().zip(&packed) {
        write_file(&next.join(name), bytes)?;
        if let Some(packed) = packed {
            write_file(&next.join(format!("{name}.br")), packed)?;
        }
    }
    remove(&old)?;
    if workspace.spa().exists() {
        fs::rename(workspace.spa(), &old).context("cannot move the previous page away")?;
    }
    fs::rename(&next, workspace.spa()).context("cannot move the new page into place")?;
    remove(&old)?;

    // What travels: the brotli copy, or the file itself where there is none.
    let size = assets
        .iter()
        .zip(&packed)
        .map(|((_, bytes), packed)| packed.as_ref().unwrap_or(bytes).len() as u64)
        .sum();
    stamp::write(workspace, source, &assets, size)?;
    Ok(size)
}

fn assets(source: &Source, bound: Bound) -> anyhow::Result<Vec<Asset>> {
    let js = hash::file_name("blis-frontend", "js", &bound.javascript);
    let wasm = hash::file_name("blis-frontend", "wasm", &bound.wasm);
    let css = hash::file_name("blis", "css", source.styles.as_bytes());
    let boot_text =
        template::fill(&source.boot, &[("js", &js), ("wasm", &wasm)]).context("in frontend/boot.js")?;
    let boot = hash::file_name("boot", "js", boot_text.as_bytes());
    let names = [
        ("js", js.as_str()),
        ("wasm", &wasm),
        ("css", &css),
        ("boot", &boot),
    ];
    let index = template::fill(&source.index, &names).context("in frontend/index.html")?;
    let mut assets = vec![
        ("index.html".to_owned(), index.into_bytes()),
        (boot, boot_text.into_bytes()),
        (js, bound.javascript),
        (wasm, bound.wasm),
        (css, source.styles.clone().into_bytes()),
    ];
    assets.extend(bound.snippets);
    assets.extend(source.public.iter().cloned());
    Ok(assets)
}

/// The brotli copies, one thread a file: the WebAssembly takes as long as all others together.
fn pack(assets: &[Asset], quality: i32) -> anyhow::Result<Vec<Option<Vec<u8>>>> {
    thread::scope(|scope| {
        let running: Vec<_> = assets
            .iter()
            .map(|(name, bytes)| {
                scope.spawn(move || match compress::is_worthwhile(name) {
                    true => compress::brotli(bytes, quality).map(Some),
                    false => Ok(None),
                })
            })
            .collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread
                .join()
                .unwrap_or_else(|_| Err(anyhow!("compressing ended early")))
        };
        running.into_iter().map(join).collect()
    })
}

fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        Source {
            profile: Profile::Wasm,
            wasm: b"wasm".to_vec(),
            index: "{{css}} {{js}} {{wasm}} {{boot}}".to_owned(),
            boot: "import './{{js}}' './{{wasm}}'".to_owned(),
            styles: "a{}".to_owned(),
            public: vec![("favicon.svg".to_owned(), b"<svg/>".to_vec())],
        }
    }

    fn bound(javascript: &str) -> Bound {
        Bound {
            javascript: javascript.into(),
            wasm: b"bound".to_vec(),
            snippets: Vec::new(),
        }
    }

    #[test]
    fn a_change_deep_down_renames_all_that_lead_to_it() {
        let one = assets(&source(), bound("one")).unwrap();
        let other = assets(&source(), bound("other")).unwrap();
        let names = |assets: &[Asset]| assets.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let (one, other) = (names(&one), names(&other));
        assert_eq!(one[0], other[0], "the document keeps its name");
        assert_ne!(
            one[1], other[1],
            "the boot module names the changed module, so it changes too"
        );
        assert_ne!(one[2], other[2]);
        assert_eq!(one[3..], other[3..], "what did not change keeps its name");
    }

    #[test]
    fn public_files_keep_their_names() {
        let assets = assets(&source(), bound("one")).unwrap();
        assert!(assets.iter().any(|(name, _)| name == "favicon.svg"));
    }

    #[test]
    fn every_input_counts() {
        let same = source().hash();
        assert_eq!(same, source().hash());
        assert_ne!(
            same,
            Source {
                styles: "b{}".to_owned(),
                ..source()
            }
            .hash()
        );
        assert_ne!(
            same,
            Source {
                profile: Profile::Dev,
                ..source()
            }
            .hash()
        );
        assert_ne!(
            same,
            Source {
                public: Vec::new(),
                ..source()
            }
            .hash()
        );
    }
}
